"""The office's old register (旧台账) of its last weeks on paper, brought over as an officer would: read, tried, taken over."""

from __future__ import annotations

from datetime import date, timedelta

from database import Database
from demo.cases import at
from demo.ledger_texts.old_register import HEADER, ROWS
from demo.people import Staffing
from ledgers.workbooks import importing
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks.kept import Rows
from petitions.old_ledger import carrying_over
from petitions.old_ledger.columns import LEDGER, NAME

#: The day of the month on which it was brought over: everything in it had ended by then.
BROUGHT_OVER = 25
DAY = timedelta(days=1)
DECLINED = "法定途径"
WITHDRAWN = "已撤回"
ENDED = {"已移交外单位", WITHDRAWN}


def bring_over(database: Database, staffing: Staffing, *, month: date) -> None:
    """Import the register's rows, all of `month`, which must be over."""
    officer, now = staffing.people["wangfang"], at(month + DAY * (BROUGHT_OVER - 1))
    found = Rows(HEADER, tuple((number, _cells(number, row, month)) for number, row in enumerate(ROWS, start=2)))
    mapping = importing.guess(LEDGER, HEADER)
    with database.writing() as session, session.begin():
        import_id = kept_workbooks.keep(
            session, NAME, found, permission=carrying_over.PERMISSION, actor=officer, now=now
        ).id
        tried = carrying_over.trial(session, found, mapping, actor=officer, today=now.date())
        if tried.bad:
            raise RuntimeError(f"row {tried.bad[0].number} of the old register: {tried.bad[0].message}")
        kept_workbooks.claim(
            session,
            import_id,
            taken=len(tried.good),
            refused=0,
            permission=carrying_over.PERMISSION,
            actor=officer,
            now=now,
        )
    carrying_over.take(database, tried.good, import_id=import_id, officer=officer, actor=officer, now=now)


def _cells(
    number: int, row: tuple[int, str, str, str, str, str, str, str, str, str, str, str], month: date
) -> dict[str, str]:
    """A row as it stood in the workbook."""
    day, way, name, purpose, category, text, unit, handling, findings, outcome, reply, state = row
    came = month + DAY * (day - 1)
    is_answered = bool(reply)
    cells = (
        f"{month.year}-{80 + number}",
        came.isoformat(),
        way,
        name,
        purpose,
        category,
        text,
        unit,
        "" if state == WITHDRAWN else (came + DAY * 2).isoformat(),
        (came + DAY * 2).isoformat() if is_answered else "",
        handling,
        findings,
        outcome,
        (came + DAY * 9).isoformat() if is_answered else "",
        reply,
        (came + DAY * 12).isoformat() if is_answered or state in ENDED else "",
        state,
        DECLINED if state == "不予受理" else "",
    )
    return dict(zip(HEADER, cells, strict=True))
