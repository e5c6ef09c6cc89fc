"""What is taken out as a workbook comes back the same, whatever the ledger; sealed columns stay in unless opened."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask_babel import force_locale, gettext
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from accounts import queries as accounts
from ledgers import desk_page, queries
from ledgers.models import LedgerEntry
from ledgers.registry import LEDGERS
from ledgers.workbooks import importing, writing
from paper.sheet_reading import read_any_table

Listed = Callable[..., LedgerEntry]
TODAY = date(2026, 11, 24)


def _content(session: Session, name: str, who: Any, *, opened: bool = False) -> bytes:
    ledger = LEDGERS[name]
    entries = queries.every(session, ledger)
    if opened:
        entries = desk_page.with_opened(session, entries, who)
    return writing.content(ledger, entries, desk_page.words(session, ledger, who, accounts.unit_tree(session)))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["measures", "policies", "aid", "risks"])
def test_what_was_taken_out_reads_back_the_same(
    session: Session, listed: Listed, enterprise: Any, name: str, language: str
) -> None:
    row, officer = listed(name), enterprise.people["officer"]
    ledger = LEDGERS[name]
    with force_locale(language):
        content = _content(session, name, officer, opened=True)
        table = read_any_table(content, "x.xlsx", known=importing.known(ledger, gettext))
        said = desk_page.words(session, ledger, officer, accounts.unit_tree(session))
        rows = [(each.number, each.values) for each in table.rows]
        assert importing.numbers(rows, gettext) == {row.number}
        mapping = importing.guess(ledger, table.header, gettext)
        (read,) = importing.read_rows(ledger, rows, mapping, said.names, today=TODAY).good
    (entry,) = desk_page.with_opened(session, [queries.as_entry(row)], officer)
    assert read.state == ledger.first
    for column in ledger.columns:
        assert (read.contents.get(column.code) or None) == (entry.value(column.code) or None), column.code


def test_a_workbook_without_opening_holds_no_sealed_column(session: Session, listed: Listed, enterprise: Any) -> None:
    listed("aid")
    book = load_workbook(io.BytesIO(_content(session, "aid", enterprise.people["officer"])))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "姓名" not in texts
    assert not [each for each in texts if "欧阳" in each]
    assert "3000" in texts


def test_it_is_set_up_to_be_filtered_chosen_from_and_printed(session: Session, listed: Listed, enterprise: Any) -> None:
    listed("risks")
    book = load_workbook(io.BytesIO(_content(session, "risks", enterprise.people["officer"])))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes
    assert sheet.auto_filter.ref
    assert sheet.page_setup.orientation == "landscape"
    assert len(sheet.data_validations.dataValidation) >= 5
    assert book["choices"].sheet_state == "hidden"


def test_an_empty_ledger_is_a_sheet_to_fill_in(session: Session, enterprise: Any) -> None:
    book = load_workbook(io.BytesIO(_content(session, "measures", enterprise.people["officer"])))
    heads = [cell.value for cell in book.worksheets[0][2]]
    assert heads[:3] == ["编号", "状态", "事项"]


def test_days_numbers_and_amounts_of_a_ledger_are_checked_in_the_workbook(
    session: Session, listed: Listed, enterprise: Any
) -> None:
    listed("aid")
    sheet = load_workbook(io.BytesIO(_content(session, "aid", enterprise.people["officer"]))).worksheets[0]
    rules = {str(rule.sqref).split(":")[0][:-1]: rule.type for rule in sheet.data_validations.dataValidation}
    kinds = {str(cell.value): rules.get(cell.column_letter) for cell in sheet[2]}
    assert {"date", "whole", "decimal", "list"} <= set(kinds.values())
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref is not None
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$2:$2", "landscape")
