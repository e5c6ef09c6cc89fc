"""Charts: hidden figures never reach a picture, labels stay inside it, and paper and page draw the same scene."""

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper import svg
from paper.charts import HIDDEN, Bars, HeatMap, Multiples, Series, Stacked, Trend, heat, lay_out, tabulate, ticks
from paper.scene import TONES, Rect, Stroke, Words, hatching, lightness

MONTHS = tuple(f"{month}月" for month in range(1, 13))


def scene(chart, width=440):
    return lay_out(chart, width, svg.estimate, size=10)


def words(chart):
    return [mark.text for mark in scene(chart).marks if isinstance(mark, Words)]


def test_a_trend_is_labelled_at_its_end_with_name_and_last_value():
    chart = Trend("满意率", MONTHS, (Series("满意率", tuple(float(80 + month) for month in range(12))),), digits=1)
    assert "满意率 91.0" in words(chart)


def test_a_month_without_data_breaks_the_line_and_is_not_drawn_as_zero():
    chart = Trend("件次", ("1", "2", "3", "4", "5"), (Series("件次", (1.0, 2.0, None, 4.0, 5.0)),))
    lines = [mark for mark in scene(chart).marks if isinstance(mark, Stroke) and mark.tone == "series-1"]
    assert [len(line.points) for line in lines] == [2, 2]


@pytest.mark.parametrize(
    "chart",
    [
        Trend("空", (), ()),
        Trend("空", ("1月",), (Series("甲", (None,)),)),
        Trend("一点", ("1月",), (Series("甲", (3.0,)),)),
        Bars("空", (), ()),
        Bars("零", ("甲",), (0.0,)),
        Stacked("空", ("甲",), (Series("满意", (0.0,)),)),
        HeatMap("空", (), (), (), 0, 100),
    ],
)
def test_a_chart_of_nothing_is_drawn_without_fault(chart):
    assert ElementTree.fromstring(svg.to_svg(chart)).tag.endswith("svg")


def test_a_hidden_bar_shows_hatching_and_words_but_no_figure():
    chart = Bars("分布", ("甲", "乙"), (12.0, HIDDEN), unit="件", hidden="不足5件")
    assert "不足5件" in words(chart)
    assert not any(text.startswith("0") for text in words(chart))


def test_one_hidden_part_hides_the_whole_bar_so_that_it_cannot_be_computed():
    chart = Stacked("评价", ("甲",), (Series("满意", (4.0,)), Series("不满意", (HIDDEN,))), hidden="不足5件")
    assert "4" not in words(chart)


def test_hidden_heat_cells_are_hatched_and_explained():
    chart = HeatMap("热力", ("甲",), ("一", "二"), ((55.0, HIDDEN),), 0, 100, hidden="人数不足")
    assert words(chart).count("55") == 1
    assert "人数不足" in words(chart)


def test_hatching_stays_inside_its_cell():
    for mark in hatching(10, 20, 30, 8):
        points = mark.points if isinstance(mark, Stroke) else ((mark.x, mark.y),)
        assert all(10 <= x <= 40.001 and 20 <= y <= 28.001 for x, y in points)


