"""Rule 2 for groups that cut across each other: units, and up to three segments of the whole enterprise; pure.

People stand in *cells*: the unit group they are published with, and their part of each segment. A reader can compute
exactly the sums f = a(unit) + g(parts), added over everybody, for any numbers a and any g that is itself a sum of one
number per part. `is_safe` decides whether some f that is not nothing rests on 1 to k−1 people, whatever its numbers
are; a small group is the case in which they are 0 and 1.

Where g is the same for everybody of a unit group, f says no more than the units do. Otherwise f can vanish on all but a
set A only if, without A, the differences between the parts of people of one unit group span less than with A. So the
question is whether taking out fewer than k people lowers the rank of those differences.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping

#: Arithmetic modulo this prime is exact here: every minor of the differences is far smaller (Hadamard: below √6 to the
#: power of the rank, which is at most the number of parts).
PRIME = 2**61 - 1
#: After this many steps of the search the answer is "not safe".
MOST_STEPS = 400

Parts = tuple[Hashable, ...]
#: The unit group of people, and their part of each segment.
Cell = tuple[Hashable, Parts]
_Vector = dict[tuple[int, Hashable], int]
_Usable = Callable[[Cell], bool]


def is_safe(cells: Mapping[Cell, int], k: int) -> bool:
    """Whether everything that follows from the sums of units and parts rests on nobody or on at least k people.

    `cells` counts the people of each cell. Exact, unless the search grows too long: then the answer is False.
    """
    sizes: dict[tuple[int, Hashable], int] = {}
    for (home, parts), count in cells.items():
        for place in ((-1, home), *enumerate(parts)):
            sizes[place] = sizes.get(place, 0) + count
    return not any(0 < size < k for size in sizes.values()) and across_is_safe(cells, k)


def across_is_safe(cells: Mapping[Cell, int], k: int) -> bool:
    """The same for what only units and segments together tell, where each group by itself was looked at before."""
    return not _Search(cells).loses(k - 1)


def spans(cells: Mapping[Cell, int], without: Iterable[Cell]) -> bool:
    """Whether the people outside the cells `without` leave as many combinations of units and parts as everybody does.

    If not, something that follows from the published sums rests on the people of `without` alone.
    """
    search = _Search(cells)
    return search.rank(frozenset(without)) == search.target


class _Search:
    def __init__(self, cells: Mapping[Cell, int]) -> None:
        self.counts = {cell: count for cell, count in cells.items() if count}
        self.homes: dict[Hashable, list[Cell]] = {}
        # Large cells first: they are the ones that cannot be taken out.
        for cell in sorted(self.counts, key=lambda each: (-self.counts[each], repr(each))):
            self.homes.setdefault(cell[0], []).append(cell)
        self.most = self._most()
        self.target = self.rank(frozenset())
        self.steps = 0

    def rank(self, without: frozenset[Cell]) -> int:
        """The rank of the differences within unit groups once some cells are left out."""
        return len(self._basis(_outside(without))[0])

    def loses(self, budget: int, without: frozenset[Cell] = frozenset(), fixed: frozenset[Cell] = frozenset()) -> bool:
        """Whether leaving out at most `budget` more people, none of the cells `fixed`, lowers the rank."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            return True
        rank, used = self._basis(_outside(without))
        if len(rank) < self.target:
            return True
        loose = [cell for cell in used if self.counts[cell] <= budget and cell not in fixed]
        if not loose or self._is_packed(budget, without, fixed):
            return False
        for cell in loose:
            if self.loses(budget - self.counts[cell], without | {cell}, fixed):
                return True
            fixed |= {cell}
        return False

    def _is_packed(self, budget: int, without: frozenset[Cell], fixed: frozenset[Cell]) -> bool:
        """Whether so many bases, no person in two, are found that `budget` people cannot break them all."""
        left = {
            cell: budget + 1 if cell in fixed else min(count, budget + 1)
            for cell, count in self.counts.items()
            if cell not in without
        }
        for _basis in range(budget + 1):
            rank, used = self._basis(lambda cell: left.get(cell, 0) > 0)
            if len(rank) < self.target:
                return False
            for cell in used:
                left[cell] -= 1
        return True

    def _basis(self, usable: _Usable) -> tuple[dict[tuple[int, Hashable], _Vector], list[Cell]]:
        """Independent differences between people of one unit group, and the cells they are taken from."""
        rows: dict[tuple[int, Hashable], _Vector] = {}
        used: dict[Cell, None] = {}
        seen: set[tuple[Parts, Parts]] = set()
        for cells in self.homes.values():
            there = [cell for cell in cells if usable(cell)]
            for cell in there[1:]:
                if len(rows) == self.most:
                    return rows, list(used)
                pair = (there[0][1], cell[1])
                if pair not in seen:
                    seen.add(pair)
                    if _add(rows, _difference(*pair)):
                        used[there[0]] = used[cell] = None
        return rows, list(used)

    def _most(self) -> int:
        """The rank cannot be larger: parts less one of each segment."""
        parts = {place for _, each in self.counts for place in enumerate(each)}
        return len(parts) - len({number for number, _ in parts})


def _outside(without: frozenset[Cell]) -> _Usable:
    return lambda cell: cell not in without


def _difference(one: Parts, other: Parts) -> _Vector:
    vector: _Vector = {}
    for number, (left, right) in enumerate(zip(one, other, strict=True)):
        if left != right:
            vector[number, left], vector[number, right] = 1, PRIME - 1
    return vector


def _add(rows: dict[tuple[int, Hashable], _Vector], vector: _Vector) -> bool:
    """Reduce a vector by the rows found so far; keep what is left of it as a row, under its leading place."""
    for place, row in rows.items():
        factor = vector.get(place, 0)
        if factor:
            for key, value in row.items():
                vector[key] = (vector.get(key, 0) - factor * value) % PRIME
    lead = next((place for place, value in vector.items() if value), None)
    if lead is None:
        return False
    inverse = pow(vector[lead], -1, PRIME)
    rows[lead] = {place: value * inverse % PRIME for place, value in vector.items() if value}
    return True
