"""Which days are worked: weekends, statutory holidays and the working Saturdays that make up for them (调休).

The State Council announces each year's arrangement; until it has, a year is known only by its weekends and the
statutory holidays of 《全国年节及纪念日放假办法》, and `missing_years` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import holidays

SATURDAY = 5


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not what its weekday says: a holiday, a day off in lieu, or a working weekend."""

    on: date
    is_workday: bool
    name: str


@dataclass(frozen=True)
class Calendar:
    """The special days by date; every other day is worked from Monday to Friday."""

    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    #: Years whose official arrangement is in the calendar.
    years: frozenset[int] = frozenset()
    #: Whether a period of natural days that ends on a day off ends on the next working day instead.
    moves_last_day: bool = True

    def is_workday(self, day: date) -> bool:
        """Whether people are at work on `day`."""
        special = self.special.get(day)
        return special.is_workday if special is not None else day.weekday() < SATURDAY

    def next_workday(self, day: date) -> date:
        """`day` itself, or the first worked day after it."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def add_workdays(self, start: date, count: int) -> date:
        """The `count`th worked day after `start`, which itself does not count."""
        day = start
        for _ in range(count):
            day = self.next_workday(day + timedelta(days=1))
        return day

    def missing_years(self, first: date, last: date) -> list[int]:
        """Years between the two days whose official arrangement is not known."""
        return [year for year in range(first.year, last.year + 1) if year not in self.years]


def from_days(days: Iterable[SpecialDay], years: Iterable[int], *, moves_last_day: bool = True) -> Calendar:
    """A calendar of these special days."""
    return Calendar({day.on: day for day in days}, frozenset(years), moves_last_day)


def official(year: int) -> tuple[SpecialDay, ...]:
    """The special days of a year as the package `holidays` knows them, in the order of the calendar."""
    known = holidays.country_holidays("CN", years=year, language="zh_CN")
    off = [SpecialDay(day, is_workday=False, name=_short(name)) for day, name in known.items() if day.year == year]
    worked = [SpecialDay(day, is_workday=True, name="调休上班") for day in known.weekend_workdays if day.year == year]
    return tuple(sorted(off + worked, key=lambda each: each.on))


def is_announced(days: Iterable[SpecialDay]) -> bool:
    """Whether a year's days include working weekends, without which no arrangement has been published."""
    return any(day.is_workday for day in days)


def _short(name: str) -> str:
    """The package writes which working day a day off makes up for; the calendar shows that day anyway."""
    return "调休放假" if name.startswith("休息日") else name
