"""Parts of a document: what fits is taken, what does not is kept, and nothing is taken twice."""

import pytest

from paper import blocks, manuscript, style
from paper.charts import Bars
from paper.style import PITCH, PORTRAIT


def drain(part, room):
    """Pour a part over pages of `room`; returns the heights taken."""
    heights = []
    while part is not None:
        piece, part = part.take(room, fresh=True)
        assert piece is not None
        heights.append(piece.height)
    return heights


def test_a_paragraph_is_divided_between_lines_and_keeps_every_line():
    text = blocks.paragraph("职" * 28 * 10, PORTRAIT)
    count = len(text.lines)
    heights = drain(text, 3.5 * PITCH)
    assert sum(heights) == pytest.approx(count * PITCH)
    assert max(heights) <= 3.5 * PITCH


def test_nothing_is_taken_where_not_even_a_line_fits():
    piece, rest = blocks.paragraph("职", PORTRAIT).take(PITCH / 2, fresh=False)
    assert piece is None
    assert rest is not None


def test_a_heading_is_never_divided():
    heading = blocks.heading(manuscript.Heading(1, "很长的标题" * 20), PORTRAIT)
    assert heading.keeps_with_next
    assert heading.take(2 * PITCH, fresh=False) == (None, heading)
    assert heading.least() == len(heading.lines) * PITCH


def test_an_empty_paragraph_takes_no_room():
    assert drain(blocks.paragraph("  \n ", PORTRAIT), 100) == [0]


def test_a_long_title_is_set_in_lines_of_nearly_equal_length():
    title = blocks.title(manuscript.Title("关于2026年10月职工诉求办理与员工幸福指数有关情况的月度报告汇编"), PORTRAIT)
    widths = [line.width for line in title.lines]
    assert len(widths) == 2
    assert min(widths) > 0.8 * max(widths)


def test_a_chart_takes_whole_lines():
    figure = manuscript.Figure(Bars("图", ("甲",), (1.0,)), "图1　说明", note="注：一。")
    height = blocks.figure(figure, PORTRAIT).piece.height
    assert height / PITCH == pytest.approx(round(height / PITCH))


def test_the_masthead_takes_whole_lines_and_stays_with_what_follows():
    head = blocks.masthead(manuscript.Masthead("月报", "第1期", "工会", "2026年10月31日"), "内部资料", PORTRAIT)
    assert head.keeps_with_next
    assert head.piece.height / PITCH == pytest.approx(round(head.piece.height / PITCH))
    assert head.piece.height > style.MASTHEAD_DROP
