"""Every write of an import into a ledger: taking what was read over in short batches, undoing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts.people import Person
from database import Database
from ledgers import never_events, operations, sealing
from ledgers.declaration import Ledger
from ledgers.models import LedgerEntry
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks.importing import BadRow, GoodRow, Preview
from ledgers.yearly import queries as yearly
from vault import subject_keys
from web.errors import Forbidden, Refusal

PERMISSION = "ledgers.write"
BATCH = 100
Told = Callable[[int, int], None]


def fitting(session: Session, ledger: Ledger, preview: Preview) -> Preview:
    """A preview without rows that would be refused while they are taken over, when what was read is forgotten already: those
    that name another company's line of the five."""
    if ledger is not never_events.LEDGER:
        return preview
    pairs = {(row.contents.get("kind"), row.contents.get("unit")) for row in preview.good}
    elsewhere = {pair for pair in pairs if yearly.is_elsewhere(session, *pair)}
    good: list[GoodRow] = []
    bad = list(preview.bad)
    for row in preview.good:
        if (row.contents.get("kind"), row.contents.get("unit")) in elsewhere:
            bad.append(BadRow(row.number, ledger.column("kind").label, str(operations.OF_ANOTHER_COMPANY), {}))
        else:
            good.append(row)
    return Preview(tuple(good), tuple(sorted(bad, key=lambda each: each.number)))


def take(
    database: Database,
    ledger: Ledger,
    rows: Sequence[GoodRow],
    *,
    import_id: int | None,
    actor: Person | None,
    now: datetime,
    told: Told = lambda _done, _whole: None,
) -> int:
    """Make entries of the rows, in short batches so that nobody waits long, until somebody takes the import back. Returns
    how many."""
    for start in range(0, len(rows), BATCH):
        with database.writing() as session, session.begin():
            if kept_workbooks.is_taken_back(session, import_id):
                return start
            for row in rows[start : start + BATCH]:
                _take(session, ledger, row, import_id, actor, now)
        told(min(start + BATCH, len(rows)), len(rows))
    return len(rows)


def undo(session: Session, import_id: int, ledger: Ledger, *, actor: Person, now: datetime) -> tuple[int, int]:
    """Take an import's entries back. Returns how many went, and how many stay because somebody worked on them since."""
    row, _rows = kept_workbooks.opened(session, import_id, ledger.name, actor)
    if not actor.can(PERMISSION):
        raise Forbidden
    kept_workbooks.is_taken_back(session, import_id)
    of_import = LedgerEntry.import_id == import_id
    wanted = sa.select(LedgerEntry.id).where(of_import, LedgerEntry.version == 1)
    untouched = session.execute(wanted.with_for_update()).scalars().all()
    stay = session.execute(
        sa.select(sa.func.count()).select_from(LedgerEntry).where(of_import, LedgerEntry.version > 1)
    ).scalar_one()
    if ledger.is_sealed:
        for entry_id in untouched:
            subject_keys.erase_subject(session, sealing.subject(entry_id))
    session.execute(sa.delete(LedgerEntry).where(LedgerEntry.id.in_(untouched)))
    kept_workbooks.note_undone(session, row, gone=len(untouched), stay=stay, actor=actor, now=now)
    return len(untouched), stay


def _take(
    session: Session, ledger: Ledger, row: GoodRow, import_id: int | None, actor: Person | None, now: datetime
) -> None:
    try:
        operations.add(session, ledger.name, row.contents, state=row.state, import_id=import_id, actor=actor, now=now)
    except Refusal as refusal:
        raise Refusal(_("第 %(row)s 行：%(why)s", row=row.number, why=refusal.message)) from refusal
