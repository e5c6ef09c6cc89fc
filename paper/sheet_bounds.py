"""How much an uploaded workbook may hold: what unfolds to more than an office ever keeps is refused before it is read."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import islice

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries

from web.words import N_

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 200
MOST_ROWS = 100_000
MOST_COLUMNS = 200
#: Each merged cell costs as much as one with content, and one line of a file can ask for a billion.
MOST_MERGED = 200_000
#: Each cell takes about half a kilobyte while a workbook is open, also an empty one.
MOST_CELLS = 1_000_000
#: Of all cells together: a text that stands once in a file may be meant by every cell.
MOST_CHARACTERS = 20_000_000
MOST_SHEETS = 200

DAMAGED = N_("这个表格文件已损坏，打不开。请在 WPS 或 Excel 里打开后重新保存，再上传。")
TOO_LONG = N_("表格超过 %(rows)s 行或 %(columns)s 列。请分成几份上传。")
SWOLLEN = N_("这个表格解开后过大。请只保留需要的数据，另存为新的 .xlsx，再上传。")

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_REFERENCE = re.compile(rb"""\bref\s*=\s*["']([^"']*)["']""")
_CELL = re.compile(rb"<(?:[^\s<>/:]{1,100}:)?c[\s/>]")


class Unreadable(Exception):
    """A file cannot be read; `message` is a whole sentence (a gettext msgid) to be filled with `values`."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message = message
        self.values = values


def refuse_bomb(data: bytes) -> None:
    """Refuse what would unpack to far more than it is, and what is no workbook at all. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, EOFError, OSError) as broken:
        raise Unreadable(DAMAGED) from broken
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    swollen = unpacked > 10 * 1024 * 1024 and unpacked / packed > LARGEST_RATIO
    if unpacked > LARGEST_UNPACKED or swollen or len(parts) > 2000:
        raise Unreadable(SWOLLEN)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Unreadable(N_("只能读取 .xlsx 或 .csv 表格。请在 WPS 或 Excel 里另存为 .xlsx，再上传。"))


def refuse_many_cells(data: bytes) -> None:
    """Refuse what holds or merges more cells than an office ever did, before the library makes an object of each.

    A sheet in which they could hide from a search of its bytes (in another encoding, under a document type of its own) is
    none that Excel or WPS wrote. Several sheets of a hostile file may be one and the same part.
    """
    reader = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    read = cells = merged = 0
    for number, (_sheet, part) in enumerate(reader.parser.find_sheets(), start=1):
        content = reader.archive.read(part.target)
        if content[:2] in _UTF_16 or b"\0" in content[:4] or b"<!DOCTYPE" in content:
            raise Unreadable(DAMAGED)
        read += len(content)
        cells += sum(1 for _cell in islice(_CELL.finditer(content), MOST_CELLS + 1))
        if number > MOST_SHEETS or read > LARGEST_UNPACKED or cells > MOST_CELLS:
            raise Unreadable(SWOLLEN)
        merged += _merged(content)
        if merged > MOST_MERGED:
            raise Unreadable(N_("这个表格合并的单元格太多。请取消不需要的合并，另存为新的 .xlsx，再上传。"))


def _merged(content: bytes) -> int:
    """How many cells a sheet merges, or something more: up to the next merging every reference counts as one."""
    if content.count(b"mergeCell") > MOST_MERGED:
        return MOST_MERGED + 1
    # Cut first: one search over the whole would begin anew at every word and run to the end each time.
    _before, *each = content.split(b"mergeCell")
    return sum(max((_area(found[1]) for found in _REFERENCE.finditer(part)), default=0) for part in each)


def _area(reference: bytes) -> int:
    """How many cells a reference such as A1:C9 covers. Raises ValueError for what is none."""
    first_column, first_row, last_column, last_row = range_boundaries(reference.decode("ascii"))
    return (last_column - first_column + 1) * (last_row - first_row + 1)


class Room:
    """What may still be read of a file; what stands in its sheets can be far more than the file itself."""

    def __init__(self) -> None:
        self._cells = MOST_CELLS
        self._characters = MOST_CHARACTERS

    def take(self, cells: int, text: str) -> None:
        """So many cells of a grid, each with this text. Raises Unreadable when it grows too large."""
        self._cells -= cells
        self._characters -= cells * len(text)
        if self._cells < 0 or self._characters < 0:
            raise Unreadable(SWOLLEN)
