"""Names stand beside or above their rows, scales are round, and colours run from warm to cool."""

from hypothesis import given
from hypothesis import strategies as st

from paper import svg
from paper.chart_layout import lay_out
from paper.charts import Bars
from paper.plot import Plot, heat, ticks
from paper.scene import Rect, Words, lightness


def test_on_a_phone_names_stand_above_their_bars():
    chart = Bars("条", ("薪酬待遇",), (5.0,))
    name = next(mark for mark in lay_out(chart, 320, svg.estimate, size=13).marks if isinstance(mark, Words))
    bar = next(mark for mark in lay_out(chart, 320, svg.estimate, size=13).marks if isinstance(mark, Rect))
    assert name.x == 0
    assert name.y < bar.y


def test_a_name_of_latin_letters_breaks_between_words_and_a_chinese_one_anywhere():
    plot = Plot(320, svg.estimate, 13)
    room = svg.estimate("dormitory and", 13, False)
    assert plot.wrapped("dormitory and commuting", room) == ["dormitory and", "commuting"]
    assert plot.wrapped("食堂、宿舍与通勤", 13 * 5) == ["食堂、宿舍", "与通勤"]
    assert plot.wrapped("机电工区本部、变电班", 13 * 6) == ["机电工区本", "部、变电班"]
    assert plot.wrapped("Donaudampfschiffahrt", room)[0].startswith("Donaudampf")
    assert plot.wrapped("one two three four", svg.estimate("three", 13, False)) == ["one", "tw…"]


@given(st.floats(-1000, 1000), st.floats(0.001, 1e6))
def test_scale_marks_are_round_and_enclose_the_data(low, span):
    marks = ticks(low, low + span)
    assert marks[0] <= low + 1e-6 * max(span, 1)
    assert marks[-1] >= low + span - 1e-6 * max(span, 1)
    assert 2 <= len(marks) <= 8


def test_low_values_are_darkest_and_both_ends_differ_in_grey():
    assert lightness(heat(0, 0, 100)) < lightness(heat(100, 0, 100)) - 0.1 < lightness(heat(50, 0, 100))
