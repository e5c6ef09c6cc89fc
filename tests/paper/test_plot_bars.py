"""Hidden bars show no figure, parts are told apart in grey, and a scale runs from warm to cool."""

import itertools

import pytest

from paper import svg
from paper.chart_layout import lay_out
from paper.charts import HIDDEN, Bars, Series, Stacked
from paper.plot import heat
from paper.scene import TONES, Rect, Words, lightness
from tests.paper.conftest import scene, words


def test_a_hidden_bar_shows_hatching_and_words_but_no_figure():
    chart = Bars("分布", ("甲", "乙"), (12.0, HIDDEN), unit="件", hidden="不足5件")
    assert "不足5件" in words(chart)
    assert not any(text.startswith("0") for text in words(chart))


def test_one_hidden_part_hides_the_whole_bar_so_that_it_cannot_be_computed():
    chart = Stacked("评价", ("甲",), (Series("满意", (4.0,)), Series("不满意", (HIDDEN,))), hidden="不足5件")
    assert "4" not in words(chart)


def test_a_scale_runs_from_warm_to_cool_and_is_darkest_at_its_ends():
    steps = tuple(Series(name, (20.0,)) for name in ("很不同意", "不同意", "一般", "同意", "很同意"))
    marks = scene(Stacked("量表", ("甲",), steps, scale=True)).marks
    colours = [mark.tone for mark in marks if isinstance(mark, Rect)][5:]
    light = [lightness(colour) for colour in colours]
    assert colours[0] == heat(0, 0, 4)
    assert light[0] < light[1] < light[2] > light[3] > light[4]
    assert light[4] - light[0] > 0.1


def test_the_five_points_stand_on_one_line_of_a_phone():
    points = ("1 最低", "2 较低", "3 一般", "4 较高", "5 最高")
    chart = Stacked("量表", ("甲",), tuple(Series(name, (20.0,)) for name in points), scale=True)
    words = [
        mark for mark in lay_out(chart, svg.PHONE, svg.estimate, size=svg.LETTERING).marks if isinstance(mark, Words)
    ]
    assert len({mark.y for mark in words if mark.text in points}) == 1


@pytest.mark.parametrize("scale", [False, True])
def test_neighbours_in_a_stacked_bar_differ_in_a_black_and_white_print(scale):
    parts = tuple(Series(name, (3.0,)) for name in "甲乙丙丁戊"[: 3 if scale else 4])
    fills = [
        lightness(TONES.get(mark.tone, mark.tone))
        for mark in scene(Stacked("评价", ("甲",), parts, scale=scale)).marks
        if isinstance(mark, Rect) and mark.height > 11
    ]
    assert len(fills) == len(parts)
    assert all(abs(one - other) > 0.1 for one, other in itertools.pairwise(fills))
    assert all(value < 0.75 for value in fills if not scale)
