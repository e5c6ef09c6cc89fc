"""How likely it is to guess so well by chance: exact distributions over random orders within groups."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations

Distribution = list[float]


def of_matches(groups: Sequence[int], found: int) -> float:
    """P(at least `found` people are matched with their own) when each group of n is put in random order."""
    return min(1.0, sum(_over_groups(groups, _fixed_points)[found:]))


def of_inversions(groups: Sequence[int], found: int) -> float:
    """P(an order as far from random as one with `found` pairs the wrong way round), both ways."""
    whole = _over_groups(groups, _inversions)
    return min(1.0, 2 * min(sum(whole[: found + 1]), sum(whole[found:])))


def of_links(groups: Sequence[int], found: int) -> float:
    """P(at least `found` of some single links are right), each of which is right once in the size of its group."""
    return min(1.0, sum(_over_groups(groups, _one_link)[found:]))


def inversions(order: Sequence[int]) -> int:
    """Pairs that stand the wrong way round."""
    return sum(first > second for first, second in combinations(order, 2))


def _over_groups(groups: Sequence[int], of_one: Callable[[int], Distribution]) -> Distribution:
    return _together(tuple(sorted(groups)), of_one)


@cache
def _together(groups: tuple[int, ...], of_one: Callable[[int], Distribution]) -> Distribution:
    whole = [1.0]
    for size in groups:
        whole = _sum_of(whole, of_one(size))
    return whole


def _sum_of(first: Distribution, second: Distribution) -> Distribution:
    whole = [0.0] * (len(first) + len(second) - 1)
    for here, chance in enumerate(first):
        if chance:
            for there, other in enumerate(second):
                whole[here + there] += chance * other
    return whole


def _one_link(size: int) -> Distribution:
    return [1 - 1 / size, 1 / size]


@cache
def _fixed_points(size: int) -> Distribution:
    """Of a random order of `size`: rencontres numbers divided by the number of orders."""
    return [
        sum((-1) ** k / math.factorial(k) for k in range(size - fixed + 1)) / math.factorial(fixed)
        for fixed in range(size + 1)
    ]


@cache
def _inversions(size: int) -> Distribution:
    """Of a random order of `size`: Mahonian numbers divided by the number of orders."""
    whole = [1.0]
    for choices in range(2, size + 1):
        whole = _sum_of(whole, [1 / choices] * choices)
    return whole
