"""Every SELECT over issued reports and the comments for them; plain rows in a fixed order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from petitions.models import Petition
from petitions.workflow import STATE_LABELS
from reports.freezing import from_plain
from reports.models import IssuedReport, ReportComment, ReportKeyCase
from reports.period import Month
from reports.statement import Comments, KeyCase, Statement
from web.errors import Missing


@dataclass(frozen=True)
class Issued:
    """An issued report as lists show it, without its content."""

    id: int
    month: Month
    edition: int
    number: int
    total: int
    issued_on: date
    issuer: str
    digest: str
    pages: int


def newest_editions(session: Session) -> list[Issued]:
    """The report in force for each month, newest month first."""
    newest: dict[Month, Issued] = {}
    for each in editions(session):
        newest.setdefault(each.month, each)
    return sorted(newest.values(), key=lambda each: each.month, reverse=True)


def newest(session: Session) -> Issued | None:
    """The report in force of the newest month that was issued."""
    found = newest_editions(session)
    return found[0] if found else None


def editions(session: Session, month: Month | None = None) -> list[Issued]:
    """Every edition (of one month), the newest month and edition first."""
    columns = (
        IssuedReport.id,
        IssuedReport.month,
        IssuedReport.edition,
        IssuedReport.number,
        IssuedReport.total,
        IssuedReport.issued_on,
        IssuedReport.issuer,
        IssuedReport.digest,
        IssuedReport.pages,
    )
    wanted = sa.select(*columns).order_by(IssuedReport.month.desc(), IssuedReport.edition.desc())
    if month is not None:
        wanted = wanted.where(IssuedReport.month == str(month))
    return [Issued(row.id, Month.parse(row.month), *row[2:]) for row in session.execute(wanted)]


def in_force(session: Session, month: Month) -> Issued | None:
    """The newest edition of a month's report."""
    found = editions(session, month)
    return found[0] if found else None


def pdf(session: Session, month: Month, edition: int | None = None) -> bytes:
    """The file as it was issued; the newest edition unless one is named. Raises Missing."""
    wanted = sa.select(IssuedReport.pdf).where(IssuedReport.month == str(month))
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


def comments(session: Session, month: Month) -> Comments:
    """What officers wrote for a month that is not issued yet, with the cases they chose as they stand now."""
    wanted = sa.select(ReportComment.part, ReportComment.text).where(ReportComment.month == str(month))
    parts = tuple((part, text) for part, text in session.execute(wanted.order_by(ReportComment.part)))
    return Comments(parts, tuple(_key_cases(session, month)))


def _key_cases(session: Session, month: Month) -> list[KeyCase]:
    wanted = (
        sa.select(ReportKeyCase.number, Petition.state, ReportKeyCase.summary)
        .outerjoin(Petition, Petition.number == ReportKeyCase.number)
        .where(ReportKeyCase.month == str(month))
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


def first_filed(session: Session) -> date | None:
    """The day of the oldest case: before it there is nothing to compare with."""
    found: date | None = session.execute(sa.select(sa.func.min(Petition.filed_on))).scalar()
    return found
