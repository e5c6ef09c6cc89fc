"""Periods as reports count them: a month, a quarter or a year; arithmetic, labels, and when one may be issued."""

from __future__ import annotations

import enum
import re
from abc import ABC, abstractmethod
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import ClassVar, Self

FIRST_YEAR = 2000
LAST_YEAR = 2199
MONTHS_OF_YEAR = 12
MONTHS_OF_QUARTER = 3
QUARTERS = ("一", "二", "三", "四")


class BadPeriod(ValueError):
    """A text names no period; the message says what was expected."""


class Kind(enum.Enum):
    """月报, 季报, 年报."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@total_ordering
class Period(ABC):
    """Whole months of the calendar that one report covers. Periods sort by their end, a longer one after a shorter."""

    kind: ClassVar[Kind]
    year: int

    @property
    @abstractmethod
    def first_month(self) -> Month:
        """The month it begins with."""

    @property
    @abstractmethod
    def length(self) -> int:
        """How many months it has."""

    @property
    @abstractmethod
    def label(self) -> str:
        """2026年10月, 2026年第三季度, 2026年"""

    @abstractmethod
    def shifted(self, by: int) -> Self:
        """The period of the same kind `by` periods later (earlier when negative)."""

    @property
    def last_month(self) -> Month:
        """The month it ends with."""
        return self.first_month.shifted(self.length - 1)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months in order."""
        return tuple(self.first_month.shifted(number) for number in range(self.length))

    @property
    def parts(self) -> tuple[Period, ...]:
        """The shorter periods with reports of their own that it is made of: months of a quarter, quarters of a year."""
        if self.length == MONTHS_OF_YEAR:
            return tuple(containing(month, Kind.QUARTER) for month in self.months[::MONTHS_OF_QUARTER])
        return self.months if self.length > 1 else ()

    @property
    def first_day(self) -> date:
        """The first day."""
        return date(self.first_month.year, self.first_month.month, 1)

    @property
    def last_day(self) -> date:
        """The last day."""
        end = self.last_month
        return date(end.year, end.month, monthrange(end.year, end.month)[1])

    @property
    def previous(self) -> Self:
        """The period before (环比)."""
        return self.shifted(-1)

    @property
    def year_before(self) -> Self:
        """The same period a year earlier (同比)."""
        return self.shifted(-MONTHS_OF_YEAR // self.length)

    @property
    def has_one_base(self) -> bool:
        """Whether the period before is the same one a year earlier: a year has 同比 and no 环比."""
        return self.length == MONTHS_OF_YEAR

    def can_be_issued(self, today: date) -> bool:
        """From its last day on; before that there is only a draft."""
        return today >= self.last_day

    def has_begun(self, today: date) -> bool:
        """Whether there is anything to draft."""
        return today >= self.first_day

    def is_recorded(self, since: date) -> bool:
        """Whether what was recorded from a day on reaches back to its first month: else it is no base to compare with."""
        return since <= self.first_month.last_day

    def counted_to(self, today: date) -> date:
        """The last day its figures include: today while the period runs."""
        return min(today, self.last_day)

    def __lt__(self, other: Period) -> bool:
        return (self.last_day, self.length) < (other.last_day, other.length)


@dataclass(frozen=True)
class Month(Period):
    """A calendar month, written 2026-10."""

    kind = Kind.MONTH
    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """`2026-10` as a month. Raises BadPeriod."""
        found = parse(text)
        if not isinstance(found, Month):
            raise BadPeriod(f"{text!r} is not a month such as 2026-10")
        return found

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_month(self) -> Month:
        return self

    @property
    def length(self) -> int:
        return 1

    @property
    def label(self) -> str:
        return f"{self.year}年{self.month}月"

    def shifted(self, by: int) -> Month:
        count = self.year * MONTHS_OF_YEAR + self.month - 1 + by
        return Month(count // MONTHS_OF_YEAR, count % MONTHS_OF_YEAR + 1)


@dataclass(frozen=True)
class Quarter(Period):
    """Three months, written 2026-Q3."""

    kind = Kind.QUARTER
    year: int
    quarter: int

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.quarter}"

    @property
    def first_month(self) -> Month:
        return Month(self.year, (self.quarter - 1) * MONTHS_OF_QUARTER + 1)

    @property
    def length(self) -> int:
        return MONTHS_OF_QUARTER

    @property
    def label(self) -> str:
        return f"{self.year}年第{QUARTERS[self.quarter - 1]}季度"

    def shifted(self, by: int) -> Quarter:
        count = self.year * len(QUARTERS) + self.quarter - 1 + by
        return Quarter(count // len(QUARTERS), count % len(QUARTERS) + 1)


@dataclass(frozen=True)
class Year(Period):
    """A calendar year, written 2026."""

    kind = Kind.YEAR
    year: int

    def __str__(self) -> str:
        return f"{self.year:04d}"

    @property
    def first_month(self) -> Month:
        return Month(self.year, 1)

    @property
    def length(self) -> int:
        return MONTHS_OF_YEAR

    @property
    def label(self) -> str:
        return f"{self.year}年"

    def shifted(self, by: int) -> Year:
        return Year(self.year + by)


_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})|-[Qq](?P<quarter>[1-4]))?", re.ASCII)


def parse(text: str) -> Month | Quarter | Year:
    """`2026-10`, `2026-Q3` or `2026` as a period. Raises BadPeriod."""
    found = _WRITTEN.fullmatch(text.strip())
    if found and FIRST_YEAR <= (year := int(found["year"])) <= LAST_YEAR:
        if found["quarter"]:
            return Quarter(year, int(found["quarter"]))
        if not found["month"]:
            return Year(year)
        if 1 <= (month := int(found["month"])) <= MONTHS_OF_YEAR:
            return Month(year, month)
    raise BadPeriod(f"{text!r} is not a month such as 2026-10, a quarter such as 2026-Q3 or a year such as 2026")


def ending_with(month: Month, count: int) -> tuple[Month, ...]:
    """`count` months, the last of which is `month`."""
    return tuple(month.shifted(-back) for back in range(count - 1, -1, -1))


def containing(month: Month, kind: Kind) -> Month | Quarter | Year:
    """The period of a kind that `month` lies in."""
    if kind is Kind.QUARTER:
        return Quarter(month.year, (month.month - 1) // MONTHS_OF_QUARTER + 1)
    return Year(month.year) if kind is Kind.YEAR else month


def newest_issuable(today: date) -> Month:
    """The newest month that may be issued today."""
    running = Month.of(today)
    return running if running.can_be_issued(today) else running.previous
