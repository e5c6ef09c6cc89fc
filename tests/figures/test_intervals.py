"""Intervals: inside their bounds, wider for fewer, and equal to published examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.intervals import wilson


@given(st.integers(1, 10_000), st.data())
def test_a_share_lies_in_its_interval_and_the_interval_between_nothing_and_everything(n, data):
    successes = data.draw(st.integers(0, n))
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1


def test_wilson_matches_the_textbook():
    # 81 of 263: Newcombe 1998, table I, method 3.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=0.0001)


def test_more_answers_make_a_narrower_interval():
    few, many = wilson(8, 10), wilson(800, 1000)
    assert many[1] - many[0] < few[1] - few[0]


def test_an_empty_group_has_no_interval():
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="between"):
        wilson(3, 2)
