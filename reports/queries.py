"""Every SELECT over issued reports and the comments for them; plain rows in a fixed order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from petitions.kinds import LegalClass
from petitions.models import CaseEvent, Petition
from petitions.transitions.actions import Action
from petitions.workflow import STATE_LABELS
from reports.freezing import from_plain
from reports.models import IssuedReport, ReportComment, ReportDraft, ReportKeyCase
from reports.period import Kind, Period, parse
from reports.stages import DraftState
from reports.statement import Comments, KeyCase, Statement
from reports.wording import of
from vault.models import ReadingGroup
from web.errors import Missing


@dataclass(frozen=True)
class Issued:
    """An issued report as lists show it, without its content."""

    id: int
    period: Period
    edition: int
    number: int
    total: int
    issued_on: date
    issuer: str
    digest: str
    pages: int
    drafter: str
    checker: str

    @property
    def name(self) -> str:
        """2026年10月月报（第10期）, as another issue speaks of it."""
        name = f"{self.period.label}{of(self.period).report}（第{self.number}期）"
        return f"{name}第{self.edition}版" if self.edition > 1 else name


@dataclass(frozen=True)
class Draft:
    """A draft that was frozen to be checked, without its content."""

    id: int
    period: Period
    state: DraftState
    drafter_id: int | None
    drafter: str
    drafted_on: date
    checker: str
    checked_on: date | None
    note: str


def newest_editions(session: Session, kind: Kind | None = None) -> list[Issued]:
    """The report in force for each period (of one kind), newest first."""
    newest: dict[Period, Issued] = {}
    for each in editions(session):
        if kind is None or each.period.kind is kind:
            newest.setdefault(each.period, each)
    return sorted(newest.values(), key=lambda each: each.period, reverse=True)


def newest(session: Session) -> Issued | None:
    """The report in force of the newest month that was issued."""
    found = newest_editions(session, Kind.MONTH)
    return found[0] if found else None


def editions(session: Session, period: Period | None = None) -> list[Issued]:
    """Every edition (of one period), the newest edition first."""
    columns = (
        IssuedReport.id,
        IssuedReport.period,
        IssuedReport.edition,
        IssuedReport.number,
        IssuedReport.total,
        IssuedReport.issued_on,
        IssuedReport.issuer,
        IssuedReport.digest,
        IssuedReport.pages,
        IssuedReport.drafter,
        IssuedReport.checker,
    )
    wanted = sa.select(*columns).order_by(IssuedReport.period.desc(), IssuedReport.edition.desc())
    if period is not None:
        wanted = wanted.where(IssuedReport.period == str(period))
    return [Issued(row.id, parse(row.period), *row[2:]) for row in session.execute(wanted)]


def in_force(session: Session, period: Period) -> Issued | None:
    """The newest edition of a period's report."""
    found = editions(session, period)
    return found[0] if found else None


def pdf(session: Session, period: Period, edition: int | None = None) -> bytes:
    """The file as it was issued; the newest edition unless one is named. Raises Missing."""
    wanted = sa.select(IssuedReport.pdf).where(IssuedReport.period == str(period))
    if edition is not None:
        wanted = wanted.where(IssuedReport.edition == edition)
    found = session.execute(wanted.order_by(IssuedReport.edition.desc()).limit(1)).scalar()
    if found is None:
        raise Missing
    return found


def frozen(session: Session, report_id: int) -> tuple[Statement, Comments]:
    """The figures and words that an issued report was made of."""
    wanted = sa.select(IssuedReport).where(IssuedReport.id == report_id)
    wanted = wanted.options(undefer(IssuedReport.figures), undefer(IssuedReport.comments))
    row = session.execute(wanted).scalar_one()
    return from_plain(Statement, row.figures), from_plain(Comments, row.comments)


def draft(session: Session, period: Period) -> Draft | None:
    """The draft of a period that was frozen to be checked, or sent back."""
    row = session.execute(sa.select(ReportDraft).where(ReportDraft.period == str(period))).scalar_one_or_none()
    if row is None:
        return None
    return Draft(
        row.id,
        period,
        row.state,
        row.drafter_id,
        row.drafter,
        row.drafted_on,
        row.checker,
        row.checked_on,
        row.note,
    )


def drafts(session: Session) -> dict[str, DraftState]:
    """The state of every frozen draft by its period as it is written."""
    wanted = sa.select(ReportDraft.period, ReportDraft.state).order_by(ReportDraft.period)
    return {row.period: row.state for row in session.execute(wanted)}


def frozen_draft(session: Session, draft_id: int) -> tuple[Statement, Comments]:
    """The figures and words that a draft was frozen with."""
    wanted = sa.select(ReportDraft).where(ReportDraft.id == draft_id)
    wanted = wanted.options(undefer(ReportDraft.figures), undefer(ReportDraft.comments))
    row = session.execute(wanted).scalar_one()
    return from_plain(Statement, row.figures), from_plain(Comments, row.comments)


def comments(session: Session, period: Period) -> Comments:
    """What officers wrote for a period that is not issued yet, with the cases they chose as they stand now."""
    wanted = sa.select(ReportComment.part, ReportComment.text).where(ReportComment.period == str(period))
    parts = tuple((part, text) for part, text in session.execute(wanted.order_by(ReportComment.part)))
    return Comments(parts, tuple(_key_cases(session, period)))


def _key_cases(session: Session, period: Period) -> list[KeyCase]:
    wanted = (
        sa.select(ReportKeyCase.number, Petition.state, ReportKeyCase.summary)
        .outerjoin(Petition, Petition.number == ReportKeyCase.number)
        .where(ReportKeyCase.period == str(period))
        .order_by(ReportKeyCase.position, ReportKeyCase.number)
    )
    return [
        KeyCase(number, str(STATE_LABELS[state]) if state else "", summary)
        for number, state, summary in session.execute(wanted)
    ]


def chain_digest(session: Session) -> str:
    """BLAKE2b over the heads of all cases' histories in a fixed order: a history changed later no longer fits it."""
    heads = session.execute(sa.select(Petition.head).order_by(Petition.head)).scalars()
    whole = hashlib.blake2b(digest_size=16)
    for head in heads:
        whole.update(len(head).to_bytes(2) + head)
    return whole.hexdigest()


def steps_between(session: Session, first: date, last: date) -> dict[Action, int]:
    """How many cases took each step between two days; accusations are left out."""
    wanted = (
        sa.select(CaseEvent.action, sa.func.count(CaseEvent.petition_id.distinct()))
        .join(Petition, Petition.id == CaseEvent.petition_id)
        .where(CaseEvent.day >= first, CaseEvent.day <= last, Petition.legal_class != LegalClass.ACCUSATION)
        .group_by(CaseEvent.action)
        .order_by(CaseEvent.action)
    )
    return dict(session.execute(wanted).all())


def first_filed(session: Session) -> date | None:
    """The day of the oldest case: before it there is nothing to compare with."""
    # The oldest of each office, so that an index is asked and not every case.
    oldest = sa.select(sa.func.min(Petition.filed_on)).where(Petition.group_id == ReadingGroup.id).scalar_subquery()
    found: date | None = session.execute(sa.select(sa.func.min(oldest)).select_from(ReadingGroup)).scalar()
    return found
