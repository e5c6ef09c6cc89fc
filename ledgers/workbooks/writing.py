"""A ledger as a workbook that opens in Excel and WPS, prints on A4, and can be changed and imported again."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from ledgers import values
from ledgers.declaration import Content, Ledger, Type
from ledgers.desk_page import Words
from ledgers.queries import Entry
from ledgers.workbooks.importing import NUMBER_LABEL, STATE_LABEL
from paper import sheets
from paper.sheets import SheetTable, write_workbook

WIDTHS = {Type.LONG: 40.0, Type.UNIT: 24.0, Type.DAY: 12.0, Type.NUMBER: 10.0, Type.MONEY: 12.0, Type.FLAG: 8.0}
ENTRIES = {Type.DAY: sheets.Entry.DAY, Type.NUMBER: sheets.Entry.WHOLE, Type.MONEY: sheets.Entry.AMOUNT}
TITLE_WIDTH, USUAL_WIDTH = 32.0, 16.0


def content(ledger: Ledger, entries: Iterable[Entry], said: Words) -> bytes:
    """The workbook (.xlsx); sealed columns hold what was opened, and are left out when nothing was."""
    entries = list(entries)
    opened = any(each.opened is not None for each in entries)
    columns = [each for each in ledger.columns if opened or not each.sealed]
    heads = [sheets.Column(_(NUMBER_LABEL), 15), sheets.Column(_(STATE_LABEL), 16, choices=_states(ledger))]
    for column in columns:
        is_number = column.type in (Type.NUMBER, Type.MONEY)
        heads.append(
            sheets.Column(
                _(column.label),
                TITLE_WIDTH if column.code == "title" else WIDTHS.get(column.type, USUAL_WIDTH),
                number=is_number,
                number_format="#,##0.00" if column.type is Type.MONEY else "#,##0",
                choices=_choices(column.type, said.names.choices_of(column).values(), said),
                entry=ENTRIES.get(column.type),
            )
        )
    rows = [
        [
            each.number,
            _(ledger.state(each.state).label),
            *(
                _cell(column.type, each.value(column.code), said.of(column, each.value(column.code)))
                for column in columns
            ),
        ]
        for each in entries
    ]
    return write_workbook([SheetTable(_(ledger.label), tuple(heads), rows)])


def _states(ledger: Ledger) -> tuple[str, ...]:
    return tuple(_(each.label) for each in ledger.states)


def _choices(kind: Type, choices: Iterable[str], said: Words) -> tuple[str, ...]:
    if kind is Type.CHOICE:
        return tuple(_(each) for each in choices)
    if kind is Type.FLAG:
        return (_("是"), _("否"))
    if kind is Type.UNIT:
        return tuple(dict.fromkeys(said.unit(each) for each in said.names.units.values()))
    return tuple(said.names.people) if kind is Type.PERSON else ()


def _cell(kind: Type, found: Content, words: str) -> sheets.Content:
    if found is None or found == "":
        return None
    if kind is Type.MONEY and isinstance(found, int):
        return values.yuan(found)
    return words if kind in (Type.CHOICE, Type.UNIT, Type.PERSON, Type.FLAG) else found
