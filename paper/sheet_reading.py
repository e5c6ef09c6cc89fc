"""Tables read from an office's workbook or csv, so that a damaged or hostile file is refused with a sentence."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from paper.sheet_bounds import (
    DAMAGED,
    LARGEST_FILE,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_LONG,
    Room,
    Unreadable,
    refuse_bomb,
    refuse_many_cells,
)
from paper.sheets import FORMULA_STARTS
from web.words import N_

HEADER_SEARCH = 20

_Grid = list[list[str]]
#: What a number format writes as it stands: a percent sign there multiplies nothing.
_LITERAL = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True)
class ReadRow:
    """A row that was read: its number in the file, for messages, and its values by heading."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True)
class ReadTable:
    """Header and rows of the first sheet that has the expected headings."""

    header: tuple[str, ...]
    rows: tuple[ReadRow, ...]


def read_any_table(data: bytes, file_name: str, *, known: Sequence[str]) -> ReadTable:
    """The table in `data` under whatever header it has: the row among the first twenty, of any sheet, that holds most
    of the headings in `known`, or failing any the fullest one. Raises Unreadable with a sentence."""
    sheets = _readable_sheets(data, file_name)
    wanted = {_heading(name) for name in known}
    candidates = [
        # A merged title counts once, however many cells it covers.
        (len({_heading(value) for value in row} & wanted), len(set(filter(None, row))), -number, -position)
        for number, grid in enumerate(sheets)
        for position, row in enumerate(grid[:HEADER_SEARCH])
        if len(set(filter(None, row))) > 1
    ]
    if not candidates:
        raise Unreadable(N_("没有找到表头。请保留一行列名，列名下面是内容。"))
    _known, _filled, number, position = max(candidates)
    return _table(sheets[-number], -position)


def read_table(data: bytes, file_name: str, *, expected: Sequence[str | Sequence[str]]) -> ReadTable:
    """The table in `data` whose header row holds every heading in `expected`. Raises Unreadable with a sentence.

    A heading that offices call by several names is given as all of them; one is enough.
    .xlsx (merged cells count for all they cover) and .csv in UTF-8 or GB18030; rows before the header and empty
    rows are passed over, headings are compared without blanks, and columns may stand in any order.
    """
    return read_tables(data, file_name, expected=expected)[0]


def read_tables(
    data: bytes, file_name: str, *, expected: Sequence[str | Sequence[str]], beside: Sequence[Sequence[str]] = ()
) -> tuple[ReadTable, list[ReadTable | None]]:
    """What `read_table` finds, and other tables of the same file by their headings; None for those it does not hold."""
    sheets = _readable_sheets(data, file_name)
    table = _first(sheets, expected)
    if table is not None:
        return table, [_first(sheets, each) for each in beside]
    names = "、".join(each if isinstance(each, str) else "／".join(each) for each in expected)
    raise Unreadable(N_("没有找到表头。请保留一行列名，其中要有：%(names)s。"), names=names)


def _first(sheets: Sequence[_Grid], expected: Sequence[str | Sequence[str]]) -> ReadTable | None:
    """The table of the first sheet that has the headings."""
    found = ((grid, _find_header(grid, expected)) for grid in sheets)
    return next((_table(grid, head) for grid, head in found if head is not None), None)


def _readable_sheets(data: bytes, file_name: str) -> list[_Grid]:
    if len(data) > LARGEST_FILE:
        raise Unreadable(N_("文件超过 20 MB，请删去无关的工作表或图片后再上传。"))
    if not data.strip():
        raise Unreadable(N_("文件是空的，请确认保存后再上传。"))
    return _sheets_of(data, file_name.lower())


def _sheets_of(data: bytes, name: str) -> list[_Grid]:
    if data.startswith(b"\xd0\xcf\x11\xe0") or name.endswith((".xls", ".et")):
        raise Unreadable(N_("这是旧格式的表格（.xls 或 .et）。请在 WPS 或 Excel 里另存为 .xlsx，再上传。"))
    if data.startswith(b"PK"):
        return _read_workbook(data)
    if name.endswith((".xlsx", ".xlsm")):
        raise Unreadable(N_("这个表格文件已损坏，打不开。请在 WPS 或 Excel 里打开后重新保存，再上传。"))
    if name.endswith((".csv", ".txt")):
        return [_read_csv(data)]
    raise Unreadable(N_("只能读取 .xlsx 或 .csv 表格。请在 WPS 或 Excel 里另存为 .xlsx，再上传。"))


