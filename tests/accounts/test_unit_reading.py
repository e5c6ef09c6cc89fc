"""Units from what was posted: a workbook or typed text, never both, and what cannot be read says so."""

from __future__ import annotations

import io

import pytest
from werkzeug.datastructures import FileStorage

from accounts import unit_reading
from accounts.unit_lists import BadUnits, UnitLine

CSV = "单位名称,上级单位,人数\n一车间,生产一部,86\n生产一部,,6\n"


def _file(content: bytes, name: str = "units.csv") -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_saved_by_a_spreadsheet_is_read(encoding: str) -> None:
    lines = unit_reading.read("", _file(CSV.encode(encoding)))

    assert lines == [UnitLine("生产一部", None, 6), UnitLine("一车间", 0, 86)]


def test_a_workbook_and_typed_text_at_once_are_refused() -> None:
    with pytest.raises(BadUnits) as refused:
        unit_reading.read("别的部", _file(CSV.encode()))
    assert "只能用一样" in refused.value.message
    assert unit_reading.read(" \n", _file(CSV.encode()))[0].name == "生产一部"
    assert unit_reading.read("别的部", FileStorage(io.BytesIO(b""), filename=""))[0].name == "别的部"


def test_nothing_posted_is_nothing_only_where_that_is_allowed() -> None:
    assert unit_reading.read(" ", None, optional=True) == []
    with pytest.raises(BadUnits):
        unit_reading.read(" ", None)


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.csv"), (b"PK\x03\x04x", "a.xlsx"), (b"\xd0\xcf\x11\xe0", "a.xls"), (b"a,b\n", "a.csv")],
)
def test_what_cannot_be_read_says_why(content: bytes, name: str) -> None:
    with pytest.raises(BadUnits) as refused:
        unit_reading.read("", _file(content, name))

    assert refused.value.message % refused.value.values
