"""A count, a labelled one and a rate, each beside those of the periods it is compared with; pure."""

from __future__ import annotations

from dataclasses import dataclass

from figures.comparison import Change, Ratio


@dataclass(frozen=True)
class Count:
    """How many in this period, the last and the same a year before; None where there is no record of then.

    A year has one base, the year before: it stands in `before`.
    """

    now: int
    before: int | None = None
    year_before: int | None = None

    @property
    def change(self) -> Change:
        """环比 (of a year 同比)."""
        return Change(self.now, self.before)

    @property
    def year_change(self) -> Change:
        """同比."""
        return Change(self.now, self.year_before)


@dataclass(frozen=True)
class Counted:
    """A labelled count; `count` is None where it may not be shown."""

    label: str
    count: Count | None


@dataclass(frozen=True)
class Rate:
    """A rate with its parts in each period and the formula printed beside it."""

    key: str
    label: str
    formula: str
    now: Ratio
    before: Ratio | None = None
    year_before: Ratio | None = None
