"""Rule 2 for people grouped in two ways at once, by month and by unit say, where both ways are published; pure.

Each person stands in one group of either way. A reader can add and take away whole groups: what comes out gives each
person the sum of one number per group, and is nothing for everybody but a few only if those few are all that joins some
groups to the rest. So with groups as places and people as ways between them, the question is whether taking out fewer
than k people parts what hangs together: a smallest cut (Stoer and Wagner, Journal of the ACM 44, 1997).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

#: People whose group is not told stand here; what is not told cannot be added or taken away.
UNTOLD = "untold"

Pair = tuple[Hashable, Hashable]
_Ways = dict[Hashable, dict[Hashable, int]]


def is_safe(people: Mapping[Pair, int], k: int) -> bool:
    """Whether whatever follows from the sums of both groupings rests on nobody or on at least k people.

    `people` counts them by their group of the one way and their group of the other, either may be UNTOLD. Exact.
    """
    ways = _ways(people)
    _join_what_holds(ways, k)
    while ways:
        place = next(iter(ways))
        if not ways[place]:
            del ways[place]
            continue
        last, before, cut = _last_two(ways, place)
        if cut < k:
            return False
        _join(ways, before, last)
    return True


def _ways(people: Mapping[Pair, int]) -> _Ways:
    ways: _Ways = {}
    for (one, other), count in people.items():
        # A group of either way is a place of its own, even where both are called alike.
        left = UNTOLD if one == UNTOLD else ("one", one)
        right = UNTOLD if other == UNTOLD else ("other", other)
        if count and left != right:
            for here, there in ((left, right), (right, left)):
                around = ways.setdefault(here, {})
                around[there] = around.get(there, 0) + count
    return ways


def _join_what_holds(ways: _Ways, k: int) -> None:
    """Make one place of those that k people or more join: no small cut goes between them."""
    waiting = list(ways)
    while waiting:
        place = waiting.pop()
        strong = next((other for other, count in ways.get(place, {}).items() if count >= k), None)
        if strong is not None:
            _join(ways, place, strong)
            waiting.append(place)


def _join(ways: _Ways, place: Hashable, other: Hashable) -> None:
    for there, count in ways.pop(other).items():
        del ways[there][other]
        if there != place:
            ways[place][there] = ways[place].get(there, 0) + count
            ways[there][place] = ways[there].get(place, 0) + count


def _last_two(ways: _Ways, start: Hashable) -> tuple[Hashable, Hashable, int]:
    """The last place reached when each next one is the most tightly joined, the one before, and what joins it."""
    tightness = dict(ways[start])
    reached = [start]
    cut = 0
    while tightness:
        place = max(tightness, key=lambda each: tightness[each])
        cut = tightness.pop(place)
        reached.append(place)
        for there, count in ways[place].items():
            if there not in reached:
                tightness[there] = tightness.get(there, 0) + count
    return reached[-1], reached[-2], cut
