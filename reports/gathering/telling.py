"""What a longer report may tell beside the shorter ones, so that nothing is worked out from their difference; pure.

A quarter tells a label's count; less what its months told of that label it is what no month told. Such differences, and
what is left of the months' 其他（合并） once they are known, must be nobody or at least the floor; likewise a year beside
its quarters and months. `docs/disclosure.md` has an example.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from figures import disclosure
from reports.period import Period

Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True)
class Told(Generic[Label]):
    """A report's counts by label, the labels it tells apart, and of the others those it puts together."""

    counts: Mapping[Label, int]
    shown: frozenset[Label]

    @property
    def merged(self) -> frozenset[Label]:
        """Labels with anything in them that are not told apart."""
        return frozenset(label for label, count in self.counts.items() if count) - self.shown


def tell_month(counts: Mapping[Label, int], floor: int) -> Told[Label]:
    """A month, which has no shorter report inside."""
    split = disclosure.merge_small([(label, count) for label, count in counts.items() if count], floor)
    return Told(counts, frozenset(label for label, _ in split.shown))


def tell_longer(
    quarters: Sequence[Sequence[Told[Label]]], floor: int, *, forced: Collection[Label] = ()
) -> Told[Label]:
    """A quarter (one list of months) or a year (a list for each quarter); labels `forced` are never told apart."""
    months = [*chain.from_iterable(quarters)]
    counts = _summed(months)
    parts = [tell_longer([each], floor, forced=forced) for each in quarters] if len(quarters) > 1 else []
    told: set[Label] = set()
    # The largest first: each that gives nothing away beside those before it.
    for label in sorted(counts, key=lambda label: -counts[label]):
        may = counts[label] >= floor and label not in forced
        if may and not _gives_away(_rows(counts, {*told, label}, quarters, parts), len(months), floor):
            told.add(label)
    return Told(counts, frozenset(told))


def tell(
    period: Period, month: Callable[[Period], Told[Label]], floor: int, *, forced: Collection[Label] = ()
) -> Told[Label]:
    """Whatever kind a period is of; `month` tells one of its months."""
    if not period.parts:
        return month(period)
    quarters = period.parts if period.has_one_base else (period,)
    return tell_longer([[month(each) for each in quarter.months] for quarter in quarters], floor, forced=forced)


def untold(period: Period, count: Callable[[Period], int], floor: int) -> int:
    """How much of a count neither a period's report nor those inside it may tell; 0 where it may be told."""
    whole = count(period)
    if not period.parts:
        return whole if whole < floor else 0
    left = sum(untold(part, count, floor) for part in period.parts)
    return left if whole < floor or 0 < left < floor else 0


def _summed(parts: Sequence[Told[Label]]) -> dict[Label, int]:
    labels = dict.fromkeys(chain.from_iterable(part.counts for part in parts))
    return {label: sum(part.counts.get(label, 0) for part in parts) for label in labels}


@dataclass(frozen=True)
class _Row:
    """Cells (month to count) of one label that no month tells, and whether their sum is known."""

    cells: Mapping[int, int]
    is_known: bool

    @property
    def months(self) -> int:
        """The months of its cells as bits."""
        return sum(1 << month for month in self.cells)

    @property
    def whole(self) -> int:
        """The sum of its cells."""
        return sum(self.cells.values())


def _rows(
    labels: Iterable[Label],
    told: Collection[Label],
    quarters: Sequence[Sequence[Told[Label]]],
    parts: Sequence[Told[Label]],
) -> list[_Row]:
    """What no month tells of each label: by quarter where the quarter tells its sum, and what is left over the year."""
    found = []
    for label in labels:
        left: dict[int, int] = {}
        first = 0
        for number, months in enumerate(quarters):
            cells = {
                first + place: month.counts.get(label, 0)
                for place, month in enumerate(months)
                if label not in month.shown
            }
            first += len(months)
            if parts and label in parts[number].shown:
                found.append(_Row(cells, True))
            else:
                left |= cells
        found.append(_Row(left, label in told))
    return [row for row in found if row.cells]


def _gives_away(rows: Sequence[_Row], months: int, floor: int) -> bool:
    """Whether sums over months and over known rows, taken from each other, leave one to four.

    Every cell lies in one row and one month; each month's sum is known, and that of each known row. What can be worked
    out is, for some months, either what they hold beside the known rows that lie wholly in them, or, where every row
    with a cell in them is known, what those rows have elsewhere.
    """
    if any(row.is_known and 0 < row.whole < floor for row in rows):
        return True
    # What any choice of months holds, by the bits of the choice.
    held = [0]
    for month in range(months):
        column = sum(row.cells.get(month, 0) for row in rows)
        held += [each + column for each in held]
    known = [(row.months, row.whole, row) for row in rows if row.is_known]
    free = 0
    for row in rows:
        free |= 0 if row.is_known else row.months
    for some in range(1, 1 << months):
        inside = sum(whole for bits, whole, _row in known if not bits & ~some)
        if inside and 0 < held[some] - inside < floor:
            return True
        if not some & free:
            touching = (row for bits, _whole, row in known if bits & some)
            elsewhere = sum(count for row in touching for month, count in row.cells.items() if not some >> month & 1)
            if 0 < elsewhere < floor:
                return True
    return False
