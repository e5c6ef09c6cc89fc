"""Tables: widths that fill the page, rows that are never lost, cells that never overflow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper import tables
from paper.manuscript import Column, Table
from paper.style import LANDSCAPE, PITCH, PORTRAIT

cells = st.text(alphabet="职工诉求办理XF20261,.（）", max_size=60)


@given(st.lists(st.tuples(cells, cells, cells), max_size=12))
def test_widths_fill_the_type_area_and_no_line_is_wider_than_its_cell(rows):
    block = Table("表", (Column("编号"), Column("内容"), Column("件数", "end")), tuple(rows))
    part = tables.table(block, PORTRAIT)
    assert sum(part.widths) == pytest.approx(PORTRAIT.width)
    for row in (part.head, *part.rows):
        for lines, width in zip(row.cells, part.widths, strict=True):
            assert all(line.width <= width - 2 * tables.PADDING + 0.01 for line in lines)


@given(st.lists(cells, min_size=1, max_size=60), st.floats(90, 700))
def test_every_line_of_every_row_is_taken_exactly_once_whatever_the_room(texts, room):
    part = tables.table(Table("表", (Column("内容"),), tuple((text,) for text in texts)), PORTRAIT)
    expected = [line.text for row in part.rows for line in row.cells[0]]
    taken = []
    rest = part
    while rest is not None:
        before = rest
        piece, rest = rest.take(room, fresh=True)
        left = [line.text for row in rest.rows for line in row.cells[0]] if rest else []
        lines = [line.text for row in before.rows for line in row.cells[0]]
        taken += lines[: len(lines) - len(left)]
        assert piece is not None
        assert len(left) < len(lines)
    assert taken == expected


def test_declared_shares_are_kept():
    widths = tables.column_widths(Table("表", (Column("甲", share=1), Column("乙", share=3)), ()), 400, 10)
    assert widths == (100, 300)


def test_numbers_and_codes_are_not_parted_when_there_is_room():
    block = Table("表", (Column("编号"), Column("长")), (("XF202610-7K2M", "诉求" * 100),))
    part = tables.table(block, PORTRAIT)
    assert [line.text for line in part.rows[0].cells[0]] == ["XF202610-7K2M"]


def test_sixteen_columns_still_fit_the_turned_page():
    block = Table(
        "表", tuple(Column(f"栏目{n}") for n in range(16)), (tuple("XF202610-7K2M" for _ in range(16)),), small=True
    )
    part = tables.table(block, LANDSCAPE)
    assert sum(part.widths) == pytest.approx(LANDSCAPE.width)


def test_the_note_stays_with_the_last_rows():
    block = Table("表", (Column("甲"),), tuple((str(n),) for n in range(30)), note="注：说明。" * 20)
    part = tables.table(block, PORTRAIT)
    room = part._above() + sum(row.height for row in part.rows) + 5
    _, rest = part.take(room, fresh=True)
    assert rest is not None
    assert len(rest.rows) == tables.FEWEST_ROWS


@pytest.mark.parametrize("left", [1, 2, 3, 7])
def test_no_page_is_turned_for_a_single_row(left):
    part = tables.table(Table("表", (Column("甲"),), tuple((str(n),) for n in range(30))), PORTRAIT)
    room = part._above() + sum(row.height for row in part.rows[:-left]) + 1
    _, rest = part.take(room, fresh=True)
    assert rest is not None
    assert len(rest.rows) == max(left, tables.FEWEST_ROWS)


def test_a_table_without_rows_shows_its_head():
    piece, rest = tables.table(Table("表", (Column("甲"),), ()), PORTRAIT).take(300, fresh=True)
    assert piece is not None
    assert rest is None


def test_a_short_table_is_not_divided_and_a_long_one_begins_with_three_rows():
    short = tables.table(Table("表", (Column("内容"),), (("一",),) * 5), PORTRAIT)
    assert short.least() >= sum(row.height for row in short.rows)
    long = tables.table(Table("表", (Column("内容"),), (("一",),) * 60), PORTRAIT)
    assert 3 * long.rows[0].height < long.least() < 9 * PITCH


def test_a_small_table_stands_closer():
    rows = (("一", "二"),) * 3
    small, normal = (
        tables.table(Table("表", (Column("甲"), Column("乙")), rows, small=each), LANDSCAPE) for each in (True, False)
    )
    assert small.rows[0].height < normal.rows[0].height * 0.8


def test_numbers_that_grow_over_a_long_ledger_stay_on_one_line():
    rows = tuple((str(number), f"XF202610{number:04d}", "职工诉求办理" * 30) for number in range(1, 2001))
    part = tables.table(Table("表", (Column("序号"), Column("编号"), Column("内容")), rows, small=True), LANDSCAPE)
    assert {len(row.cells[column]) for row in part.rows for column in (0, 1)} == {1}
