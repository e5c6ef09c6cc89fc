"""`flask ledgers import|export`: a dry run changes nothing, bad rows are named, and what goes out comes in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts.models import AuditEntry
from ledgers import operations, queries, risks
from ledgers.models import LedgerEntry
from ledgers.workbooks import operations as import_operations
from web.errors import Refusal

HEAD = "事项,类型,单位,主要诉求\n"
GOOD = "岗位合并,改革与用工,一车间,讲清转岗工资\n"


def _run(app: Flask, *arguments: str) -> Any:
    return app.test_cli_runner().invoke(args=["ledgers", *arguments])


def _count(session: Session) -> int:
    found = len(queries.every(session, risks.LEDGER))
    session.rollback()
    return found


def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    app: Flask, session: Session, enterprise: Any, tmp_path: Path
) -> None:
    session.rollback()
    file = tmp_path / "风险.csv"
    file.write_bytes((HEAD + GOOD + "菜价,住房与后勤,九车间,恢复\n").encode("gb18030"))
    done = _run(app, "import", "risks", str(file), "--dry-run")
    assert done.exit_code == 1
    assert "1 rows would be taken, 1 refused" in done.output
    assert "风险.csv:3: 责任单位" in done.output
    assert _count(session) == 0
    assert _run(app, "import", "risks", str(file)).exit_code == 1
    assert _count(session) == 1


def test_a_file_that_cannot_be_read_is_one_sentence(app: Flask, session: Session, tmp_path: Path) -> None:
    session.rollback()
    file = tmp_path / "x.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0")
    done = _run(app, "import", "risks", str(file))
    assert done.exit_code == 1
    assert "另存为 .xlsx" in done.output
    assert "Traceback" not in done.output


def test_an_import_that_stops_half_way_says_why_and_the_log_how_much_came_in(
    app: Flask, session: Session, enterprise: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    file = tmp_path / "risks.csv"
    file.write_text(HEAD + GOOD * 2, encoding="utf-8")
    add, added = operations.add, []

    def once(*asked: Any, **how: Any) -> Any:
        if added:
            raise Refusal("这个单位刚刚撤了。")
        added.append(1)
        return add(*asked, **how)

    monkeypatch.setattr(import_operations, "BATCH", 1)
    monkeypatch.setattr(operations, "add", once)
    done = _run(app, "import", "risks", str(file))
    assert done.exit_code == 1
    assert "这个单位刚刚撤了" in done.output
    assert "1 rows taken" in done.output
    assert _count(session) == 1
    told = session.execute(sa.select(AuditEntry.details).where(AuditEntry.action == "ledger.import")).scalars().all()
    session.rollback()
    assert told == [{"taken": 1, "refused": 0}]


def test_what_goes_out_comes_in_again(
    app: Flask, session: Session, listed: Callable[..., LedgerEntry], tmp_path: Path
) -> None:
    listed("risks")
    file = tmp_path / "risks.xlsx"
    assert "1 rows" in _run(app, "export", "risks", str(file)).output
    again = _run(app, "import", "risks", str(file))
    assert again.exit_code == 1
    assert "已经在台账里" in again.output
    session.execute(sa.update(LedgerEntry).values(number="FX209912AAAA"))
    session.commit()
    done = _run(app, "import", "risks", str(file))
    assert done.exit_code == 0, done.output
    assert _count(session) == 2
