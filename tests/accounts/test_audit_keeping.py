"""The audit log is kept for the months that were set; what is older goes, and what is left still verifies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from accounts import audit, audit_keeping, preferences, queries
from accounts.models import AuditEntry
from tests.fixtures import START


def _record(session: Session, *days: date) -> None:
    for day in days:
        at = datetime(day.year, day.month, day.day, 0, 0, tzinfo=START.tzinfo)
        audit.record(session, None, "sign-in", now=at)


def _numbers(session: Session) -> list[int]:
    return list(session.execute(sa.select(AuditEntry.sequence).order_by(AuditEntry.sequence)).scalars())


def _remove(session: Session, **later: Any) -> int | None:
    now = START.replace(**later)
    number = audit_keeping.last_removable(session, now=now)
    if number is not None:
        audit_keeping.remove_through(session, number, now=now)
        session.commit()
    return number


def test_only_what_is_older_than_whole_months_goes_and_each_month_once(session: Session) -> None:
    preferences.write(session, audit_months=36)
    _record(session, date(2023, 9, 1), date(2023, 10, 31), date(2023, 11, 1), date(2026, 11, 2))
    session.commit()

    assert _remove(session) == 2
    assert _numbers(session) == [3, 4, 5]
    assert queries.first_broken_audit(session) is None
    assert _remove(session, day=30) is None, "nothing more is due in the same month"

    assert _remove(session, month=12) == 3
    assert _numbers(session) == [4, 5, 6]
    assert [(cut.through, cut.removed) for cut in queries.audit_cuts(session)] == [(2, 2), (3, 1)]
    assert queries.first_broken_audit(session) is None


def test_also_what_told_of_an_earlier_removal_goes_in_its_time(session: Session) -> None:
    preferences.write(session, audit_months=36)
    _record(session, date(2023, 9, 1), date(2026, 11, 2))
    _remove(session)
    _record(session, date(2030, 1, 4))

    assert _remove(session, year=2030, month=1) == 3
    assert _numbers(session) == [4, 5]
    assert queries.first_broken_audit(session) is None


def test_nothing_goes_from_a_log_that_was_changed(session: Session) -> None:
    _record(session, date(2019, 1, 1), date(2019, 1, 2), date(2026, 11, 2))
    session.execute(sa.update(AuditEntry).where(AuditEntry.sequence == 2).values(action="nothing"))
    session.commit()

    assert _remove(session) is None


@pytest.mark.parametrize("days", [(), (date(2026, 11, 2),), (date(2010, 1, 1), date(2011, 1, 1))])
def test_nothing_goes_where_all_of_it_is_new_or_all_of_it_is_old(session: Session, days: tuple[date, ...]) -> None:
    _record(session, *days)

    assert _remove(session) is None


@given(st.dates(date(1990, 1, 1)), st.integers(0, 900))
def test_months_before_are_counted_across_years(day: date, months: int) -> None:
    first = audit_keeping.months_before(day, months)

    assert first.day == 1
    assert (day.year - first.year) * 12 + day.month - first.month == months
