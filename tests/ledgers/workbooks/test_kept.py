"""What was read waits sealed to whoever read it and is taken over once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from database import Database
from ledgers import risks
from ledgers.workbooks import importing
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks.kept import Rows
from vault import subject_keys
from web.errors import Forbidden, Missing, Refusal

CSV = "台账\n序号,事项,类型,单位,主要诉求\n1,岗位合并,改革与用工,一车间,讲清转岗工资\n"
WRITE = "ledgers.write"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_any_header_row_is_found_in_any_encoding(session: Session, encoding: str) -> None:
    found = kept_workbooks.read(CSV.encode(encoding), "台账.csv", importing.known(risks.LEDGER))
    assert found.header == ("序号", "事项", "类型", "单位", "主要诉求")
    assert found.rows[0][0] == 3


def test_a_file_that_is_no_table_is_refused_in_words(session: Session, monkeypatch: Any) -> None:
    for data, name in ((b"", "x.csv"), (b"\xd0\xcf\x11\xe0rest", "x.xls"), (b"one", "x.csv")):
        with pytest.raises(Refusal):
            kept_workbooks.read(data, name, importing.known(risks.LEDGER))
    monkeypatch.setattr(kept_workbooks, "MOST_ROWS", 0)
    with pytest.raises(Refusal):
        kept_workbooks.read(CSV.encode(), "x.csv", importing.known(risks.LEDGER))


def test_what_was_read_lies_sealed_and_only_its_reader_opens_it(
    session: Session, enterprise: Any, clock: Any, database: Database
) -> None:
    officer = enterprise.people["officer"]
    rows = Rows(("姓名",), ((2, {"姓名": "欧阳青禾"}),))
    kept = kept_workbooks.keep(session, risks.LEDGER.name, rows, permission=WRITE, actor=officer, now=clock())
    assert kept_workbooks.opened(session, kept.id, risks.LEDGER.name, officer)[1] == rows
    with pytest.raises(Missing):
        kept_workbooks.opened(session, kept.id, risks.LEDGER.name, enterprise.people["officer2"])
    with pytest.raises(Forbidden):
        kept_workbooks.keep(
            session, risks.LEDGER.name, rows, permission=WRITE, actor=enterprise.people["leader"], now=clock()
        )
    session.commit()
    files = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    assert "欧阳青禾".encode() not in files


def test_what_nobody_took_over_for_a_week_is_forgotten_with_its_key(
    session: Session, enterprise: Any, clock: Any
) -> None:
    officer, now = enterprise.people["officer"], clock()
    kept = [
        kept_workbooks.keep(session, risks.LEDGER.name, Rows(("姓名",), ()), permission=WRITE, actor=officer, now=day)
        for day in (now - timedelta(days=8), now - timedelta(days=7))
    ]
    taken = kept_workbooks.note_taken(
        session, risks.LEDGER.name, officer=officer, taken=1, refused=0, now=now - timedelta(days=90)
    )
    gone, waits = (each.id for each in kept)
    assert kept_workbooks.forget_waiting(session, now=now) == 1
    assert kept_workbooks.forget_waiting(session, now=now) == 0
    assert subject_keys.readers(session, kept_workbooks.subject(gone)) == frozenset()
    with pytest.raises(Missing):
        kept_workbooks.opened(session, gone, risks.LEDGER.name, officer)
    assert kept_workbooks.waiting(session, waits, risks.LEDGER.name, officer).header == ("姓名",)
    assert kept_workbooks.opened(session, taken.id, risks.LEDGER.name, officer)[1] is None
    # Whose password was reset has another pair of keys: it is not there for them any more, and no fault either.
    subject_keys.end_grant(session, kept_workbooks.subject(waits), purpose=kept_workbooks.PURPOSE)
    with pytest.raises(Missing):
        kept_workbooks.opened(session, waits, risks.LEDGER.name, officer)


def test_it_is_taken_over_once_and_then_forgotten(session: Session, enterprise: Any, clock: Any) -> None:
    officer = enterprise.people["officer"]
    kept = kept_workbooks.keep(
        session, risks.LEDGER.name, Rows(("事项",), ()), permission=WRITE, actor=officer, now=clock()
    )
    with pytest.raises(Refusal):
        kept_workbooks.claim(session, kept.id, taken=0, refused=3, permission=WRITE, actor=officer, now=clock())
    assert kept_workbooks.waiting(session, kept.id, risks.LEDGER.name, officer).header == ("事项",)
    kept_workbooks.claim(session, kept.id, taken=1, refused=2, permission=WRITE, actor=officer, now=clock())
    assert kept.sealed is None
    assert subject_keys.readers(session, kept_workbooks.subject(kept.id)) == frozenset()
    with pytest.raises(Refusal):
        kept_workbooks.claim(session, kept.id, taken=1, refused=2, permission=WRITE, actor=officer, now=clock())
