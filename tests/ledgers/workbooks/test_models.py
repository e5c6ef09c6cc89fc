"""A workbook that waits says nothing beside what is sealed."""

from __future__ import annotations

import sqlalchemy as sa

from ledgers.workbooks.models import LedgerImport


def test_an_import_keeps_no_file_name_and_no_hour() -> None:
    columns = sa.inspect(LedgerImport).columns

    assert [column.name for column in columns if isinstance(column.type, sa.String)] == ["ledger"]
    assert [column.name for column in columns if isinstance(column.type, sa.DateTime)] == []
