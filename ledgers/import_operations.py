"""Every write of an import: keeping what was read, taking its rows over in short batches, undoing it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from database import Database, random_id
from ledgers import operations, sealing
from ledgers.declaration import Ledger
from ledgers.importing import MOST_ROWS, GoodRow
from ledgers.models import LedgerEntry, LedgerImport
from paper.sheets import ReadTable, Unreadable, read_any_table
from vault import keyring, seal
from web.errors import Forbidden, Missing, Refusal

PURPOSE = "import"
BATCH = 100
GONE = _l("这次导入的内容已经处理过了。要再导入，请重新上传。")
TOO_MANY = _l("一次最多导入 5000 行。请分成几份上传。")
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Rows:
    """A workbook as it was read."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read(data: bytes, file_name: str, known: Sequence[str]) -> Rows:
    """The table of a workbook under whatever header it has. Raises Refusal with a sentence."""
    try:
        table: ReadTable = read_any_table(data, file_name, known=known)
    except Unreadable as unreadable:
        raise Refusal(_(unreadable.message, **unreadable.values), field="workbook") from unreadable
    if len(table.rows) > MOST_ROWS:
        raise Refusal(TOO_MANY, field="workbook")
    return Rows(table.header, tuple((row.number, row.values) for row in table.rows))


def keep(session: Session, ledger: Ledger, found: Rows, *, actor: Person, now: datetime) -> LedgerImport:
    """Keep what was read, sealed to the person who read it: such workbooks hold names."""
    _may_write(actor)
    row = LedgerImport(id=random_id(), ledger=ledger.name, account_id=actor.id, day=now.date())
    key = seal.random_key()
    plain = json.dumps({"header": found.header, "rows": found.rows}, ensure_ascii=False)
    row.sealed = seal.seal_text(key, plain, subject(row.id))
    session.add(row)
    session.flush()
    keyring.grant(session, subject(row.id), actor.id, key, purpose=PURPOSE)
    return row


def opened(session: Session, import_id: int, ledger: Ledger, actor: Person) -> tuple[LedgerImport, Rows | None]:
    """An import of this person with what was read; None once it was taken over. Raises Missing for anybody else's."""
    row = session.get(LedgerImport, import_id)
    if row is None or row.ledger != ledger.name or row.account_id != actor.id or actor.keys is None:
        raise Missing
    if row.sealed is None:
        return row, None
    key = keyring.open_subject(session, subject(import_id), actor.keys)
    plain = json.loads(seal.open_text(key, row.sealed, subject(import_id)))
    return row, Rows(tuple(plain["header"]), tuple((number, dict(cells)) for number, cells in plain["rows"]))


def claim(session: Session, import_id: int, *, taken: int, refused: int, actor: Person, now: datetime) -> None:
    """Begin to take the rows over, once: what was read is forgotten. Raises Refusal when somebody began before."""
    _may_write(actor)
    row = session.execute(
        sa.select(LedgerImport).where(LedgerImport.id == import_id).with_for_update()
    ).scalar_one_or_none()
    if row is None:
        raise Missing
    if row.sealed is None:
        raise Refusal(GONE)
    row.sealed, row.taken, row.refused = None, taken, refused
    keyring.end_grant(session, subject(import_id), purpose=PURPOSE)
    session.flush()
    audit.record(session, actor, "ledger.import", f"ledger:{row.ledger}", now=now, taken=taken, refused=refused)


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
    """Make entries of the rows, in short batches so that nobody waits long. Returns how many."""
    for start in range(0, len(rows), BATCH):
        with database.writing() as session, session.begin():
            for row in rows[start : start + BATCH]:
                _take(session, ledger, row, import_id, actor, now)
        told(min(start + BATCH, len(rows)), len(rows))
    return len(rows)


def undo(session: Session, import_id: int, ledger: Ledger, *, actor: Person, now: datetime) -> tuple[int, int]:
    """Take an import's entries back. Returns how many went, and how many stay because somebody worked on them since."""
    row, _rows = opened(session, import_id, ledger, actor)
    _may_write(actor)
    of_import = LedgerEntry.import_id == import_id
    untouched = session.execute(sa.select(LedgerEntry.id).where(of_import, LedgerEntry.version == 1)).scalars().all()
    stay = session.execute(
        sa.select(sa.func.count()).select_from(LedgerEntry).where(of_import, LedgerEntry.version > 1)
    ).scalar_one()
    if ledger.is_sealed:
        for entry_id in untouched:
            keyring.erase_subject(session, sealing.subject(entry_id))
    session.execute(sa.delete(LedgerEntry).where(LedgerEntry.id.in_(untouched)))
    row.undone_on = now.date()
    session.flush()
    audit.record(
        session, actor, "ledger.import-undone", f"ledger:{ledger.name}", now=now, gone=len(untouched), stay=stay
    )
    return len(untouched), stay


def subject(import_id: int) -> str:
    """The name by which the vault knows what was read."""
    return f"ledger-import:{import_id}"


def _take(
    session: Session, ledger: Ledger, row: GoodRow, import_id: int | None, actor: Person | None, now: datetime
) -> None:
    try:
        operations.add(session, ledger.name, row.contents, state=row.state, import_id=import_id, actor=actor, now=now)
    except Refusal as refusal:
        raise Refusal(_("第 %(row)s 行：%(why)s", row=row.number, why=refusal.message)) from refusal


def _may_write(actor: Person) -> None:
    if not actor.can("ledgers.write"):
        raise Forbidden
