"""A long list page by page: which page an address asks for, and whether another one follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from web import ids

Row = TypeVar("Row")

PAGE = 50
FARTHEST = 10_000


@dataclass(frozen=True)
class Paged(Generic[Row]):
    """One page of a list; the first is 1."""

    rows: Sequence[Row]
    number: int
    has_more: bool
    #: How many the whole list holds.
    total: int

    @property
    def pages(self) -> int:
        """How many pages that makes, at least one."""
        return _pages(self.total)


def number(asked: str | None) -> int:
    """The page an address asks for; the first for what is no number."""
    return min(max(ids.read_or_none(asked) or 1, 1), FARTHEST)


def cut(rows: Sequence[Row], asked: int) -> Paged[Row]:
    """The page asked for; the last one where the list is shorter by now."""
    shown = min(asked, _pages(len(rows)))
    return Paged(rows[(shown - 1) * PAGE : shown * PAGE], shown, len(rows) > shown * PAGE, len(rows))


def _pages(total: int) -> int:
    return max(ceil(total / PAGE), 1)
