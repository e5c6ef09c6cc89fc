"""Sweep rounds: from which day to which day a round runs, weekly or daily in important periods; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days on which units sweep daily."""

    id: int
    name: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether `day` lies within."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Round:
    """One round, known by its first day."""

    first: date
    last: date

    @property
    def is_daily(self) -> bool:
        """Whether it is a round of an important period, or the remainder of a week beside one."""
        return self.first == self.last


@dataclass(frozen=True)
class Asked:
    """A unit that was chosen to report, from one day to another; `last` is None while it still does."""

    unit_id: int
    first: date
    last: date | None


def asked_in(each: Round, chosen: Iterable[Asked]) -> frozenset[int] | None:
    """The units chosen to report in a round, by who is asked on its last day; None when nobody had chosen yet."""
    known = list(chosen)
    if not any(unit.first <= each.last for unit in known):
        return None
    return frozenset(
        unit.unit_id for unit in known if unit.first <= each.last and (unit.last is None or unit.last >= each.last)
    )


def round_of(day: date, periods: Iterable[Period]) -> Round:
    """The round that `day` lies in: the day itself in an important period, else the days of its week (Monday to
    Sunday) on both sides of it up to the nearest important period."""
    important = list(periods)
    if _is_important(day, important):
        return Round(day, day)
    monday = day - DAY * day.weekday()
    first, last = day, day
    while first > monday and not _is_important(first - DAY, important):
        first -= DAY
    while last < monday + 6 * DAY and not _is_important(last + DAY, important):
        last += DAY
    return Round(first, last)


def rounds_back(day: date, periods: Sequence[Period], most: int) -> list[Round]:
    """The round of `day` and those before it, newest first."""
    found: list[Round] = []
    while len(found) < most:
        found.append(round_of(day, periods))
        day = found[-1].first - DAY
    return found


def rounds_between(first: date, last: date, periods: Sequence[Period]) -> list[Round]:
    """Every round that ends between two days, oldest first."""
    found = []
    day = last
    while day >= first:
        each = round_of(day, periods)
        if each.last <= last:
            found.append(each)
        day = each.first - DAY
    return found[::-1]


def _is_important(day: date, periods: Sequence[Period]) -> bool:
    return any(each.holds(day) for each in periods)
