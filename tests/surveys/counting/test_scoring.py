"""Figures from sums: favourable, eNPS, α, rates, and dashes for what is not defined."""

from __future__ import annotations

import pytest

from surveys.counting import scoring
from surveys.counting.tally import Consistency, Sums
from surveys.items import Item, ItemType


def test_favourable_counts_the_good_side_of_a_reversed_item() -> None:
    counts = {1: 4, 2: 3, 3: 2, 4: 1}
    assert scoring.favourable(Item("a", ItemType.AGREEMENT, ""), counts) == (1, 10)
    assert scoring.favourable(Item("a", ItemType.AGREEMENT, "", reverse=True), counts) == (7, 10)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [({10: 5, 9: 5}, 100), ({0: 1, 6: 1}, -100), ({9: 3, 7: 4, 3: 3}, 0), ({10: 2, 8: 1}, 67), ({}, None)],
)
def test_enps_is_promoters_minus_detractors(counts: dict[int | str, int], expected: int | None) -> None:
    assert scoring.enps(counts) == expected


def test_alpha_of_items_that_move_together_is_one_and_of_nothing_is_undefined() -> None:
    together = Consistency()
    for point in (1, 2, 3, 4, 5):
        for item in ("a", "b"):
            together.items.setdefault(item, Sums()).add(point)
        together.total.add(2 * point)
    assert scoring.alpha(together) == 1.0
    assert scoring.alpha(Consistency()) is None


def test_alpha_agrees_with_the_textbook() -> None:
    # Four people, three items: (2,3,3), (4,4,5), (1,2,2), (5,4,4): variances 10/3, 11/12, 5/3, total 44/3 (÷ n−1).
    people = ((2, 3, 3), (4, 4, 5), (1, 2, 2), (5, 4, 4))
    sums = Consistency()
    for person in people:
        for item, point in zip("abc", person, strict=True):
            sums.items.setdefault(item, Sums()).add(point)
        sums.total.add(sum(person))
    within = 10 / 3 + 11 / 12 + 5 / 3
    whole = Sums()
    for person in people:
        whole.add(sum(person))
    assert whole.variance is not None
    assert scoring.alpha(sums) == round(1.5 * (1 - within / whole.variance), 2)


def test_rates_and_means_without_a_base_are_nothing() -> None:
    assert scoring.response_rate(3, 0) is None
    assert scoring.response_rate(30, 20) == 1.0
    assert scoring.mean_of({}) is None
    assert scoring.rounded(None) is None
    assert scoring.rounded(61.26) == 61.3


def test_each_scoring_method_says_how_it_counts() -> None:
    assert "0、25、50、75、100" in scoring.METHODS["zero_based"]
    assert "20、40、60、80、100" in scoring.METHODS["times_twenty"]
