"""Writes of reports: comments and key cases before a period is issued, and the issue itself."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit
from accounts import queries as accounts
from accounts.people import Person
from database import store_first
from ledgers import operations as ledgers
from ledgers import queries as ledger_queries
from ledgers import risks
from ledgers.declaration import Content, Source
from paper.document import print_out
from reports import compiling, queries
from reports.drafts import operations as draft_operations
from reports.freezing import to_plain
from reports.gathering import monthly, warnings
from reports.manuscript import document
from reports.manuscript.document import COMMENTABLE, Issue
from reports.models import IssuedReport, ReportComment, ReportDraft, ReportKeyCase
from reports.period import Kind, Period
from reports.queries import Draft, Issued
from reports.stages import DraftState
from reports.statement import Comments, Statement
from reports.wording import KIND_LABELS
from web.errors import Missing, Refusal
from web.words import N_

LONGEST_COMMENT = 5000
CHANGED_SINCE = N_("您打开页面以后，同事改过这一部分，所以还没有保存。同事现在的文字在下面，请合成一份再保存。")
#: A period's report as the source of a ledger's entry; its number is the period.
SOURCE = "report"
LONGEST_SUMMARY = 500
MOST_KEY_CASES = 20


def comment(
    session: Session, period: Period, part: str, text: str, *, actor: Person, now: datetime, opened: str | None = None
) -> None:
    """Write, change or (with nothing) remove the officer's words on a part of a period that is not issued yet.

    `opened` are the words that stood there when they began to write: a part that a colleague changed since is not written
    over. Raises Refusal.
    """
    if part not in COMMENTABLE:
        raise Missing
    _refuse_closed(session, period, now)
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_COMMENT:
        raise Refusal(_("这一部分超过 %(n)d 字，请精简后保存。", n=LONGEST_COMMENT), status=400, field=part)
    wanted = sa.select(ReportComment).where(ReportComment.period == str(period), ReportComment.part == part)
    stored = session.execute(wanted.with_for_update()).scalar_one_or_none()
    if opened is not None and is_clash(stored.text if stored is not None else "", text, opened):
        raise Refusal(_(CHANGED_SINCE), status=409, field=part)
    if stored is None and text:
        first = ReportComment(period=str(period), part=part, text=text, account_id=actor.id, written_on=now.date())
        if not store_first(session, first):
            # A colleague wrote the first words on it at the same moment.
            comment(session, period, part, text, actor=actor, now=now, opened=opened)
    elif stored is not None and not text:
        session.delete(stored)
    elif stored is not None:
        stored.text, stored.account_id, stored.written_on = text, actor.id, now.date()
    session.flush()


def is_clash(stored: str, typed: str, opened: str) -> bool:
    """Whether two wrote on the same part: both what stands there and what was typed are other than what was opened, and
    not the same. A form's line breaks are its own."""
    now, mine, before = (each.strip().splitlines() for each in (stored, typed, opened))
    return now != before and mine not in (before, now)


def choose_key_case(
    session: Session, period: Period, number: str, summary: str, *, actor: Person, now: datetime
) -> None:
    """Put a case into a period's report, by number and in words without names; a second time changes the words."""
    _refuse_closed(session, period, now)
    number, summary = number.strip().upper(), " ".join(summary.split())
    if not summary or len(summary) > LONGEST_SUMMARY:
        raise Refusal(_("请用 1 至 %(n)d 字写明案情和进展，不写姓名。", n=LONGEST_SUMMARY), status=400, field="summary")
    if not _may_be_reported(session, number, actor):
        raise Refusal(_("没有找到编号为 %(number)s 的诉求，请核对编号。", number=number), status=400, field="number")
    chosen = list(session.execute(sa.select(ReportKeyCase).where(ReportKeyCase.period == str(period))).scalars())
    found = next((each for each in chosen if each.number == number), None)
    if found is None:
        if len(chosen) >= MOST_KEY_CASES:
            raise Refusal(_("一期最多列 %(n)d 件重点案件。", n=MOST_KEY_CASES), status=400, field="number")
        position = max((each.position for each in chosen), default=0) + 1
        found = ReportKeyCase(period=str(period), number=number, summary=summary, position=position)
        if not store_first(session, found):
            # A colleague chose the same at the same moment.
            choose_key_case(session, period, number, summary, actor=actor, now=now)
    else:
        found.summary = summary
    session.flush()


