"""Workbooks: what is written opens safely and prints well."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from paper import sheets
from paper.sheet_reading import read_table
from paper.sheets import Column, Entry, write_table

COLUMNS = (Column("姓名"), Column("单位", 20), Column("人数", 8, number=True), Column("日期"))


def test_a_written_table_reads_back_the_same():
    data = write_table("台账", COLUMNS, [("李𬱖", "生产一车间", 3, date(2026, 10, 1)), ("张镕", "—", None, None)])
    table = read_table(data, "x.xlsx", expected=["姓名", "单位"])
    assert table.header == ("姓名", "单位", "人数", "日期")
    assert table.rows[0].values == {"姓名": "李𬱖", "单位": "生产一车间", "人数": "3", "日期": "2026-10-01"}
    assert table.rows[1].values["人数"] == ""
    assert table.rows[0].number == 3


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_stays_text(text):
    data = write_table("台账", [Column("内容")], [(text,)])
    cell = load_workbook(io.BytesIO(data)).active["A3"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert read_table(data, "x.xlsx", expected=["内容"]).rows[0].values["内容"] == text


@given(st.text(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_written_and_opened(text):
    data = write_table("台账", [Column("内容"), Column("甲")], [(text, "乙")])
    assert load_workbook(io.BytesIO(data)).active["B3"].value == "乙"


def test_a_text_longer_than_a_cell_is_cut_with_an_ellipsis():
    data = write_table("台账", [Column("内容")], [("长" * 100_000,)])
    value = load_workbook(io.BytesIO(data)).active["A3"].value
    assert len(value) == sheets.LONGEST_CELL
    assert value.endswith("…")


def test_the_header_is_frozen_filtered_and_repeated_in_print():
    sheet = load_workbook(io.BytesIO(write_table("台账", COLUMNS, [], note="口径"))).active
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:D4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"


def test_the_same_table_gives_workbooks_with_the_same_content():
    first, second = (write_table("台账", COLUMNS, [("甲", "乙", 1, None)]) for _ in range(2))
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    for name in names:
        if name != "docProps/core.xml":
            assert zipfile.ZipFile(io.BytesIO(first)).read(name) == zipfile.ZipFile(io.BytesIO(second)).read(name)


def test_titles_that_excel_forbids_are_mended_and_kept_apart():
    tables = [sheets.SheetTable("一/二:三*四[五]?" * 5, (Column("甲"),), [])] * 3
    names = load_workbook(io.BytesIO(sheets.write_workbook(tables))).sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


def test_cells_are_chosen_from_a_hidden_list_however_long_it_is() -> None:
    choices = tuple(f"生产{number}部／第{number}车间" for number in range(120))
    book = load_workbook(
        io.BytesIO(write_table("表", [Column("单位", choices=choices), Column("备注")], [("生产1部", "")]))
    )
    (rule,) = book.worksheets[0].data_validations.dataValidation
    assert rule.formula1 == "choices!$A$1:$A$120"
    assert book["choices"].sheet_state == "hidden"
    assert book["choices"]["A120"].value == choices[-1]


def test_days_numbers_and_amounts_are_checked_while_they_are_typed():
    columns = [Column("日期", entry=Entry.DAY), Column("人数", entry=Entry.WHOLE), Column("金额", entry=Entry.AMOUNT)]
    sheet = load_workbook(io.BytesIO(write_table("表", [*columns, Column("备注")], [("", "", "", "")]))).worksheets[0]
    rules = {str(rule.sqref).split(":")[0]: (rule.type, rule.error) for rule in sheet.data_validations.dataValidation}
    assert {cell: kind for cell, (kind, _said) in rules.items()} == {"A3": "date", "B3": "whole", "C3": "decimal"}
    assert all(said.startswith("请填") for _kind, said in rules.values())
