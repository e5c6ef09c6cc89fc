"""信访台账: the register of cases as a workbook. What stands in clear about each, and never a word that anybody wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from paper.sheets import Column, Content, write_table
from petitions import in_place, kinds, reach, workflow
from petitions.categories import choices
from petitions.categories import queries as category_queries
from petitions.categories.tree import CategoryTree
from petitions.in_place import Duty
from petitions.models import Petition
from petitions.old_ledger import queries as carried_over
from petitions.outcome import concluding
from petitions.outcome.conclusion import CONCLUSION_LABELS, Concluded
from petitions.outcome.disposal import DISPOSAL_LABELS
from petitions.outcome.opinion import OUTCOME_LABELS
from petitions.outcome.ratings import GRADE_LABELS, SOLVED_LABELS
from petitions.rates import selection, statistics
from petitions.rates.selection import CaseFacts
from petitions.register import mandate_queries
from web.errors import Refusal

#: A workbook that an office PC still opens at once.
MOST_ROWS = 20_000


@dataclass(frozen=True)
class _Line:
    """One case of the register with what stands beside it in other tables."""

    case: Petition
    facts: CaseFacts
    #: Numbers of superiors' papers (上级文号) and the number in the ledger kept before.
    references: str
    old_number: str
    #: Why and since when the matter is at its end (终结).
    concluded: Concluded | None


@dataclass(frozen=True)
class _Words:
    """What ids and codes are called."""

    names: Mapping[int, str]
    #: 职务 of those who have one.
    posts: Mapping[int, str]
    tree: UnitTree
    categories: CategoryTree
    duties: Mapping[Duty, str]
    duty_set: str
    collective_people: int

    def unit(self, unit_id: int | None) -> str:
        return self.tree.path(unit_id) if unit_id is not None and unit_id in self.tree else ""

    def name(self, account_id: int | None) -> str:
        return self.names.get(account_id or 0, "")

    def leader(self, account_id: int | None) -> str:
        """A leader by name and post, as registers name them."""
        post = self.posts.get(account_id or 0, "")
        return f"{self.name(account_id)}（{post}）" if post else self.name(account_id)

    def second_category(self, case: Petition) -> str:
        found = self.categories.second_of(case.category)
        return choices.word(found) if found is not None else ""

    def in_place(self, facts: CaseFacts) -> str:
        """Each duty that applies, with a tick when its evidence is there."""
        return "、".join(
            f"{'☑' if each in facts.duties_done else '☐'}{_(self.duties[each])}" for each in selection.owed(facts)
        )


def workbook(session: Session, who: Person, chosen: sa.ColumnElement[bool], *, today: date) -> tuple[bytes, int]:
    """(the register, how many cases are in it) of the cases under `chosen` that `who` may know of, by day and number,
    as they stand `today`.

    Raises Refusal for more than a workbook should hold.
    """
    known = sa.and_(reach.may_know(session, who), chosen)
    counted = session.execute(sa.select(sa.func.count()).select_from(Petition).where(known)).scalar_one()
    if counted > MOST_ROWS:
        raise Refusal(
            _("一张台账最多 %(most)d 件，现在有 %(n)d 件。请先按收到日期筛选，分几次导出。", most=MOST_ROWS, n=counted)
        )
    chosen_preferences = preferences.read(session)
    words = _Words(
        accounts.account_names(session),
        {each.id: each.title for each in accounts.accounts(session) if each.title},
        accounts.unit_tree(session),
        category_queries.tree(session),
        in_place.labels(chosen_preferences),
        in_place.set_name(chosen_preferences),
        chosen_preferences.collective_people,
    )
    columns = _columns(words)
    lines = _lines(session, known, today)
    rows = [[place, *(tell(line) for _column, tell in columns)] for place, line in enumerate(lines, 1)]
    note = _("只有登记项，没有诉求内容和姓名。按您能看到的诉求导出，序号只在这张表里有用。")
    heads = [Column(_("序号"), 6, number=True), *(column for column, _tell in columns)]
    return write_table(_("信访台账"), heads, rows, note=note), len(rows)


def _lines(session: Session, known: sa.ColumnElement[bool], today: date) -> list[_Line]:
    cases = session.execute(sa.select(Petition).where(known).order_by(Petition.filed_on, Petition.number)).scalars()
    facts = {each.id: each for each in statistics.case_facts(session, date.min, only=known)}
    references = mandate_queries.references(session, known)
    old = carried_over.old_numbers_of(session, known)
    ended = concluding.of_all(session, known, today)
    return [
        _Line(each, facts[each.id], references.get(each.id, ""), old.get(each.id, ""), ended.get(each.id))
        for each in cases
    ]


def _columns(words: _Words) -> list[tuple[Column, Callable[[_Line], Content]]]:
    """The columns as enterprises keep them, each with what it says of a case."""
    return [
        (Column(_("编号"), 14), lambda line: line.case.number),
        (Column(_("收到日期"), 12), lambda line: line.case.filed_on),
        (Column(_("渠道"), 10), lambda line: _(kinds.CHANNEL_LABELS[line.case.channel])),
        (Column(_("信访人"), 10), lambda line: _(kinds.NAMING_LABELS[line.case.naming])),
        (Column(_("人数"), 8, number=True), lambda line: line.case.people),
        (Column(_("集体访"), 8), lambda line: _yes(_is_collective(line.case, words.collective_people))),
        (Column(_("信访目的"), 12), lambda line: _(kinds.LEGAL_LABELS[line.case.legal_class])),
        (Column(_("内容分类"), 14), lambda line: choices.word(words.categories.first_of(line.case.category))),
        (Column(_("二级分类"), 14), lambda line: words.second_category(line.case)),
        (Column(_("报告归类"), 14), lambda line: _(words.categories.report_labels()[line.facts.category])),
        (Column(_("涉及单位"), 26), lambda line: words.unit(line.case.unit_id)),
        (Column(_("重复"), 6), lambda line: _yes(line.case.is_repeat)),
        (Column(_("上级文号"), 18), lambda line: line.references),
        (Column(_("处置方式"), 10), lambda line: _(DISPOSAL_LABELS[line.case.disposal]) if line.case.disposal else ""),
        (Column(_("状态"), 12), lambda line: _(workflow.STATE_LABELS[line.case.state])),
        (Column(_("告知日期"), 12), lambda line: line.case.decided_on),
        (Column(_("受理日期"), 12), lambda line: line.case.accepted_on),
        (Column(_("承办单位"), 26), lambda line: words.unit(line.case.handling_unit_id)),
        (Column(_("承办人"), 10), lambda line: words.name(line.case.handler_id)),
        (Column(_("包案领导"), 18), lambda line: words.leader(line.case.sponsor_id)),
        (Column(_("稳控单位"), 26), lambda line: words.unit(line.case.stability_unit_id)),
        (Column(_("办理期限"), 12), lambda line: line.facts.handle_due),
        (Column(_("下一个到期日"), 12), lambda line: line.case.next_due),
        (Column(_("答复日期"), 12), lambda line: line.case.replied_on),
        (Column(_("处理意见"), 12), lambda line: _(OUTCOME_LABELS[line.case.outcome]) if line.case.outcome else ""),
        (Column(_(words.duty_set), 30), lambda line: words.in_place(line.facts)),
        (Column(_("办结日期"), 12), lambda line: line.case.closed_on),
        (Column(_("满意度"), 10), lambda line: _(GRADE_LABELS[line.facts.office]) if line.facts.office else ""),
        (Column(_("是否解决"), 10), lambda line: _(SOLVED_LABELS[line.facts.solved]) if line.facts.solved else ""),
        (Column(_("终结情形"), 24), lambda line: _(CONCLUSION_LABELS[line.concluded.why]) if line.concluded else ""),
        (Column(_("终结日期"), 12), lambda line: line.concluded.on if line.concluded else None),
        (Column(_("催办次数"), 10, number=True), lambda line: line.case.nudges),
        (Column(_("督办日期"), 12), lambda line: line.case.supervised_on),
        (Column(_("旧台账编号"), 16), lambda line: line.old_number),
    ]


def _is_collective(case: Petition, people: int) -> bool:
    return case.channel is kinds.Channel.VISIT and case.people >= people


def _yes(holds: bool) -> str:
    return _("是") if holds else ""
