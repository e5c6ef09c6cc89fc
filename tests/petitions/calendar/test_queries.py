"""The calendar in force: what was entered rules, any other year is the official one."""

from __future__ import annotations

from datetime import date
from typing import Any

from petitions.calendar import operations as calendar_operations
from petitions.calendar import queries as calendar_queries
from petitions.calendar.models import CalendarYear


def test_a_kept_year_rules_and_any_other_year_is_official(casework: Any) -> None:
    session = casework.session
    assert not calendar_queries.working_days(session, (2026,)).is_workday(date(2026, 10, 1))

    calendar_operations.set_day(session, date(2026, 10, 1), is_workday=None, actor=None, now=casework.clock())
    session.add(CalendarYear(year=2028, announced=False))
    session.flush()
    days = calendar_queries.working_days(session, (2026, 2027, 2028))

    assert days.is_workday(date(2026, 10, 1))
    assert not days.is_workday(date(2026, 10, 2))
    assert not days.is_workday(date(2027, 10, 1))
    assert days.is_workday(date(2028, 10, 2))
    assert days.missing_years(date(2026, 1, 1), date(2028, 1, 1)) == [2027, 2028]


def test_a_year_whose_days_off_are_not_announced_is_named_once_deadlines_reach_it(casework: Any) -> None:
    session = casework.session
    assert calendar_queries.unknown_years(session, date(2026, 9, 1)) == []
    assert calendar_queries.unknown_years(session, date(2026, 11, 24)) == [2027]

    calendar_operations.keep_calendar_year(session, 2027, announced=True)

    assert calendar_queries.unknown_years(session, date(2026, 11, 24)) == []