def drop_key_case(session: Session, period: Period, number: str, *, now: datetime) -> None:
    """Take a case out of a period's report."""
    _refuse_closed(session, period, now)
    session.execute(sa.delete(ReportKeyCase).where(ReportKeyCase.period == str(period), ReportKeyCase.number == number))


def issue(
    session: Session, period: Period, *, actor: Person | None, now: datetime, demo: bool = False, correct: bool = False
) -> IssuedReport:
    """Freeze the period's figures and words, print them and number the issue.

    A period is issued from its last day on, once, and as it was checked; `correct` issues a further edition that
    supersedes the last and keeps its number. On the terminal (`actor` is None) what was checked is issued, or the
    period as it stands when nothing was submitted.
    """
    draft_operations.refuse_early(period, now)
    last, draft = queries.in_force(session, period), queries.draft(session, period)
    _refuse_unready(period, last, draft, actor=actor, correct=correct)
    statement, comments = _to_issue(session, period, draft, today=now.date(), demo=demo)
    number, total = (last.number, last.total) if last else _next_numbers(session, period)
    printed = print_out(document.manuscript(statement, comments, Issue(number, total, now.date())))
    report = IssuedReport(
        period=str(period),
        kind=period.kind,
        edition=last.edition + 1 if last else 1,
        number=number,
        total=total,
        issued_on=now.date(),
        account_id=actor.id if actor else None,
        issuer=actor.name if actor else "",
        drafter=draft.drafter if draft else "",
        checker=draft.checker if draft else "",
        figures=to_plain(statement),
        comments=to_plain(comments),
        pdf=printed.content,
        digest=hashlib.sha256(printed.content).hexdigest(),
        pages=printed.pages,
    )
    session.add(report)
    session.execute(sa.delete(ReportDraft).where(ReportDraft.period == str(period)))
    session.flush()
    _propose_risks(session, statement, now)
    audit.record(
        session, actor, "report.issue", f"report:{period}", now=now, edition=report.edition, digest=report.digest
    )
    return report


def _to_issue(
    session: Session, period: Period, draft: Draft | None, *, today: date, demo: bool
) -> tuple[Statement, Comments]:
    """Figures and words as they were frozen to be checked, or as they stand when nothing was."""
    if draft is not None:
        return queries.frozen_draft(session, draft.id)
    return compiling.compiled(session, period, today=today, demo=demo)


def _refuse_unready(
    period: Period, last: Issued | None, draft: Draft | None, *, actor: Person | None, correct: bool
) -> None:
    """What is issued already needs a correction, and what was submitted, or anybody's issue on the desk, a check."""
    name = {"period": period.label, "report": _(KIND_LABELS[period.kind])}
    if last is not None and not correct:
        raise Refusal(_("%(period)s%(report)s已经签发。如需更正，请另出更正版。", **name))
    checked = draft is not None and draft.state is DraftState.CHECKED
    if not checked and (actor is not None or draft is not None):
        raise Refusal(_("%(period)s%(report)s还没有核稿，核稿后才能签发。", **name))


def _propose_risks(session: Session, statement: Statement, now: datetime) -> None:
    """What stands out in a month's figures waits in the risk ledger for an officer to verify; each once."""
    if statement.covers.kind is not Kind.MONTH:
        return
    source = Source(SOURCE, statement.period)
    listed = ledger_queries.titles_from(session, source)
    top = next((row.id for row in accounts.unit_tree(session).roots()), None)
    for each in warnings.found_in(statement):
        if each.title not in listed and top is not None:
            given: dict[str, Content] = {
                "title": each.title,
                "kind": "other",
                "unit": top,
                "demands": each.about,
                "finder": "月报预警",
            }
            ledgers.add(session, risks.LEDGER.name, given, source=source, actor=None, now=now)


def _refuse_closed(session: Session, period: Period, now: datetime) -> None:
    if not period.has_begun(now.date()):
        raise Missing
    draft_operations.refuse_submitted(session, period)


def _may_be_reported(session: Session, number: str, actor: Person) -> bool:
    """A case the officer may know of; accusations are never reported one by one."""
    return monthly.reportable(session, number, actor)


def _next_numbers(session: Session, period: Period) -> tuple[int, int]:
    """第N期 counts the issues of a kind in the period's year, 总第N期 all of that kind."""
    issued = [each.period for each in queries.newest_editions(session, period.kind)]
    return sum(each.year == period.year for each in issued) + 1, len(issued) + 1