@given(
    labels=st.lists(st.text(alphabet="生产一车间物资供应中心ABC", min_size=1, max_size=40), min_size=1, max_size=9),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_long_names_never_leave_the_picture(labels, data):
    values = tuple(data.draw(st.floats(0, 1e6)) for _ in labels)
    drawn = scene(Bars("长", tuple(labels), values, unit="件"))
    for mark in drawn.marks:
        if isinstance(mark, Words):
            width = svg.estimate(mark.text, mark.size, mark.bold)
            left = mark.x - {"start": 0, "middle": width / 2, "end": width}[mark.anchor]
            assert left >= -10
            assert left + width <= drawn.width + 10
        if isinstance(mark, Rect):
            assert mark.x + mark.width <= drawn.width + 0.01


@given(st.floats(-1000, 1000), st.floats(0.001, 1e6))
def test_scale_marks_are_round_and_enclose_the_data(low, span):
    marks = ticks(low, low + span)
    assert marks[0] <= low + 1e-6 * max(span, 1)
    assert marks[-1] >= low + span - 1e-6 * max(span, 1)
    assert 2 <= len(marks) <= 8


def test_ends_that_lie_together_are_labelled_apart():
    chart = Trend("率", ("1", "2"), (Series("甲", (50.0, 90.0)), Series("乙", (50.0, 90.5)), Series("丙", (1.0, 89.0))))
    heights = sorted(mark.y for mark in scene(chart).marks if isinstance(mark, Words) and mark.bold)
    assert all(after - before >= 12 for before, after in itertools.pairwise(heights))


def test_neighbouring_series_differ_in_lightness_for_a_grey_print():
    tones = [lightness(TONES[f"series-{number}"]) for number in range(1, 6)]
    assert all(abs(one - other) > 0.08 for one, other in itertools.pairwise(tones))


def test_low_values_are_darkest_and_both_ends_differ_in_grey():
    assert lightness(heat(0, 0, 100)) < lightness(heat(100, 0, 100)) - 0.1 < lightness(heat(50, 0, 100))


def test_svg_carries_no_style_no_script_and_escapes_what_it_is_given():
    picture = svg.to_svg(Bars('<b>"标题"', ("<script>alert(1)</script>",), (1.0,)))
    assert "<script" not in picture
    assert "style=" not in picture
    assert re.search(r'aria-label="[^"<]*&lt;b&gt;', picture)
    ElementTree.fromstring(picture)


@pytest.mark.parametrize("width", [300, 340, 640, 900])
def test_on_a_phone_nothing_leaves_the_picture_either(width):
    values = tuple(float(number) for number in range(12))
    names = ("生活后勤（食堂、宿舍、班车）与住房保障", "薪酬", "劳动强度与工时安排")
    charts = [
        Trend(
            "率", MONTHS, tuple(Series(name, values) for name in ("按期答复率", "满意率", "参评率")), unit="%", digits=1
        ),
        Bars("条", names, (12345.0, HIDDEN, None), unit="件", hidden="人数不足"),
        Stacked(
            "叠",
            names,
            tuple(Series(step, (3.0, 4.0, 0.0)) for step in ("很不同意", "不同意", "一般", "同意", "很同意")),
            scale=True,
        ),
        HeatMap("热", names, MONTHS, tuple(values for _ in names), 0, 12, hidden="人数不足"),
    ]
    for chart in charts:
        drawn = lay_out(chart, width, svg.estimate, size=13)
        for mark in drawn.marks:
            if isinstance(mark, Words):
                wide = svg.estimate(mark.text, mark.size, mark.bold)
                left = mark.x - {"start": 0, "middle": wide / 2, "end": wide}[mark.anchor]
                assert left >= -2, (chart.title, mark)
                assert left + wide <= width + 2, (chart.title, mark)
                assert 0 < mark.y <= drawn.height + 2


def test_on_a_phone_names_stand_above_their_bars():
    chart = Bars("条", ("薪酬待遇",), (5.0,))
    name = next(mark for mark in lay_out(chart, 320, svg.estimate, size=13).marks if isinstance(mark, Words))
    bar = next(mark for mark in lay_out(chart, 320, svg.estimate, size=13).marks if isinstance(mark, Rect))
    assert name.x == 0
    assert name.y < bar.y


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


def test_small_multiples_stand_side_by_side_on_one_scale_each_under_its_name():
    chart = Multiples(
        "各项指标",
        MONTHS,
        tuple(Series(f"指标{number}", tuple([20.0 * number] * 12)) for number in range(1, 5)),
        unit="%",
        high=100.0,
    )
    drawn = scene(chart)
    names = [mark for mark in drawn.marks if isinstance(mark, Words) and mark.text.startswith("指标")]
    assert [mark.text for mark in names] == [f"指标{number}（%）" for number in range(1, 5)]
    assert [mark.x for mark in names[:3]] == sorted({mark.x for mark in names})
    ends = {mark.text: mark.y for mark in drawn.marks if isinstance(mark, Words) and mark.bold and mark.text.isdigit()}
    assert ends["20"] > ends["40"] > ends["60"]
    heads, rows = tabulate(chart)
    assert heads == ("", "指标1", "指标2", "指标3", "指标4")
    assert rows[0] == ("1月", "20", "40", "60", "80")


def test_small_multiples_without_a_value_still_make_a_picture():
    assert scene(Multiples("空", (), ())).height > 0
    assert scene(Multiples("空", ("1月",), (Series("甲", (None,)),))).height > 0


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


def test_lines_differ_without_colour_and_a_hidden_cell_is_hatched_and_not_filled():
    chart = Trend("率", MONTHS, tuple(Series(name, (50.0,) * 12) for name in "甲乙丙丁戊"))
    dashes = [mark.dash for mark in scene(chart).marks if isinstance(mark, Stroke) and mark.tone.startswith("series")]
    assert len(set(dashes)) == 5
    grid = HeatMap("热力", ("甲",), ("一", "二"), ((HIDDEN, 60.0),), 0, 100, hidden="人数不足")
    marks = scene(grid).marks
    assert sum(isinstance(mark, Stroke) and mark.tone == "hidden" for mark in marks) > 5
