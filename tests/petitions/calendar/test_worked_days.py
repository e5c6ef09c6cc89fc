"""Working days: weekends, official holidays, working weekends, and saying when a year is not known."""

from __future__ import annotations

from datetime import date

from petitions.calendar import worked_days
from petitions.calendar.worked_days import Calendar, SpecialDay


def test_an_ordinary_week_is_worked_from_monday_to_friday() -> None:
    days = [date(2026, 11, 23 + offset) for offset in range(7)]

    assert [Calendar().is_workday(day) for day in days] == [True] * 5 + [False] * 2


def test_the_official_year_knows_holidays_and_working_weekends() -> None:
    year = worked_days.from_days(worked_days.official(2026), {2026})

    assert not year.is_workday(date(2026, 10, 1))
    assert not year.is_workday(date(2026, 10, 7))
    assert year.is_workday(date(2026, 10, 10))
    assert year.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)


def test_official_days_are_in_order_and_of_their_year() -> None:
    days = [day.on for day in worked_days.official(2026)]

    assert days == sorted(days)
    assert {day.year for day in days} == {2026}


def test_a_year_without_an_arrangement_is_said_to_be_missing() -> None:
    assert worked_days.is_announced(worked_days.official(2026))
    assert not worked_days.is_announced(worked_days.official(2035))
    known = worked_days.from_days((), {2026})
    assert known.missing_years(date(2025, 12, 1), date(2027, 1, 5)) == [2025, 2027]


def test_an_edited_day_rules() -> None:
    founding_day = SpecialDay(date(2026, 11, 25), is_workday=False, name="厂庆")

    assert not worked_days.from_days([founding_day], ()).is_workday(date(2026, 11, 25))


def test_names_are_short_enough_for_a_table() -> None:
    assert max(len(day.name) for day in worked_days.official(2026)) <= 12
