"""Every write of an import into a ledger: taking what was read over in short batches, undoing it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from database import Database
from ledgers import never_events, operations, sealing
from ledgers.declaration import Content, Ledger
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
    that name another company's line of the five, or that nobody could seal."""
    wrong = _refused(session, ledger, {_kind_and_unit(row) for row in preview.good})
    if not wrong:
        return preview
    bad = [*preview.bad]
    for row in preview.good:
        if _kind_and_unit(row) in wrong:
            label, why = wrong[_kind_and_unit(row)]
            bad.append(BadRow(row.number, label, why, {}))
    good = tuple(row for row in preview.good if _kind_and_unit(row) not in wrong)
    return Preview(good, tuple(sorted(bad, key=lambda each: each.number)))


def _kind_and_unit(row: GoodRow) -> tuple[Content, Content]:
    return row.contents.get("kind"), row.contents.get("unit")


def _refused(
    session: Session, ledger: Ledger, pairs: Collection[tuple[Content, Content]]
) -> dict[tuple[Content, Content], tuple[str, str]]:
    """What cannot be listed of kinds and units: the column and why."""
    tree = accounts.unit_tree(session)
    found = {}
    for kind, unit in pairs:
        if ledger is never_events.LEDGER and yearly.is_elsewhere(session, kind, unit):
            found[kind, unit] = ledger.column("kind").label, str(operations.OF_ANOTHER_COMPANY)
        elif ledger.is_sealed and sealing.office(session, unit if isinstance(unit, int) else None, tree) is None:
            found[kind, unit] = ledger.column("unit").label, str(sealing.NO_OFFICE)
    return found


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
