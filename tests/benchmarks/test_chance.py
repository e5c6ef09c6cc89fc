"""The referee's mathematics is exact: compared with counting every order."""

from __future__ import annotations

import math
from itertools import permutations, product

import pytest

from benchmarks import chance


@pytest.mark.parametrize("groups", [(1,), (4,), (6,), (3, 3), (2, 4)])
def test_matches_and_inversions_are_what_counting_every_order_gives(groups: tuple[int, ...]) -> None:
    orders = list(product(*(list(permutations(range(size))) for size in groups)))
    matched = [sum(place == there for order in whole for place, there in enumerate(order)) for whole in orders]
    crossed = [sum(chance.inversions(order) for order in whole) for whole in orders]
    for found in range(sum(groups) + 1):
        exact = sum(each >= found for each in matched) / len(orders)
        assert math.isclose(chance.of_matches(groups, found), exact, abs_tol=1e-12)
    for found in range(max(crossed) + 1):
        low = sum(each <= found for each in crossed) / len(orders)
        high = sum(each >= found for each in crossed) / len(orders)
        assert math.isclose(chance.of_inversions(groups, found), min(1.0, 2 * min(low, high)), abs_tol=1e-12)


def test_single_links_are_right_as_often_as_their_groups_are_small() -> None:
    assert math.isclose(chance.of_links([2, 4], 1), 1 - 1 / 2 * 3 / 4)
    assert math.isclose(chance.of_links([2, 4], 2), 1 / 8)
    assert chance.of_links([], 0) == 1.0


def test_a_perfect_order_is_no_chance() -> None:
    assert chance.of_matches([20] * 2, 40) < 1e-30
    assert chance.of_inversions([20] * 2, 0) < 1e-30
