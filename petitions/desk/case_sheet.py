"""The chosen cases as a workbook: what stands in clear about each, and never a word that anybody wrote."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from paper.sheets import Column, Content, write_table
from petitions import kinds, queries, workflow
from petitions.models import Petition
from petitions.opinion import OUTCOME_LABELS


def workbook(session: Session, petition_ids: Collection[int], who: Person) -> tuple[bytes, int]:
    """(the workbook, how many cases are in it) of those among these cases that `who` may know of, by day and number."""
    wanted = sa.select(Petition).where(Petition.id.in_(sorted(petition_ids)), queries.may_know(session, who))
    cases = session.execute(wanted.order_by(Petition.filed_on, Petition.number)).scalars().all()
    names, tree = accounts.account_names(session), accounts.unit_tree(session)

    def unit(unit_id: int | None) -> str:
        return tree.path(unit_id) if unit_id is not None and unit_id in tree else ""

    rows: list[list[Content]] = [
        [
            place,
            case.number,
            case.filed_on,
            _(kinds.CHANNEL_LABELS[case.channel]),
            _(kinds.LEGAL_LABELS[case.legal_class]),
            _(kinds.CATEGORIES[case.category]),
            unit(case.unit_id),
            case.people,
            _("是") if case.is_repeat else "",
            _(workflow.STATE_LABELS[case.state]),
            case.next_due,
            names.get(case.handler_id or 0, ""),
            unit(case.handling_unit_id),
            case.accepted_on,
            case.replied_on,
            _(OUTCOME_LABELS[case.outcome]) if case.outcome else "",
            case.closed_on,
            case.nudges,
        ]
        for place, case in enumerate(cases, 1)
    ]
    note = _("只有登记项，没有诉求内容和姓名。按您能看到的诉求导出。")
    return write_table(_("诉求清单"), _columns(), rows, note=note), len(rows)


def _columns() -> list[Column]:
    return [
        Column(_("序号"), 6, number=True),
        Column(_("编号"), 14),
        Column(_("收到日期"), 12),
        Column(_("渠道"), 10),
        Column(_("信访目的"), 12),
        Column(_("内容分类"), 14),
        Column(_("涉及单位"), 26),
        Column(_("人数"), 8, number=True),
        Column(_("重复"), 6),
        Column(_("状态"), 12),
        Column(_("到期日"), 12),
        Column(_("承办人"), 10),
        Column(_("承办单位"), 26),
        Column(_("受理日期"), 12),
        Column(_("答复日期"), 12),
        Column(_("处理意见"), 12),
        Column(_("办结日期"), 12),
        Column(_("催办次数"), 10, number=True),
    ]
