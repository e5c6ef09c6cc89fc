"""A small file that would unfold to more than an office ever keeps is refused before it fills the memory."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from paper import sheet_bounds
from paper.sheet_bounds import Unreadable
from paper.sheet_reading import read_table
from paper.sheets import write_table
from tests.paper.test_sheet_reading import COLUMNS, workbook


def rewritten(data, change):
    """A workbook whose first sheet is another."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name.endswith("sheet1.xml") else content)
    return out.getvalue()


def test_a_word_repeated_in_a_small_file_keeps_nobody_waiting():
    """Looked for from each place to the end, 2 KB that unfold to 200 took half a minute."""
    data = rewritten(workbook([["编号"], ["1"]]), lambda content: content + b"<!--" + b"mergeCell " * 20_000 + b"-->")
    began = time.process_time()
    assert len(read_table(data, "a.xlsx", expected=["编号"]).rows) == 1
    assert time.process_time() - began < 2


def test_no_attribute_hides_cells_that_are_merged_by_the_million():
    bomb = b'<mergeCell note="&gt;>" ref="A5:ZZ900000"'
    data = rewritten(
        workbook([["编号"], ["1"]], merge=["A5:A9"]), lambda content: content.replace(b'<mergeCell ref="A5:A9"', bomb)
    )
    with pytest.raises(Unreadable, match="合并的单元格太多"):
        read_table(data, "a.xlsx", expected=["编号"])


@pytest.mark.parametrize("hidden", [b"", b'<!DOCTYPE worksheet [<!ENTITY a "x">]>'])
def test_cells_merged_by_the_million_are_refused_before_each_becomes_one(hidden):
    """Five kilobytes would otherwise keep the server busy for minutes."""
    bomb = rewritten(
        workbook([["编号", "内容"], ["1", "甲"]], merge=["A5:A9"]),
        lambda content: hidden + content.replace(b"A5:A9", b"A5:ZZ900000" if not hidden else b"A5:A9"),
    )
    with pytest.raises(Unreadable, match="已损坏" if hidden else "合并的单元格太多"):
        read_table(bomb, "a.xlsx", expected=["编号"])


def test_a_lone_cell_far_away_does_not_fill_what_lies_between(monkeypatch):
    """A thousand bytes with two cells took 20 seconds and 900 MB."""
    monkeypatch.setattr(sheet_bounds, "MOST_CELLS", 1_000)
    book = Workbook()
    book.active.append(["编号", "内容"])
    book.active.cell(1, 190).value = "远"
    book.active.cell(20_000, 1).value = "1"
    out = io.BytesIO()
    book.save(out)
    (row,) = read_table(out.getvalue(), "a.xlsx", expected=["编号"]).rows
    assert (row.number, row.values) == (20_000, {"编号": "1", "内容": "", "远": ""})


def test_more_cells_or_words_than_an_office_keeps_are_refused_before_they_fill_the_memory(monkeypatch):
    data = workbook([["编号", "长" * 100], *[["甲乙" * 50, "1"]] * 8])
    csv = ("编号,内容\n" + ",\n" * 20).encode()
    monkeypatch.setattr(sheet_bounds, "MOST_CHARACTERS", 800)
    with pytest.raises(Unreadable, match="过大"):
        read_table(data, "a.xlsx", expected=["编号"])
    monkeypatch.setattr(sheet_bounds, "MOST_CELLS", 10)
    for found, name in ((data, "a.xlsx"), (csv, "a.csv")):
        with pytest.raises(Unreadable, match="过大"):
            read_table(found, name, expected=["编号"])


def test_one_part_that_stands_for_hundreds_of_sheets_is_refused(monkeypatch):
    book = Workbook()
    book.create_sheet("又一张")
    out = io.BytesIO()
    book.save(out)
    monkeypatch.setattr(sheet_bounds, "MOST_SHEETS", 1)
    with pytest.raises(Unreadable, match="过大"):
        read_table(out.getvalue(), "a.xlsx", expected=["编号"])


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"<workbook/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (30 * 1024 * 1024))
    with pytest.raises(Unreadable, match="过大"):
        read_table(out.getvalue(), "a.xlsx", expected=["姓名"])


def test_an_entity_bomb_is_refused():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><worksheet>&l9;</worksheet>'
    source = zipfile.ZipFile(io.BytesIO(write_table("台账", COLUMNS, [])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as broken:
        for name in source.namelist():
            broken.writestr(name, xml if name.endswith("sheet1.xml") else source.read(name))
    with pytest.raises(Unreadable):
        read_table(out.getvalue(), "a.xlsx", expected=["姓名"])
