"""Workbooks that print well and run nothing."""

from __future__ import annotations

import enum
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

#: The hidden sheet of what may be chosen, and how many empty rows below a table offer it too.
LISTS = "choices"
EMPTY_ROWS = 500
# A cell of Excel holds at most this many characters.
LONGEST_CELL = 32_767

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?$")

Content = str | int | float | date | None


class Entry(enum.Enum):
    """What may be typed into the cells of a column: the kind of rule, its bounds, and what is said otherwise."""

    DAY = ("date", "greaterThan", "DATE(1949,1,1)", "请填日期，例：2026-11-30。")
    WHOLE = ("whole", "greaterThanOrEqual", "0", "请填整数，例：12。")
    AMOUNT = ("decimal", "greaterThanOrEqual", "0", "请填数字，例：1200.50。")


@dataclass(frozen=True)
class Column:
    """A column of a sheet: heading, width in characters, and whether it holds numbers."""

    title: str
    width: float = 14
    number: bool = False
    number_format: str = "#,##0"
    #: What may be chosen in its cells; anything goes when there is nothing here.
    choices: tuple[str, ...] = ()
    #: What may be typed where nothing is to be chosen.
    entry: Entry | None = None


@dataclass(frozen=True)
class SheetTable:
    """One sheet of a workbook; `note` stands under the title, for the meaning of figures."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Content]]
    note: str = ""


def write_table(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Content]], *, note: str = "") -> bytes:
    """A workbook (.xlsx) of one sheet."""
    return write_workbook([SheetTable(title, tuple(columns), rows, note)])


def write_workbook(tables: Sequence[SheetTable]) -> bytes:
    """A workbook (.xlsx) with one sheet per table: title, frozen and filtered header, set up for A4 landscape."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in tables:
        _write_sheet(workbook.create_sheet(_sheet_name(table.title, workbook.sheetnames)), table)
    # The file's own dates would make the same figures differ from one download to the next.
    workbook.properties.created = workbook.properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001
    workbook.properties.creator = "Xinqiao"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _write_sheet(sheet: Worksheet, table: SheetTable) -> None:
    last = get_column_letter(len(table.columns))
    sheet["A1"] = defused(table.title)
    sheet["A1"].font = Font(name="黑体", size=14, bold=True)
    head = 2
    if table.note:
        sheet["A2"] = defused(table.note)
        sheet["A2"].font = Font(name="宋体", size=9, color="565B63")
        head = 3
    for number, column in enumerate(table.columns, start=1):
        _write_head(sheet.cell(head, number), column)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    styles: _Styles = {}
    for position, values in enumerate(table.rows, start=head + 1):
        for number, (column, value) in enumerate(zip(table.columns, values, strict=True), start=1):
            _write_cell(sheet.cell(position, number), column, value, styles)
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.auto_filter.ref = f"A{head}:{last}{head + max(len(table.rows), 1)}"
    _set_up_print(sheet, head)
    for number, column in enumerate(table.columns, start=1):
        cells = (
            f"{get_column_letter(number)}{head + 1}:{get_column_letter(number)}{head + len(table.rows) + EMPTY_ROWS}"
        )
        if column.choices:
            _offer(sheet, column.choices, cells)
        elif column.entry:
            kind, operator, bound, said = column.entry.value
            _rule(sheet, cells, said, type=kind, operator=operator, formula1=bound)


def _offer(sheet: Worksheet, choices: Sequence[str], cells: str) -> None:
    """Let cells be chosen from a list, which lies in a hidden sheet: typed into the rule it may hold 255 characters."""
    lists = sheet.parent[LISTS] if LISTS in sheet.parent.sheetnames else sheet.parent.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    place = get_column_letter(lists.max_column + 1 if lists["A1"].value else 1)
    for row, choice in enumerate(choices, start=1):
        lists[f"{place}{row}"] = defused(choice)
    _rule(sheet, cells, "请从下拉列表里选一项。", type="list", formula1=f"{LISTS}!${place}$1:${place}${len(choices)}")


def _rule(sheet: Worksheet, cells: str, said: str, **rule: str) -> None:
    found = DataValidation(allow_blank=True, errorStyle="stop", errorTitle="填写", error=said, **rule)
    found.add(cells)
    sheet.add_data_validation(found)


def _write_head(cell: Cell, column: Column) -> None:
    cell.value = defused(column.title)
    cell.font = Font(name="黑体", size=11, bold=True)
    cell.fill = PatternFill("solid", fgColor="EFEDE8")
    cell.border = _BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


# What cells of one sort look like, worked out for the first of them: anew for each it takes most of the writing.
_Styles = dict[tuple[Column, str, bool], Any]


def _write_cell(cell: Cell, column: Column, value: Content, styles: _Styles) -> None:
    cell.value = defused(value) if isinstance(value, str) else value
    kind = "text" if isinstance(value, str) else "date" if isinstance(value, date) else "number"
    quoted = isinstance(value, str) and value.startswith(FORMULA_STARTS)
    if kind == "text":
        # Without this a text such as =1+1 would be stored as a formula.
        cell.data_type = "s"
    known = styles.get((column, kind, quoted))
    if known is None:
        _style_cell(cell, column, kind)
        cell.quotePrefix = quoted
        styles[column, kind, quoted] = cell._style
    else:
        cell._style = known


def _style_cell(cell: Cell, column: Column, kind: str) -> None:
    cell.font = Font(name="宋体", size=11)
    cell.border = _BORDER
    cell.alignment = Alignment(horizontal="right" if column.number else "left", vertical="top", wrap_text=True)
    if kind == "date":
        cell.number_format = "yyyy-mm-dd"
    elif kind == "number" and column.number:
        cell.number_format = column.number_format


_SIDE = Side(style="thin", color="B9B4A7")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def _set_up_print(sheet: Worksheet, head: int) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"
    sheet.oddFooter.center.text = "— &P —"


def defused(text: str) -> str:
    """`text` as a cell may hold it: nothing XML forbids, nothing a spreadsheet runs, no longer than a cell holds.

    A leading apostrophe keeps a text that looks like a formula a text even after it went through csv; plain
    numbers keep their sign.
    """
    text = _ILLEGAL.sub("", text)
    if text.startswith(FORMULA_STARTS) and not _NUMBER.match(text):
        text = "'" + text
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    name = re.sub(r"[\\/*?:\[\]]", " ", title).strip("' ")[:28] or "Sheet"
    return next(each for each in (name, *(f"{name} {number}" for number in range(2, 99))) if each not in taken)
