"""Lines break where nothing is known, are told apart without colour, and are named at their ends."""

import itertools

from paper.charts import Multiples, Series, Trend
from paper.scene import Stroke, Words
from tests.paper.conftest import MONTHS, scene, words


def test_a_trend_is_labelled_at_its_end_with_name_and_last_value():
    chart = Trend("满意率", MONTHS, (Series("满意率", tuple(float(80 + month) for month in range(12))),), digits=1)
    assert "满意率 91.0" in words(chart)


def test_a_month_without_data_breaks_the_line_and_is_not_drawn_as_zero():
    chart = Trend("件次", ("1", "2", "3", "4", "5"), (Series("件次", (1.0, 2.0, None, 4.0, 5.0)),))
    lines = [mark for mark in scene(chart).marks if isinstance(mark, Stroke) and mark.tone == "series-1"]
    assert [len(line.points) for line in lines] == [2, 2]


def test_ends_that_lie_together_are_labelled_apart():
    chart = Trend("率", ("1", "2"), (Series("甲", (50.0, 90.0)), Series("乙", (50.0, 90.5)), Series("丙", (1.0, 89.0))))
    heights = sorted(mark.y for mark in scene(chart).marks if isinstance(mark, Words) and mark.bold)
    assert all(after - before >= 12 for before, after in itertools.pairwise(heights))


def test_lines_differ_without_colour():
    chart = Trend("率", MONTHS, tuple(Series(name, (50.0,) * 12) for name in "甲乙丙丁戊"))
    dashes = [mark.dash for mark in scene(chart).marks if isinstance(mark, Stroke) and mark.tone.startswith("series")]
    assert len(set(dashes)) == 5


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


def test_small_multiples_without_a_value_still_make_a_picture():
    assert scene(Multiples("空", (), ())).height > 0
    assert scene(Multiples("空", ("1月",), (Series("甲", (None,)),))).height > 0
