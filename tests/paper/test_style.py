"""The measures of GB/T 9704-2012, checked against the numbers of the standard."""

import pytest

from paper import style

MM = 72 / 25.4


def test_the_type_area_and_its_margins_fill_an_a4_sheet():
    assert pytest.approx(156 * MM) == style.TYPE_WIDTH
    assert pytest.approx(225 * MM) == style.TYPE_HEIGHT
    right = style.PAGE_WIDTH - style.LEFT - style.TYPE_WIDTH
    bottom = style.PAGE_HEIGHT - style.TOP - style.TYPE_HEIGHT
    assert right == pytest.approx(26 * MM, abs=0.1)
    assert bottom == pytest.approx(35 * MM, abs=0.1)


def test_twenty_two_lines_of_twenty_eight_characters_fill_the_type_area():
    assert style.LINES * style.PITCH <= style.TYPE_HEIGHT < (style.LINES + 1) * style.PITCH
    assert pytest.approx(15.79, abs=0.01) == style.CELL
    assert pytest.approx(style.TYPE_WIDTH) == style.CELL * style.CELLS


def test_the_turned_page_has_its_head_at_the_binding_edge():
    frame = style.LANDSCAPE
    assert frame.page == (style.PAGE_HEIGHT, style.PAGE_WIDTH)
    assert frame.page[1] - frame.top == pytest.approx(28 * MM)
    assert frame.page[0] - frame.x - frame.width == pytest.approx(37 * MM)
    assert frame.bottom == pytest.approx(26 * MM, abs=0.1)


@pytest.mark.parametrize(("height", "lines"), [(0, 1), (1, 1), (28.95, 1), (28.97, 2), (57.9, 2), (58, 3)])
def test_heights_are_rounded_up_to_whole_lines(height, lines):
    assert style.whole_lines(height) == pytest.approx(lines * style.PITCH)
