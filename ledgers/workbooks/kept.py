"""A workbook that was read and waits, sealed to whoever read it, until its rows are taken over; for every register.

`register` is the name of what it is brought into (a ledger, or the cases), `permission` what writing there asks for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from database import random_id
from ledgers.workbooks.importing import MOST_ROWS
from ledgers.workbooks.models import LedgerImport
from paper.sheet_bounds import Unreadable
from paper.sheet_reading import ReadTable, read_any_table
from vault import seal, subject_keys
from vault.reading_groups import NotAReader
from web.errors import Forbidden, Missing, Refusal

PURPOSE = "import"
#: What was tried and not taken over holds names of people; nobody comes back to it later than this.
WAITS = timedelta(days=7)
GONE = _l("这次导入的内容已经处理过了。要再导入，请重新上传。")
NOTHING_FITS = _l("没有可以导入的行。请先对好列名，或改好表格再上传。")
TOO_MANY = _l("一次最多导入 5000 行。请分成几份上传。")


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


def keep(
    session: Session, register: str, found: Rows, *, permission: str, actor: Person, now: datetime
) -> LedgerImport:
    """Keep what was read, sealed to the person who read it: such workbooks hold names. Raises Forbidden."""
    if not actor.can(permission):
        raise Forbidden
    row = LedgerImport(id=random_id(), ledger=register, account_id=actor.id, day=now.date())
    key = seal.random_key()
    plain = json.dumps({"header": found.header, "rows": found.rows}, ensure_ascii=False)
    row.sealed = seal.seal_text(key, plain, subject(row.id))
    session.add(row)
    session.flush()
    subject_keys.grant(session, subject(row.id), actor.id, key, purpose=PURPOSE)
    return row


def opened(session: Session, import_id: int, register: str, actor: Person) -> tuple[LedgerImport, Rows | None]:
    """An import of this person with what was read; None once it was taken over. Raises Missing for anybody else's."""
    row = session.get(LedgerImport, import_id)
    if row is None or row.ledger != register or row.account_id != actor.id or actor.keys is None:
        raise Missing
    if row.sealed is None:
        return row, None
    try:
        key = subject_keys.open_subject(session, subject(import_id), actor.keys)
    except NotAReader:
        # Read under the pair of keys they had before their password was reset.
        raise Missing from None
    plain = json.loads(seal.open_text(key, row.sealed, subject(import_id)))
    return row, Rows(tuple(plain["header"]), tuple((number, dict(cells)) for number, cells in plain["rows"]))


def waiting(session: Session, import_id: int, register: str, actor: Person) -> Rows:
    """What was read and waits to be taken over. Raises Missing for anybody else's, Refusal once it was taken over."""
    _row, found = opened(session, import_id, register, actor)
    if found is None:
        raise Refusal(GONE)
    return found


def claim(
    session: Session, import_id: int, *, taken: int, refused: int, permission: str, actor: Person, now: datetime
) -> None:
    """Begin to take the rows over, once: what was read is forgotten.

    Raises Refusal when no row fits (then it waits on), or when somebody began before.
    """
    if not actor.can(permission):
        raise Forbidden
    if not taken:
        raise Refusal(NOTHING_FITS)
    row = session.execute(
        sa.select(LedgerImport).where(LedgerImport.id == import_id).with_for_update()
    ).scalar_one_or_none()
    if row is None:
        raise Missing
    if row.sealed is None:
        raise Refusal(GONE)
    row.sealed, row.taken, row.refused = None, taken, refused
    subject_keys.end_grant(session, subject(import_id), purpose=PURPOSE)
    session.flush()
    audit.record(session, actor, "ledger.import", f"ledger:{row.ledger}", now=now, taken=taken, refused=refused)


def forget_waiting(session: Session, *, now: datetime) -> int:
    """Give up what was read and not taken over for a week, with its key. Returns how many."""
    wanted = sa.select(LedgerImport.id).where(LedgerImport.sealed.is_not(None), LedgerImport.day < now.date() - WAITS)
    ids = session.execute(wanted.with_for_update()).scalars().all()
    for each in ids:
        subject_keys.erase_subject(session, subject(each))
    session.execute(sa.delete(LedgerImport).where(LedgerImport.id.in_(ids)))
    return len(ids)


def note_taken(
    session: Session, register: str, *, officer: Person, taken: int, refused: int, now: datetime
) -> LedgerImport:
    """Write down what the terminal is about to bring in for an officer, who may take it back at the desk."""
    row = LedgerImport(
        id=random_id(), ledger=register, account_id=officer.id, day=now.date(), taken=taken, refused=refused
    )
    session.add(row)
    session.flush()
    facts = {"taken": taken, "refused": refused, "for": officer.id}
    audit.record(session, None, "ledger.import", f"ledger:{register}", now=now, **facts)
    return row


def taken_by(session: Session, register: str, actor: Person) -> list[LedgerImport]:
    """What was brought into a register for this person, the latest first."""
    wanted = sa.select(LedgerImport).where(
        LedgerImport.ledger == register,
        LedgerImport.account_id == actor.id,
        LedgerImport.sealed.is_(None),
        LedgerImport.taken > 0,
    )
    return list(session.execute(wanted.order_by(LedgerImport.day.desc(), LedgerImport.id)).scalars())


def is_taken_back(session: Session, import_id: int | None) -> bool:
    """Whether an import was taken back, perhaps while its rows were still being taken over; held until the transaction
    ends, so that nothing comes in beside its undoing. What has no import of its own is not."""
    wanted = sa.select(LedgerImport.undone_on).where(LedgerImport.id == import_id).with_for_update()
    return session.execute(wanted).scalar_one_or_none() is not None


def note_undone(session: Session, row: LedgerImport, *, gone: int, stay: int, actor: Person, now: datetime) -> None:
    """Write down that an import was taken back."""
    row.undone_on = now.date()
    session.flush()
    audit.record(session, actor, "ledger.import-undone", f"ledger:{row.ledger}", now=now, gone=gone, stay=stay)


def subject(import_id: int) -> str:
    """The name by which the vault knows what was read."""
    return f"ledger-import:{import_id}"
