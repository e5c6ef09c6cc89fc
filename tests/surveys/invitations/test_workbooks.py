"""Staff lists in every form offices keep them, and the workbook that goes back."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook

from accounts.units import UnitRow, UnitTree
from paper.sheet_bounds import Unreadable
from surveys.invitations import workbooks as invitation_workbooks
from surveys.invitations.rosters import Roster

TREE = UnitTree([UnitRow(1, None, "集团"), UnitRow(2, 1, "一车间"), UnitRow(3, 1, "机关")])


@pytest.fixture(autouse=True)
def _words(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def _workbook(rows: list[list[object]], merge: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read(data: bytes, name: str = "名单.xlsx") -> Roster:
    return invitation_workbooks.roster(data, name, TREE)


def test_the_header_may_stand_anywhere_and_merged_cells_count_for_all_they_cover() -> None:
    data = _workbook(
        [["某某公司花名册"], [], ["序号", "姓 名", "部门："], [1, "甲", "一车间"], [2, "乙", None]], "C4:C5"
    )

    assert [person.unit_id for person in _read(data).people] == [2, 2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_offices_use(encoding: str) -> None:
    roster = _read("姓名,所在单位\n李䶮,机关\n王芳,一车间".encode(encoding), "名单.csv")

    assert [person.values for person in roster.people] == [("李䶮", "机关"), ("王芳", "一车间")]


def test_a_formula_that_was_never_computed_is_told_by_its_row() -> None:
    problems = _read(_workbook([["姓名", "单位"], ["甲", "一车间"], ["乙", '="一"&"车间"']])).problems

    assert [problem.row for problem in problems] == [3]
    assert "公式" in problems[0].sentence


@pytest.mark.parametrize("name", ["名单.xls", "名单.et"])
def test_old_formats_get_a_sentence(name: str) -> None:
    with pytest.raises(Unreadable, match="另存为"):
        _read(b"\xd0\xcf\x11\xe0" + b"\x00" * 600, name)


def test_a_list_without_units_is_told_which_headings_are_known() -> None:
    with pytest.raises(Unreadable, match="单位／所在单位"):
        _read(_workbook([["姓名", "工号"], ["甲", "1"]]))


def _handed_back() -> bytes:
    roster = _read(_workbook([["工号", "姓名", "单位"], ["0012", "=1+1", "一车间"], ["0013", "乙", "机关"]]))
    links = ["https://x.example/i#AAAA-BBBB", "https://x.example/i#CCCC-DDDD"]
    text = "{unit}：{link}"
    return invitation_workbooks.with_links(roster, links, ["一车间", "机关"], text, title="问卷", note="核对码 1234")


def test_the_workbook_that_goes_back_has_number_link_and_text_beside_what_was_there() -> None:
    sheet = load_workbook(io.BytesIO(_handed_back())).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))

    assert rows[1][0] == "核对码 1234"
    assert rows[2] == ("编号", "工号", "姓名", "单位", "统计单位", "领券链接", "通知文字")
    assert rows[3][:2] == ("0001", "0012")
    assert rows[3][5:] == ("https://x.example/i#AAAA-BBBB", "一车间：https://x.example/i#AAAA-BBBB")
    assert sheet["C4"].data_type != "f"


def test_the_workbook_that_went_back_is_read_again() -> None:
    table = invitation_workbooks.handed_back(_handed_back(), "a.xlsx")

    assert [each.unit for each in invitation_workbooks.envelopes(table)] == ["一车间", "机关"]
    assert invitation_workbooks.secret(table.rows[0].values["领券链接"]) == "AAAA-BBBB"
    missing = invitation_workbooks.of_missing(table, {"CCCC-DDDD"}, title="还没有领券")
    left = invitation_workbooks.handed_back(missing, "b.xlsx")
    assert [row.values["姓名"] for row in left.rows] == ["乙"]


def test_what_was_added_to_a_list_is_no_part_of_it_when_it_comes_again() -> None:
    assert _read(_handed_back()).header == ("工号", "姓名", "单位")


def test_twenty_thousand_people_are_read() -> None:
    lines = [
        "姓名,工号,单位",
        *(f"职工{number},{number:06},{'一车间' if number % 3 else '机关'}" for number in range(20_000)),
    ]
    roster = _read("\n".join(lines).encode("gb18030"), "名单.csv")

    assert len(roster.people) == 20_000
    assert not roster.problems
