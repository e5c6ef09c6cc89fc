"""Every SELECT over reports sent by mail; plain rows in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.roles import Role
from reports.mailing.models import MailingRecipient, ReportMailing
from reports.models import IssuedReport
from reports.period import Period, parse


@dataclass(frozen=True)
class Sent:
    """One sending as the page lists it: the edition, who sent it, and to whom it left when (None: not yet)."""

    id: int
    edition: int
    sender: str
    made_on: date
    to: tuple[tuple[str, date | None], ...]


def recipients(session: Session) -> list[Person]:
    """Who may be sent a report: everybody who may read it and gave a mailbox, leaders first."""
    able = [each for each in accounts.with_mailbox(session) if each.can("reports")]
    return sorted(able, key=lambda each: (not each.is_(Role.LEADER), each.name, each.id))


def mailing(session: Session, mailing_id: int) -> ReportMailing | None:
    """One sending."""
    return session.execute(sa.select(ReportMailing).where(ReportMailing.id == mailing_id)).scalar_one_or_none()


def locked(session: Session, mailing_id: int) -> tuple[Period, bytes] | None:
    """The period and the locked file of a sending, while it is kept."""
    wanted = (
        sa.select(IssuedReport.period, ReportMailing.locked)
        .join(IssuedReport, IssuedReport.id == ReportMailing.report_id)
        .where(ReportMailing.id == mailing_id)
    )
    row = session.execute(wanted).first()
    return (parse(row.period), row.locked) if row is not None and row.locked is not None else None


def locked_before(session: Session, day: date) -> list[int]:
    """The sendings from before `day` whose locked file is still kept."""
    wanted = sa.select(ReportMailing.id).where(ReportMailing.made_on < day, ReportMailing.locked.is_not(None))
    return list(session.execute(wanted.order_by(ReportMailing.id)).scalars())


def still_waits(session: Session, mailing_id: int) -> bool:
    """Whether somebody of a sending has not been sent the file."""
    wanted = sa.select(MailingRecipient.account_id).where(
        MailingRecipient.mailing_id == mailing_id, MailingRecipient.sent_on.is_(None)
    )
    return session.execute(wanted.limit(1)).first() is not None


def sendings(session: Session, period: Period) -> list[Sent]:
    """Every sending of a period's report, the latest first."""
    names = accounts.account_names(session)
    wanted = (
        sa.select(ReportMailing.id, IssuedReport.edition, ReportMailing.sender_id, ReportMailing.made_on)
        .join(IssuedReport, IssuedReport.id == ReportMailing.report_id)
        .where(IssuedReport.period == str(period))
        .order_by(ReportMailing.made_on.desc(), IssuedReport.edition.desc(), ReportMailing.id)
    )
    found = list(session.execute(wanted))
    told = sa.select(MailingRecipient).where(MailingRecipient.mailing_id.in_([row.id for row in found]))
    to: dict[int, list[tuple[str, date | None]]] = {}
    for each in session.execute(told).scalars():
        to.setdefault(each.mailing_id, []).append((names.get(each.account_id, "—"), each.sent_on))
    return [
        Sent(
            row.id,
            row.edition,
            names.get(row.sender_id, "—"),
            row.made_on,
            tuple(sorted(to.get(row.id, []), key=lambda each: each[0])),
        )
        for row in found
    ]
