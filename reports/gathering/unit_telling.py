"""Which units a page may tell by month and by quarter, so that no two readings give a few cases away; pure.

A month tells what its report tells of units. A quarter tells a unit with everything below it where that, added to and
taken from the months, rests on nobody or on at least the floor (`figures.two_ways`). Figures never run over other days
than these, so whoever reads a page again, or lays it beside the reports, subtracts nothing but what was told anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from accounts.units import UnitTree
from figures import disclosure, two_ways
from figures.two_ways import UNTOLD
from reports.period import Month, Quarter

FLOOR = disclosure.FLOOR


class Telling:
    """What may be told of counts by unit and month. `counts` holds each unit's own, without the units below it.

    `reported` gives the units that a quarter's report tells: then none is told there that lies in none of them.
    """

    def __init__(
        self,
        counts: Mapping[Month, Counter[int]],
        tree: UnitTree,
        reported: Callable[[Quarter], Collection[int]] | None = None,
    ) -> None:
        self._counts = counts
        self._tree = tree
        self._reported = reported
        self._roots = frozenset(row.id for row in tree.roots())
        self._homes = {month: self._in_lines(own) for month, own in counts.items()}
        self._quarters: dict[Quarter, frozenset[int]] = {}

    def month(self, month: Month) -> frozenset[int]:
        """Units with anything in them of which a month's lines leave nothing out."""
        homes = self._homes.get(month, {})
        found = {above for unit_id in homes for above in self._with_all_above(unit_id)}
        left_out = {
            above
            for unit_id, home in homes.items()
            for above in self._with_all_above(unit_id)
            if home is None or above not in self._with_all_above(home)
        }
        return frozenset(found - left_out)

    def quarter(self, quarter: Quarter) -> frozenset[int]:
        """Units that a quarter may tell; the enterprise's own total is always told where it is large enough."""
        if quarter not in self._quarters:
            self._quarters[quarter] = self._told(quarter)
        return self._quarters[quarter]

    def _told(self, quarter: Quarter) -> frozenset[int]:
        sizes = self._sizes(quarter.months)
        told = set(self._reported(quarter)) if self._reported else set()
        inside = frozenset(told)
        for unit_id in sorted(sizes, key=lambda each: (-sizes[each], each)):
            if unit_id in self._roots or unit_id in told or sizes[unit_id] < FLOOR:
                continue
            if self._reported and not inside.intersection(self._with_all_above(unit_id)):
                continue
            if two_ways.is_safe(self._people(quarter, {*told, unit_id}), FLOOR):
                told.add(unit_id)
        return frozenset(told | {root for root in self._roots if sizes[root] >= FLOOR})

    def _people(self, quarter: Quarter, told: set[int]) -> dict[two_ways.Pair, int]:
        """Cases by the line that counts them in their month and by the nearest unit that the quarter would tell."""
        people: Counter[two_ways.Pair] = Counter()
        for month in quarter.months:
            for unit_id, home in self._homes.get(month, {}).items():
                line = UNTOLD if home is None else (month, home)
                unit = self._tree.nearest(unit_id, told)
                people[line, UNTOLD if unit is None else unit] += self._counts[month][unit_id]
        return people

    def _in_lines(self, own: Counter[int]) -> dict[int, int | None]:
        """Each unit with anything of its own in a month, and the unit in whose line the month's report counts it."""
        nodes = [disclosure.Node(row.id, row.parent_id, own[row.id]) for _, row in self._tree.walk()]
        shown = set(disclosure.publishable(nodes, FLOOR))
        return {unit_id: self._tree.nearest(unit_id, shown) for unit_id, count in own.items() if count}

    def _sizes(self, months: Iterable[Month]) -> Counter[int]:
        sizes: Counter[int] = Counter()
        for month in months:
            for unit_id, count in self._counts.get(month, {}).items():
                for above in self._with_all_above(unit_id):
                    sizes[above] += count
        return sizes

    def _with_all_above(self, unit_id: int) -> tuple[int, ...]:
        return unit_id, *(row.id for row in self._tree.ancestors(unit_id))
