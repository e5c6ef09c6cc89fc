"""What was read is taken over in batches and undone as far as nobody worked on it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from ledgers import aid, never_events, operations, queries, risks, sealing
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks import operations as import_operations
from ledgers.workbooks.importing import BadRow, GoodRow, Preview
from ledgers.workbooks.kept import Rows
from ledgers.workbooks.models import LedgerImport
from ledgers.yearly import operations as yearly_operations
from ledgers.yearly import queries as yearly
from vault import reading_groups, subject_keys
from web.errors import Missing, Refusal

WRITE = "ledgers.write"


def _good(enterprise: Any, number: int = 1) -> tuple[GoodRow, ...]:
    contents = {"title": "岗位合并", "kind": "reform", "unit": enterprise.units["一车间"], "demands": "讲清"}
    return tuple(GoodRow(each, contents, None) for each in range(number))


def test_a_line_of_another_company_is_refused_before_anything_is_taken_over(
    session: Session, enterprise: Any, clock: Any, five: list[Any], company: int
) -> None:
    officer, units = enterprise.people["officer"], enterprise.units
    labels = [each.label for each in five[:4]] + ["不发生井下透水事故"]
    yearly_operations.choose(session, 2026, labels, unit_id=company, actor=officer, now=clock())
    own = str(yearly.items(session, 2026, company)[-1].id)
    rows = [
        GoodRow(number, {"title": "透水", "kind": kind, "unit": units[unit]}, None)
        for number, (kind, unit) in enumerate([(own, "一车间"), (own, "三车间"), (str(five[0].id), "三车间")], start=2)
    ]
    early = BadRow(9, "类型", "没有填，这一项必须有。", {})
    found = import_operations.fitting(session, never_events.LEDGER, Preview(tuple(rows), (early,)))
    assert [each.number for each in found.good] == [2, 4]
    assert [each.number for each in found.bad] == [3, 9]
    assert found.bad[0].message == str(operations.OF_ANOTHER_COMPANY)
    assert import_operations.fitting(session, risks.LEDGER, Preview(tuple(rows), ())).good == tuple(rows)


def test_families_are_read_only_where_an_office_can_seal_them(
    session: Session, enterprise: Any, monkeypatch: Any
) -> None:
    row = GoodRow(2, {"title": "救助", "kind": "illness", "unit": enterprise.units["一车间"]}, None)
    assert import_operations.fitting(session, aid.LEDGER, Preview((row,), ())).good == (row,)
    monkeypatch.setattr(reading_groups, "groups", lambda *_asked: [])
    (bad,) = import_operations.fitting(session, aid.LEDGER, Preview((row,), ())).bad
    assert (bad.number, bad.message) == (2, str(sealing.NO_OFFICE))


def test_rows_are_taken_in_batches_and_undone_except_where_somebody_worked(
    session: Session, enterprise: Any, clock: Any, database: Database, monkeypatch: Any
) -> None:
    monkeypatch.setattr(import_operations, "BATCH", 2)
    officer = enterprise.people["officer"]
    kept = kept_workbooks.keep(
        session, risks.LEDGER.name, Rows(("事项",), ()), permission=WRITE, actor=officer, now=clock()
    )
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
    session.commit()
    # What is still being taken over when somebody takes it back does not come in after all.
    rest = {"import_id": kept_id, "actor": officer, "now": clock()}
    assert import_operations.take(database, risks.LEDGER, _good(enterprise, 5), **rest) == 0
    assert len(queries.every(session, risks.LEDGER)) == 1


def test_undoing_sealed_entries_takes_their_keys_along(
    session: Session, enterprise: Any, clock: Any, database: Database
) -> None:
    officer = enterprise.people["officer"]
    kept = kept_workbooks.keep(
        session, aid.LEDGER.name, Rows(("事项",), ()), permission=WRITE, actor=officer, now=clock()
    )
    kept_id = kept.id
    session.commit()
    contents = {"title": "救助", "kind": "hardship", "unit": enterprise.units["一车间"], "name": "欧阳青禾"}
    rows = (GoodRow(2, contents, None),)
    import_operations.take(database, aid.LEDGER, rows, import_id=kept_id, actor=officer, now=clock())
    (entry,) = queries.every(session, aid.LEDGER)
    assert subject_keys.readers(session, sealing.subject(entry.id))
    import_operations.undo(session, kept_id, aid.LEDGER, actor=officer, now=clock())
    assert not subject_keys.readers(session, sealing.subject(entry.id))


def test_a_row_that_fails_after_all_is_named(session: Session, enterprise: Any, clock: Any, database: Database) -> None:
    session.commit()
    rows = (GoodRow(7, {"title": "没有类型"}, None),)
    with pytest.raises(Refusal) as refused:
        import_operations.take(
            database, risks.LEDGER, rows, import_id=None, actor=enterprise.people["officer"], now=clock()
        )
    assert "第 7 行" in str(refused.value.message)
