"""Tables of the office and the attacker: what is read survives both."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from paper import sheet_reading
from paper.sheet_bounds import LARGEST_FILE, Unreadable
from paper.sheet_reading import read_any_table, read_table, read_tables
from paper.sheets import Column, write_table

COLUMNS = (Column("姓名"), Column("单位", 20), Column("人数", 8, number=True), Column("日期"))


def workbook(rows, merge=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merge:
        book.active.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_header_is_found_below_a_title_and_columns_may_be_resorted():
    data = workbook([["某某公司人员表"], [], ["单 位*", "序号", "姓名："], ["一车间", 1, "王芳"], [None, None, None]])
    table = read_table(data, "人员.xlsx", expected=["姓名", "单位"])
    assert [row.values for row in table.rows] == [{"单位": "一车间", "序号": "1", "姓名": "王芳"}]
    assert table.rows[0].number == 4


def test_merged_cells_count_for_every_row_they_cover():
    data = workbook([["单位", "姓名"], ["一车间", "甲"], [None, "乙"]], merge=["A2:A3"])
    assert [row.values["单位"] for row in read_table(data, "a.xlsx", expected=["单位"]).rows] == ["一车间", "一车间"]


def test_a_heading_over_two_columns_costs_neither_its_content():
    data = workbook([["编号", "办理情况", None], ["1", "已谈话", "已补发"]], merge=["B1:C1"])
    assert read_table(data, "a.xlsx", expected=["编号"]).rows[0].values == {
        "编号": "1",
        "办理情况": "已谈话",
        "办理情况（2）": "已补发",
    }


def test_headings_told_apart_take_no_room_of_one_that_is_called_so_already():
    data = workbook([["编号", "情况", "情况", "情况（2）"], ["1", "甲", "乙", "丙"]])
    assert list(read_table(data, "a.xlsx", expected=["编号"]).rows[0].values.values()) == ["1", "甲", "乙", "丙"]


def test_a_share_is_read_as_it_is_shown_and_a_sum_without_what_the_machine_adds():
    book = Workbook()
    book.active.append(["编号", "进度", "金额", "占比"])
    book.active.append(["1", 1, 1200.1 + 2100.2, 85])
    book.active.cell(2, 2).number_format = "0%"
    book.active.cell(2, 4).number_format = '0"%"'
    out = io.BytesIO()
    book.save(out)
    assert read_table(out.getvalue(), "a.xlsx", expected=["编号"]).rows[0].values == {
        "编号": "1",
        "进度": "100%",
        "金额": "3300.3",
        "占比": "85",
    }


def test_cells_merged_below_the_last_content_of_a_long_sheet_are_passed_over(monkeypatch):
    monkeypatch.setattr(sheet_reading, "MOST_ROWS", 50)
    data = workbook([["编号"], ["1"]], merge=["A60:B61"])
    assert [row.values for row in read_table(data, "a.xlsx", expected=["编号"]).rows] == [{"编号": "1"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_offices_use(encoding):
    data = "单位,姓名\r\n一车间,李䶮\r\n".encode(encoding)
    assert read_table(data, "a.csv", expected=["姓名"]).rows[0].values["姓名"] == "李䶮"


def test_tab_separated_text_pasted_from_a_spreadsheet_is_read():
    assert read_table("单位\t人数\n一车间\t86".encode(), "a.txt", expected=["单位"]).rows[0].values["人数"] == "86"


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx"])
def test_an_old_binary_workbook_is_refused_with_what_to_do(name):
    with pytest.raises(Unreadable, match="另存为"):
        read_table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, name, expected=["姓名"])


@pytest.mark.parametrize("keep", [10, 200, 2000, -30])
def test_a_truncated_workbook_is_refused_with_what_to_do(keep):
    data = write_table("台账", COLUMNS, [("甲", "乙", 1, None)] * 50)
    with pytest.raises(Unreadable, match="已损坏"):
        read_table(data[:keep], "a.xlsx", expected=["姓名"])


def test_a_damaged_sheet_inside_a_sound_archive_is_refused():
    source = zipfile.ZipFile(io.BytesIO(write_table("台账", COLUMNS, [])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as broken:
        for name in source.namelist():
            broken.writestr(name, b"<x" if name.endswith("sheet1.xml") else source.read(name))
    with pytest.raises(Unreadable, match="已损坏"):
        read_table(out.getvalue(), "a.xlsx", expected=["姓名"])


def test_other_files_are_refused_by_content_whatever_they_are_called():
    with pytest.raises(Unreadable, match="已损坏"):
        read_table(b"MZ\x90\x00" + b"\0" * 100, "a.xlsx", expected=["姓名"])
    with pytest.raises(Unreadable, match="只能读取"):
        read_table(b"%PDF-1.7", "a.pdf", expected=["姓名"])
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    with pytest.raises(Unreadable, match="只能读取"):
        read_table(word.getvalue(), "a.xlsx", expected=["姓名"])


def test_a_file_that_is_empty_or_too_large_is_refused():
    with pytest.raises(Unreadable, match="空的"):
        read_table(b"", "a.xlsx", expected=["姓名"])
    with pytest.raises(Unreadable, match="20 MB"):
        read_table(b"x" * (LARGEST_FILE + 1), "a.csv", expected=["姓名"])


def test_a_table_without_the_expected_headings_is_refused_by_naming_them():
    with pytest.raises(Unreadable, match="姓名、单位"):
        read_table(workbook([["甲", "乙"]]), "a.xlsx", expected=["姓名", "单位"])


def test_formatting_dragged_to_the_last_row_does_not_make_a_sheet_too_long():
    book = Workbook()
    book.active.append(["单位", "姓名"])
    book.active.append(["一车间", "甲"])
    book.active.cell(1_048_576, 1).number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    assert len(read_table(out.getvalue(), "a.xlsx", expected=["姓名"]).rows) == 1


@pytest.mark.parametrize("before", [0, 1, 7])
def test_any_header_is_found_by_the_headings_one_knows(before: int) -> None:
    lines = ["某公司台账", *["说明,,"] * (before - 1)][: before or 0]
    text = "\n".join([*lines, "序号,事项名称,单位", "1,甲,乙"])
    table = read_any_table(text.encode("gb18030"), "x.csv", known=("事项名称", "别的"))
    assert table.header == ("序号", "事项名称", "单位")
    assert table.rows[0].values == {"序号": "1", "事项名称": "甲", "单位": "乙"}


def test_several_tables_of_one_file_are_read_by_opening_it_once(monkeypatch) -> None:
    book = Workbook()
    book.active.append(["姓名"])
    book.active.append(["王芳"])
    book.create_sheet("二").append(["单位", "人数"])
    out = io.BytesIO()
    book.save(out)
    opened = []
    monkeypatch.setattr(
        sheet_reading, "load_workbook", lambda *asked, **how: opened.append(1) or load_workbook(*asked, **how)
    )
    first, (second, none) = read_tables(out.getvalue(), "a.xlsx", expected=["姓名"], beside=[["人数"], ["金额"]])
    assert (first.header, second.header, none, opened) == (("姓名",), ("单位", "人数"), None, [1])


def test_a_table_whose_headings_nobody_knows_is_read_under_its_fullest_row() -> None:
    table = read_any_table("标题,\na,b,c\n1,2,3\n".encode(), "x.csv", known=("事项",))
    assert table.header == ("a", "b", "c")


def test_a_file_without_any_table_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_any_table("只有一列\n没有表".encode(), "x.csv", known=("事项",))
