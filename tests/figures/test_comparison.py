"""同比 and 环比: no base, no rate; rates move in points; rounding is half up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.comparison import NOTHING, Change, Ratio, points, points_text, rounded, signed


@pytest.mark.parametrize(
    ("now", "before", "percent", "absolute"),
    [
        (65, 52, "+25.0%", "+13"),
        (52, 65, "−20.0%", "−13"),
        (7, 7, "0.0%", "0"),
        (5, 0, NOTHING, "+5"),
        (0, 0, NOTHING, "0"),
        (0, 4, "−100.0%", "−4"),
        (5, None, NOTHING, NOTHING),
        (None, 5, NOTHING, NOTHING),
        (1234567, 1, "+123,456,600.0%", "+1,234,566"),
    ],
)
def test_a_change_is_written_as_the_field_writes_it(now, before, percent, absolute):
    compared = Change(now, before)
    assert compared.percent() == percent
    assert compared.absolute() == absolute


def test_an_empty_denominator_is_neither_nothing_nor_everything():
    assert Ratio(0, 0).share is None
    assert Ratio(0, 0).percent() == NOTHING
    assert Ratio(0, 3).percent() == "0.0%"
    assert Ratio(3, 3).percent() == "100.0%"


def test_rates_are_compared_in_percentage_points():
    assert points_text(Ratio(9, 10), Ratio(8, 10)) == "+10.0个百分点"
    assert points_text(Ratio(9, 10), Ratio(0, 0)) == NOTHING
    assert points_text(Ratio(9, 10), None) == NOTHING
    assert points(Ratio(1, 3), Ratio(1, 3)) == 0


def test_halves_are_rounded_up_and_a_zero_carries_no_sign():
    assert rounded(0.05, 1) == "0.1"
    assert rounded(2.675, 2) == "2.68"
    assert signed(-0.04, 1) == "0.0"
    assert signed(-0.05, 1) == "−0.1"


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_applying_the_relative_change_to_the_base_gives_the_figure_back(now, before):
    relative = Change(now, before).relative
    assert before * (1 + relative) == pytest.approx(now, abs=1e-6)


def test_what_counts_half_is_told_as_a_half():
    assert (Ratio(5, 10, 1).parts, Ratio(5, 10, 1).percent()) == ("5.5/10", "55.0%")
    assert (Ratio(5, 10, 2).parts, Ratio(5, 10).parts, Ratio(1200, 3400).parts) == ("6/10", "5/10", "1,200/3,400")
