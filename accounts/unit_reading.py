"""Takes a list of units from what was posted: a workbook or the typed text, never both."""

from __future__ import annotations

from typing import Any

from accounts import unit_lists
from accounts.unit_lists import BadUnits, UnitLine
from paper.sheet_bounds import Unreadable
from paper.sheet_reading import read_table
from web.words import N_

BOTH = N_("填写的单位和导入的表格只能用一样。用表格：清空“下属单位”，再选一次表格。用填写的：直接再提交一次。")


def read(text: str, workbook: Any, *, optional: bool = False) -> list[UnitLine]:
    """The units posted, parents first; none when nothing was posted and `optional`. Raises BadUnits."""
    if workbook and workbook.filename:
        if text.strip():
            raise BadUnits(BOTH)
        return _from_workbook(workbook.read(), workbook.filename)
    if optional and not text.strip():
        return []
    return unit_lists.from_text(text)


def _from_workbook(data: bytes, file_name: str) -> list[UnitLine]:
    try:
        table = read_table(data, file_name, expected=unit_lists.COLUMNS[:2])
    except Unreadable as unreadable:
        raise BadUnits(unreadable.message, **unreadable.values) from unreadable
    return unit_lists.from_rows((row.number, row.values) for row in table.rows)
