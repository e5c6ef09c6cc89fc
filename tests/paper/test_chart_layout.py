"""Every kind of chart stays inside its picture, on paper and on a phone, with everything or nothing to show."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper import svg
from paper.chart_layout import lay_out
from paper.charts import HIDDEN, Bars, HeatMap, Series, Stacked, Trend
from paper.scene import Rect, Words
from tests.paper.conftest import MONTHS, scene


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


@given(
    labels=st.lists(st.text(alphabet="生产一车间物资供应中心ABC", min_size=1, max_size=40), min_size=1, max_size=9),
    data=st.data(),
)
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