def _read_workbook(data: bytes) -> list[_Grid]:
    refuse_bomb(data)
    try:
        refuse_many_cells(data)
        workbook = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        room = Room()
        return [_read_sheet(sheet, room) for sheet in workbook.worksheets]
    except Unreadable:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, ParseError, OSError, EOFError) as broken:
        raise Unreadable(DAMAGED) from broken
    except Exception as broken:
        # The library meets hostile XML with whatever exception comes up; the file is at fault either way.
        raise Unreadable(DAMAGED) from broken


def _read_sheet(sheet: Worksheet, room: Room) -> _Grid:
    """The rows of a sheet, each as long as its last cell: a lone cell far away must not fill what lies between."""
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        _shrink(sheet)
    grid: _Grid = [[] for _row in range(sheet.max_row)]
    for row, column in sorted(sheet._cells):
        text = _cell_text(sheet._cells[row, column])
        _put(grid[row - 1], column, text, room)
    width = max(map(len, grid))
    for merged in sheet.merged_cells.ranges:
        if merged.min_row > len(grid) or merged.min_col > len(grid[merged.min_row - 1]):
            continue
        first, last = grid[merged.min_row - 1][merged.min_col - 1], min(merged.max_col, width)
        for line in grid[merged.min_row - 1 : merged.max_row]:
            room.take(max(last - len(line), 0), "")
            room.take(last - merged.min_col + 1, first)
            line += [""] * (last - len(line))
            line[merged.min_col - 1 : last] = [first] * (last - merged.min_col + 1)
    return grid


def _put(line: list[str], column: int, text: str, room: Room) -> None:
    """Put a text into a row at a column that lies behind all others."""
    between = column - 1 - len(line)
    room.take(between, "")
    room.take(1, text)
    line += [*[""] * between, text]


def _cell_text(cell: Any) -> str:
    """The text of a cell; a share that is shown as 85% says so, though 0.85 is kept."""
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and "%" in _LITERAL.sub("", cell.number_format):
        return f"{_text(value * 100)}%"
    return _text(value)


def _shrink(sheet: Worksheet) -> None:
    """Formatting dragged to the last row makes a sheet look a million rows long: only cells with content count."""
    filled = [cell for cell in sheet._cells.values() if cell.value is not None]
    if any(cell.row > MOST_ROWS or cell.column > MOST_COLUMNS for cell in filled):
        raise Unreadable(TOO_LONG, rows=MOST_ROWS, columns=MOST_COLUMNS)
    for key, cell in list(sheet._cells.items()):
        if cell.value is None:
            del sheet._cells[key]


def _read_csv(data: bytes) -> _Grid:
    text = _decode(data)
    sample = text[:4096]
    delimiter = (
        "\t" if sample.count("\t") > sample.count(",") else ";" if sample.count(";") > sample.count(",") else ","
    )
    grid: _Grid = []
    room = Room()
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            if len(grid) == MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Unreadable(TOO_LONG, rows=MOST_ROWS, columns=MOST_COLUMNS)
            room.take(len(row), "")
            grid.append([_text(value) for value in row])
    except csv.Error as broken:
        raise Unreadable(DAMAGED) from broken
    return grid


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(N_("文件的文字编码认不出来。请在 WPS 或 Excel 里另存为 .xlsx，再上传。"))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        # As many digits as Excel shows: its 1200.1 + 2100.2 is 3300.2999999999997 to a machine.
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    text = str(value).replace("\u00a0", " ").replace("\u3000", " ").strip()
    # Our own workbooks keep formula-like texts apart with an apostrophe; reading them back takes it off again.
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _find_header(grid: _Grid, expected: Sequence[str | Sequence[str]]) -> int | None:
    wanted = [{_heading(name) for name in ([each] if isinstance(each, str) else each)} for each in expected]
    for position, row in enumerate(grid[:HEADER_SEARCH]):
        present = {_heading(value) for value in row}
        if all(names & present for names in wanted):
            return position
    return None


def _heading(text: str) -> str:
    return re.sub(r"[\s*＊：:]", "", text)


def _told_apart(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings that stand more than once (a merged one over several columns does) with their place among their like, so
    that no column's content takes another's room: 办理情况, 办理情况（2）."""
    found: list[str] = []
    for heading in headings:
        told, place = heading, 2
        while heading and told in found:
            told, place = f"{heading}（{place}）", place + 1
        found.append(told)
    return tuple(found)


def _table(grid: _Grid, head: int) -> ReadTable:
    header = _told_apart([_heading(value) for value in grid[head]])
    rows = []
    for number, row in enumerate(grid[head + 1 :], start=head + 2):
        if any(row):
            values = {name: value for name, value in zip(header, row, strict=False) if name}
            rows.append(ReadRow(number, {name: values.get(name, "") for name in header if name}))
    return ReadTable(tuple(name for name in header if name), tuple(rows))
