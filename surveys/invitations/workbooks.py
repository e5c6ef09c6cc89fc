"""Staff lists in, and lists with number, link and text out; read, used and handed back within one request, never kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from accounts.units import UnitTree
from paper.sheet_reading import ReadTable, read_table
from paper.sheets import Column, write_table
from surveys.invitations import rosters
from surveys.invitations.rosters import Roster

# Read back from workbooks, so the same in every language.
NUMBER, UNIT, LINK, TEXT = "编号", "统计单位", "领券链接", "通知文字"
OWN = (NUMBER, UNIT, LINK, TEXT)
WIDTHS = {NUMBER: 8.0, UNIT: 20.0, LINK: 44.0, TEXT: 70.0}


@dataclass(frozen=True)
class Envelope:
    """What a sealed envelope needs: its number and unit outside, the link inside."""

    number: str
    unit: str
    link: str


def roster(data: bytes, file_name: str, tree: UnitTree) -> Roster:
    """The staff list in an uploaded file. Raises paper.sheet_bounds.Unreadable."""
    table = read_table(data, file_name, expected=[rosters.UNIT_HEADINGS])
    # A list that was handed back before: what was added to it is not part of it.
    header = [name for name in table.header if name not in OWN]
    return rosters.read(header, [(row.number, row.values) for row in table.rows], tree)


def with_links(found: Roster, links: Sequence[str], units: Sequence[str], text: str, *, title: str, note: str) -> bytes:
    """The staff list with number, unit, link and a text to send; `text` holds `{link}` and `{unit}`."""
    width = max(4, len(str(len(found.people))))
    rows = [
        (f"{position:0{width}}", *person.values, unit, link, text.format(link=link, unit=unit))
        for position, (person, link, unit) in enumerate(zip(found.people, links, units, strict=True), start=1)
    ]
    return write_table(title, _columns((NUMBER, *found.header, UNIT, LINK, TEXT)), rows, note=note)


def handed_back(data: bytes, file_name: str) -> ReadTable:
    """A workbook that `with_links` wrote. Raises paper.sheet_bounds.Unreadable."""
    return read_table(data, file_name, expected=[NUMBER, UNIT, LINK])


def envelopes(table: ReadTable) -> list[Envelope]:
    """The rows of a workbook as envelopes, unit by unit, by number within each."""
    found = [Envelope(row.values[NUMBER], row.values[UNIT], row.values[LINK]) for row in table.rows if row.values[LINK]]
    return sorted(found, key=lambda each: (each.unit, each.number))


def secret(link: str) -> str:
    """What stands behind the # of a link."""
    return link.rpartition("#")[2]


def of_missing(table: ReadTable, missing: Collection[str], *, title: str) -> bytes:
    """The rows of a workbook whose links are among `missing` (the secrets)."""
    rows = [
        tuple(row.values[name] for name in table.header) for row in table.rows if secret(row.values[LINK]) in missing
    ]
    note = _("只列出还没有领券的人；不到 10 人的单位、只差不到 5 人的单位不列。谁答了题，系统不知道。")
    return write_table(title, _columns(table.header), rows, note=note)


def _columns(header: Sequence[str]) -> list[Column]:
    return [Column(name, WIDTHS.get(name, 14.0)) for name in header]
