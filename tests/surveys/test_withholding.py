"""Where a figure is told exactly, where in a band, and where not at all."""

from __future__ import annotations

import pytest

from figures.disclosure import HIDDEN_WORDS
from surveys.tally import Sums
from surveys.withholding import EXTREME, cell_of

K = 5


@pytest.mark.parametrize("mean", [0.0, EXTREME, 100.0 - EXTREME, 100.0])
def test_the_ends_of_the_scale_are_where_a_mean_becomes_a_band(mean: float) -> None:
    assert cell_of(Sums(8, mean * 8, mean * mean * 8), K, "zero_based").value is None


def test_the_scale_of_twenty_to_a_hundred_ends_at_twenty() -> None:
    everybody_chose_one = Sums(8, 160.0, 3_200.0)
    assert cell_of(everybody_chose_one, K, "times_twenty").value is None
    assert cell_of(everybody_chose_one, K, "zero_based").value == 20.0


def test_four_answers_are_told_in_words_only() -> None:
    assert cell_of(Sums(4, 200.0, 10_000.0), K, "zero_based").words == HIDDEN_WORDS
    assert cell_of(Sums(5, 250.0, 12_500.0), K, "zero_based").value == 50.0
