"""What was read waits sealed to whoever read it, is taken over once, and is undone as far as nobody worked on it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from ledgers import aid, import_operations, importing, operations, queries, risks, sealing
from ledgers.import_operations import Rows
from ledgers.importing import GoodRow
from ledgers.models import LedgerImport
from vault import keyring
from web.errors import Forbidden, Missing, Refusal

CSV = "台账\n序号,事项,类型,单位,主要诉求\n1,岗位合并,改革与用工,一车间,讲清转岗工资\n"


def _good(enterprise: Any, number: int = 1) -> tuple[GoodRow, ...]:
    contents = {"title": "岗位合并", "kind": "reform", "unit": enterprise.units["一车间"], "demands": "讲清"}
    return tuple(GoodRow(each, contents, None) for each in range(number))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_any_header_row_is_found_in_any_encoding(session: Session, encoding: str) -> None:
    found = import_operations.read(CSV.encode(encoding), "台账.csv", importing.known(risks.LEDGER))
    assert found.header == ("序号", "事项", "类型", "单位", "主要诉求")
    assert found.rows[0][0] == 3


def test_a_file_that_is_no_table_is_refused_in_words(session: Session, monkeypatch: Any) -> None:
    for data, name in ((b"", "x.csv"), (b"\xd0\xcf\x11\xe0rest", "x.xls"), (b"one", "x.csv")):
        with pytest.raises(Refusal):
            import_operations.read(data, name, importing.known(risks.LEDGER))
    monkeypatch.setattr(import_operations, "MOST_ROWS", 0)
    with pytest.raises(Refusal):
        import_operations.read(CSV.encode(), "x.csv", importing.known(risks.LEDGER))


def test_what_was_read_lies_sealed_and_only_its_reader_opens_it(
    session: Session, enterprise: Any, clock: Any, database: Database
) -> None:
    officer = enterprise.people["officer"]
    rows = Rows(("姓名",), ((2, {"姓名": "欧阳青禾"}),))
    kept = import_operations.keep(session, risks.LEDGER, rows, actor=officer, now=clock())
    assert import_operations.opened(session, kept.id, risks.LEDGER, officer)[1] == rows
    with pytest.raises(Missing):
        import_operations.opened(session, kept.id, risks.LEDGER, enterprise.people["officer2"])
    with pytest.raises(Forbidden):
        import_operations.keep(session, risks.LEDGER, rows, actor=enterprise.people["leader"], now=clock())
    session.commit()
    files = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    assert "欧阳青禾".encode() not in files


def test_it_is_taken_over_once_and_then_forgotten(session: Session, enterprise: Any, clock: Any) -> None:
    officer = enterprise.people["officer"]
    kept = import_operations.keep(session, risks.LEDGER, Rows(("事项",), ()), actor=officer, now=clock())
    import_operations.claim(session, kept.id, taken=1, refused=2, actor=officer, now=clock())
    assert kept.sealed is None
    assert keyring.readers(session, import_operations.subject(kept.id)) == frozenset()
    with pytest.raises(Refusal):
        import_operations.claim(session, kept.id, taken=1, refused=2, actor=officer, now=clock())


def test_rows_are_taken_in_batches_and_undone_except_where_somebody_worked(
    session: Session, enterprise: Any, clock: Any, database: Database, monkeypatch: Any
) -> None:
    monkeypatch.setattr(import_operations, "BATCH", 2)
    officer = enterprise.people["officer"]
    kept = import_operations.keep(session, risks.LEDGER, Rows(("事项",), ()), actor=officer, now=clock())
    kept_id = kept.id
    session.commit()
    told: list[int] = []
    taken = import_operations.take(
        database,
        risks.LEDGER,
        _good(enterprise, 5),
        import_id=kept_id,
        actor=officer,
        now=clock(),
        told=lambda done, _whole: told.append(done),
    )
    assert (taken, told) == (5, [2, 4, 5])
    worked_on = queries.every(session, risks.LEDGER)[0]
    operations.change(session, worked_on.id, {"title": "改过"}, actor=officer, now=clock())
    assert import_operations.undo(session, kept_id, risks.LEDGER, actor=officer, now=clock()) == (4, 1)
    assert [each.title for each in queries.every(session, risks.LEDGER)] == ["改过"]
    assert session.execute(sa.select(LedgerImport.undone_on)).scalar_one() == clock().date()
    with pytest.raises(Missing):
        import_operations.undo(session, kept_id, risks.LEDGER, actor=enterprise.people["officer2"], now=clock())


def test_undoing_sealed_entries_takes_their_keys_along(
    session: Session, enterprise: Any, clock: Any, database: Database
) -> None:
    officer = enterprise.people["officer"]
    kept = import_operations.keep(session, aid.LEDGER, Rows(("事项",), ()), actor=officer, now=clock())
    kept_id = kept.id
    session.commit()
    contents = {"title": "救助", "kind": "hardship", "unit": enterprise.units["一车间"], "name": "欧阳青禾"}
    rows = (GoodRow(2, contents, None),)
    import_operations.take(database, aid.LEDGER, rows, import_id=kept_id, actor=officer, now=clock())
    (entry,) = queries.every(session, aid.LEDGER)
    assert keyring.readers(session, sealing.subject(entry.id))
    import_operations.undo(session, kept_id, aid.LEDGER, actor=officer, now=clock())
    assert not keyring.readers(session, sealing.subject(entry.id))


def test_a_row_that_fails_after_all_is_named(session: Session, enterprise: Any, clock: Any, database: Database) -> None:
    session.commit()
    rows = (GoodRow(7, {"title": "没有类型"}, None),)
    with pytest.raises(Refusal) as refused:
        import_operations.take(
            database, risks.LEDGER, rows, import_id=None, actor=enterprise.people["officer"], now=clock()
        )
    assert "第 7 行" in str(refused.value.message)
