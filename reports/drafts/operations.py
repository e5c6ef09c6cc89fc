"""核稿: a draft is frozen, another officer checks it or sends it back, and what was checked is what is issued."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit, preferences
from accounts.people import Person
from database import store_first
from reports import compiling, queries
from reports.freezing import to_plain
from reports.models import ReportDraft
from reports.period import Period
from reports.stages import DraftState, may_check
from reports.wording import KIND_LABELS
from web import formats
from web.errors import Missing, Refusal

LONGEST_REASON = 300


def submit(
    session: Session, period: Period, *, actor: Person, now: datetime, demo: bool = False, reason: str = ""
) -> None:
    """Freeze figures and words for checking. A period that was issued is submitted again with the reason for it."""
    refuse_early(period, now)
    reason = " ".join(reason.split())
    if queries.in_force(session, period) is not None and not 0 < len(reason) <= LONGEST_REASON:
        words = _("请用 1 至 %(n)d 字写明更正原因，它会印在更正说明里。", n=LONGEST_REASON)
        raise Refusal(words, status=400, field="reason")
    waiting = _locked(session, period)
    if waiting is not None and waiting.state is not DraftState.RETURNED:
        raise _already_submitted()
    statement, comments = compiling.compiled(session, period, today=now.date(), demo=demo, reason=reason)
    if waiting is not None:
        session.delete(waiting)
        session.flush()
    draft = ReportDraft(
        period=str(period),
        state=DraftState.SUBMITTED,
        figures=to_plain(statement),
        comments=to_plain(comments),
        drafter_id=actor.id,
        drafter=actor.name,
        drafted_on=now.date(),
    )
    if not store_first(session, draft):
        # Two officers pressed at the same moment.
        raise _already_submitted()
    audit.record(session, actor, "report.submit", f"report:{period}", now=now)


def check(session: Session, period: Period, *, actor: Person, now: datetime) -> None:
    """Say that figures and words are right; not by whoever drafted them, unless the office has one officer only."""
    draft = _submitted(session, period)
    _refuse_drafter(session, draft, actor)
    draft.state, draft.checker_id, draft.checker, draft.checked_on = (
        DraftState.CHECKED,
        actor.id,
        actor.name,
        now.date(),
    )
    session.flush()
    audit.record(session, actor, "report.check", f"report:{period}", now=now)


def send_back(session: Session, period: Period, note: str, *, actor: Person, now: datetime) -> None:
    """Give a draft back to be changed, with what is to be changed."""
    draft = _submitted(session, period)
    _refuse_drafter(session, draft, actor)
    note = " ".join(note.split())
    if not 0 < len(note) <= LONGEST_REASON:
        words = _("请用 1 至 %(n)d 字写明要改什么。", n=LONGEST_REASON)
        raise Refusal(words, status=400, field="note")
    draft.state, draft.note = DraftState.RETURNED, note
    session.flush()
    audit.record(session, actor, "report.return", f"report:{period}", now=now)


def withdraw(session: Session, period: Period, *, actor: Person, now: datetime) -> None:
    """Take a draft back before it is issued, checked or not, to change it; it is checked anew afterwards."""
    draft = _locked(session, period)
    if draft is None or draft.state is DraftState.RETURNED:
        raise Refusal(_("这一期没有送核的稿子，可以直接修改。"))
    session.delete(draft)
    session.flush()
    audit.record(session, actor, "report.withdraw", f"report:{period}", now=now)


def refuse_early(period: Period, now: datetime) -> None:
    """A period is drafted for issue from its last day on. Raises Refusal before, Missing before it has begun."""
    if not period.has_begun(now.date()):
        raise Missing
    if not period.can_be_issued(now.date()):
        words = {
            "period": period.label,
            "report": _(KIND_LABELS[period.kind]),
            "day": formats.short_day(period.last_day),
        }
        raise Refusal(_("%(period)s%(report)s自%(day)s起才能签发，在此之前可以下载草稿。", **words))


def refuse_submitted(session: Session, period: Period) -> None:
    """Words of a draft that is being checked do not change under the checker's eyes."""
    draft = queries.draft(session, period)
    if draft is not None and draft.state is not DraftState.RETURNED:
        raise Refusal(_("这一期已经送核，内容不能再改。要改，请先撤回。"))


def _already_submitted() -> Refusal:
    return Refusal(_("这一期已经送核。要改内容，请先撤回。"))


def _submitted(session: Session, period: Period) -> ReportDraft:
    draft = _locked(session, period)
    if draft is None or draft.state is not DraftState.SUBMITTED:
        raise Refusal(_("这一期没有等待核稿的稿子，可能已被撤回或核过，请刷新页面。"))
    return draft


def _refuse_drafter(session: Session, draft: ReportDraft, actor: Person) -> None:
    alone = preferences.read(session).report_checked_alone
    if not may_check(actor.id, draft.drafter_id, alone=alone):
        words = _("这一稿是您送核的，请换一位同事核稿。只有一名专办的单位，请管理员在“设置”里允许自己核稿。")
        raise Refusal(words, status=403)


def _locked(session: Session, period: Period) -> ReportDraft | None:
    wanted = sa.select(ReportDraft).where(ReportDraft.period == str(period)).with_for_update()
    return session.execute(wanted).scalar_one_or_none()
