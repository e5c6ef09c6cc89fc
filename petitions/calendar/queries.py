"""Which days are worked: what an office entered or checked, else the official arrangement."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from petitions.calendar import worked_days
from petitions.calendar.models import CalendarDay, CalendarYear
from petitions.calendar.worked_days import Calendar, SpecialDay
from web import kept_reads

_YEARS = sa.select(CalendarYear.year, CalendarYear.announced)
_DAYS = sa.select(CalendarDay.day, CalendarDay.is_workday, CalendarDay.name).order_by(CalendarDay.day)

#: The longest clock an action starts: sixty days, and what a holiday adds.
LONGEST_CLOCK = 90


@dataclass(frozen=True)
class DaysEntered:
    """The years that were entered or checked, with whether each was announced, and their special days."""

    years: Mapping[int, bool]
    days: tuple[SpecialDay, ...]


def working_days(session: Session, years: Collection[int]) -> Calendar:
    """The calendar of these years: the table where a year was entered or checked, else the official arrangement."""
    entered = days_entered(session)
    days = list(entered.days)
    known = {year for year, announced in entered.years.items() if announced}
    for year in sorted(set(years) - set(entered.years)):
        from_package = _official(year)
        days += from_package
        if worked_days.is_announced(from_package):
            known.add(year)
    return worked_days.from_days(days, known, moves_last_day=preferences.read(session).last_day_moves)


def unknown_years(session: Session, today: date) -> list[int]:
    """The years within a quarter whose arrangement is missing; until it is entered, weekdays and holidays stand in."""
    last = today + timedelta(days=LONGEST_CLOCK)
    return working_days(session, range(today.year, last.year + 1)).missing_years(today, last)


def forget_calendar(session: Session) -> None:
    """Read the table anew: something was entered."""
    kept_reads.forget(session, DaysEntered)


def days_entered(session: Session) -> DaysEntered:
    """What stands in the table."""
    return kept_reads.read(session, DaysEntered, _days_entered)


def bring_days(session: Session, entered: DaysEntered) -> None:
    """Let a transaction that has begun go by what was read for it just before."""
    kept_reads.bring(session, DaysEntered, entered)


def _days_entered(session: Session) -> DaysEntered:
    years = {row.year: row.announced for row in session.execute(_YEARS)}
    days = (SpecialDay(*row) for row in session.execute(_DAYS))
    return DaysEntered(years, tuple(day for day in days if day.on.year in years))


@lru_cache(maxsize=32)
def _official(year: int) -> tuple[SpecialDay, ...]:
    return worked_days.official(year)
