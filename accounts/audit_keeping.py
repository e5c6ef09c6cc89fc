"""How long the audit log is kept, and removing its beginning so that what is left still verifies."""

from __future__ import annotations

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import audit, preferences, queries
from accounts.models import AuditCut, AuditEntry


def last_removable(session: Session, *, now: datetime) -> int | None:
    """The number of the last entry older than the whole months that are kept, or None when nothing is to be removed.

    Nothing is while the log, or what was said of earlier removals, does not add up: it is evidence then. Nor while
    every entry is that old: the clock is more likely to be wrong than nobody to have signed in for years.
    """
    first = months_before(now.date(), preferences.read(session).audit_months)
    last = queries.last_audit_before(session, datetime.combine(first, time(), now.tzinfo))
    if last is None or queries.first_broken_audit(session) is not None:
        return None
    return last.sequence


def remove_through(session: Session, number: int, *, now: datetime) -> None:
    """Remove the log's beginning up to the entry `number`; the log tells of it."""
    before = queries.audit_cuts(session)
    last = session.get_one(AuditEntry, number)
    removed = number - (before[-1].through if before else 0)
    cut = AuditCut(through=number, digest=last.digest, cut_on=now.date(), removed=removed)
    session.add(cut)
    audit.record(session, None, audit.CUT, now=now, **audit.cut_facts(cut))
    session.execute(sa.delete(AuditEntry).where(AuditEntry.sequence <= number))


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies `months` before the month of `day`."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, 1)
