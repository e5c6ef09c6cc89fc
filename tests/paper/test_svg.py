"""SVG of charts: the same marks as on paper, safe under a strict content policy."""

import re
from xml.etree import ElementTree

from paper import svg
from paper.charts import HIDDEN, Bars, HeatMap, Series, Trend
from paper.scene import TONES, Dot, Rect, Scene, Stroke, Words

SPACE = "{http://www.w3.org/2000/svg}"
TREND = Trend("满意率上升", ("1月", "2月"), (Series("满意率", (80.0, 90.0)),), unit="%", digits=1)


def test_a_chart_is_a_picture_with_a_name():
    picture = ElementTree.fromstring(svg.to_svg(TREND))
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == "满意率上升"
    assert picture.get("viewBox").startswith("0 0 640 ")


def test_every_kind_of_mark_is_drawn_with_its_class_and_colour():
    marks = (
        Rect(1, 2, 3, 4, "series-1"),
        Dot(1, 1, 2, "series-2"),
        Stroke(((0, 0), (1, 1)), "line", 0.5, (2, 1)),
        Words(0, 0, "字 & <>", 12, "quiet", "end", bold=True),
        Rect(0, 0, 1, 1, "#a8442f"),
    )
    picture = ElementTree.fromstring(svg.draw(Scene(10, 10, marks, "图")))
    rect, circle, line, text, cell = picture
    assert (rect.get("class"), rect.get("fill")) == ("c-series-1", TONES["series-1"])
    assert circle.tag == f"{SPACE}circle"
    assert line.get("stroke-dasharray") == "2 1"
    assert (text.text, text.get("text-anchor"), text.get("font-weight")) == ("字 & <>", "end", "600")
    assert (cell.get("class"), cell.get("fill")) == (None, "#a8442f")


def test_no_inline_style_or_script_is_ever_written():
    for chart in (TREND, Bars("图", ("甲",), (HIDDEN,)), HeatMap("图", ("甲",), ("乙",), ((HIDDEN,),), 0, 1)):
        picture = svg.to_svg(chart)
        assert "style" not in picture
        assert "script" not in picture


def test_a_narrower_picture_keeps_the_size_of_its_letters():
    sizes = {svg.to_svg(TREND, width=width).split('font-size="')[1].split('"')[0] for width in (320, 640)}
    assert sizes == {"13"}


def test_a_page_gets_a_wide_picture_and_one_for_the_phone():
    pictures = svg.both_widths(TREND)
    assert 'class="chart wide-only"' in pictures
    assert f'class="chart narrow-only" viewBox="0 0 {svg.PHONE:.0f} ' in pictures


def test_colours_carry_the_classes_that_the_stylesheet_knows():
    chart = Trend("率", ("1", "2"), (Series("甲", (1.0, 2.0)), Series("乙", (2.0, 3.0))), unit="%")
    picture = svg.to_svg(chart)
    for name in ("c-line-stroke", "c-series-1-stroke", "c-series-1-words", "c-quiet"):
        assert f'class="{name}"' in picture


def test_svg_carries_no_style_no_script_and_escapes_what_it_is_given():
    picture = svg.to_svg(Bars('<b>"标题"', ("<script>alert(1)</script>",), (1.0,)))
    assert "<script" not in picture
    assert "style=" not in picture
    assert re.search(r'aria-label="[^"<]*&lt;b&gt;', picture)
    ElementTree.fromstring(picture)
