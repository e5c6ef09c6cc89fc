"""Months as reports count them: arithmetic, labels, and when a month may be issued."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

FIRST_YEAR = 2000
LAST_YEAR = 2199


class BadMonth(ValueError):
    """A text does not name a month; the message says what was expected."""


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """`2026-10` as a month. Raises BadMonth."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text.strip(), re.ASCII)
        if not found or not 1 <= int(found[2]) <= 12 or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise BadMonth(f"{text!r} is not a month such as 2026-10")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def label(self) -> str:
        """2026年10月"""
        return f"{self.year}年{self.month}月"

    def shifted(self, months: int) -> Month:
        """The month `months` later (earlier when negative)."""
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def previous(self) -> Month:
        """The month before (环比)."""
        return self.shifted(-1)

    @property
    def year_before(self) -> Month:
        """The same month a year earlier (同比)."""
        return self.shifted(-12)

    def can_be_issued(self, today: date) -> bool:
        """From its last day on; before that there is only a draft."""
        return today >= self.last_day

    def has_begun(self, today: date) -> bool:
        """Whether there is anything to draft."""
        return today >= self.first_day

    def counted_to(self, today: date) -> date:
        """The last day its figures include: today while the month runs."""
        return min(today, self.last_day)


def ending_with(month: Month, count: int) -> tuple[Month, ...]:
    """`count` months, the last of which is `month`."""
    return tuple(month.shifted(-back) for back in range(count - 1, -1, -1))


def between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = first.shifted(1)


def newest_issuable(today: date) -> Month:
    """The newest month that may be issued today."""
    running = Month.of(today)
    return running if running.can_be_issued(today) else running.previous
