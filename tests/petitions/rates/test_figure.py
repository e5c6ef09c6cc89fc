"""A figure and the cases that make it."""

from figures.comparison import Ratio
from petitions.rates import indicators
from petitions.rates.figure import Indicator, Picked
from tests.petitions.rates.conftest import OCTOBER, case


def test_the_cases_behind_a_figure_are_its_part_and_its_whole():
    repeat, first = case(number="a", is_repeat=True), case(number="b")
    picked = next(each for each in indicators.every(90) if each.key == "repeated").pick([repeat, first], OCTOBER)
    assert (picked.part, picked.whole) == ([repeat], [repeat, first])
    assert Picked([repeat], [repeat, first], [first]).ratio == Ratio(1, 2, 1)


def test_a_formula_is_printed_with_the_settings_it_follows():
    def nothing(_cases, _window):
        return Picked([], [])

    assert Indicator("a", "甲", "一 ÷ 二×100%。", nothing).printed == "一 ÷ 二×100%。"
    assert Indicator("b", "乙", "%(days)d日×100%%。", nothing, values={"days": 90}).printed == "90日×100%。"
