"""Where a figure is told exactly, where in a band, and where not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from figures.disclosure import HIDDEN_WORDS
from surveys.counting.tally import Sums
from surveys.counting.withholding import EXTREME, cell_of
from surveys.items import Definition, Dimension

DEFINITION = Definition("问卷", "", (), (Dimension("a", "甲"), Dimension("b", "乙")))
TIMES_TWENTY = replace(DEFINITION, scoring="times_twenty")


@pytest.mark.parametrize("mean", [0.0, EXTREME, 100.0 - EXTREME, 100.0])
def test_the_ends_of_the_scale_are_where_a_mean_becomes_a_band(mean: float) -> None:
    assert cell_of(Sums(8, mean * 8, mean * mean * 8), DEFINITION).value is None


def test_the_scale_of_twenty_to_a_hundred_ends_at_twenty() -> None:
    everybody_chose_one = Sums(8, 160.0, 3_200.0)
    assert cell_of(everybody_chose_one, TIMES_TWENTY).value is None
    assert cell_of(everybody_chose_one, DEFINITION).value == 20.0


def test_four_answers_are_told_in_words_only() -> None:
    assert cell_of(Sums(4, 200.0, 10_000.0), DEFINITION).words == HIDDEN_WORDS
    assert cell_of(Sums(5, 250.0, 12_500.0), DEFINITION).value == 50.0


@pytest.mark.parametrize(
    ("people", "gaps", "told"),
    [(20, 0, True), (20, 1, False), (20, 4, False), (20, 5, True), (500, 1, True), (499, 1, False)],
)
def test_an_index_is_no_figure_where_few_left_a_dimension_out_and_rounding_does_not_hide_them(
    people: int, gaps: int, told: bool
) -> None:
    index = Sums(people, 50.0 * people, 2_600.0 * people, partial=gaps)
    assert (cell_of(index, DEFINITION).value is not None) is told
