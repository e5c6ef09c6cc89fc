"""Open ledger rows that somebody answers for, and handing them to a successor when they leave."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from ledgers import directory, operations, queries
from ledgers.declaration import Ledger, Place
from ledgers.models import LedgerEntry
from ledgers.queries import Entry
from ledgers.registry import LEDGERS
from web.errors import Forbidden, Missing, Refusal


def owned(session: Session, account_id: int, who: Person) -> list[Entry]:
    """The open rows an account answers for, as far as `who` writes there, ledger by ledger."""
    tree = accounts.unit_tree(session)
    found = []
    for ledger, entry_id in _open(session, account_id):
        try:
            entry = queries.entry(session, ledger, entry_id, who, tree)
        except Missing:
            continue
        if directory.keeps(who, entry.unit_id, tree):
            found.append(entry)
    return found


def owns_anything(session: Session, account_id: int) -> bool:
    """Whether an account answers for an open row."""
    return bool(_open(session, account_id))


def hand_all(
    session: Session, account_id: int, successor_id: int, *, actor: Person, now: datetime
) -> list[tuple[str, str]]:
    """Make a successor answer for every open row; (number, why not or nothing) of each."""
    results = []
    for entry in owned(session, account_id, actor):
        column = entry.ledger.placed(Place.OWNER)
        assert column is not None
        step = session.begin_nested()
        try:
            operations.change(session, entry.id, {column.code: successor_id}, actor=actor, now=now)
            step.commit()
            results.append((entry.number, ""))
        except (Refusal, Forbidden) as refused:
            step.rollback()
            results.append((entry.number, str(refused.message)))
    return results


def _open(session: Session, account_id: int) -> list[tuple[Ledger, int]]:
    found = []
    for ledger in LEDGERS.values():
        if ledger.placed(Place.OWNER) is None:
            continue
        wanted = sa.select(LedgerEntry.id).where(
            LedgerEntry.ledger == ledger.name,
            LedgerEntry.owner_id == account_id,
            LedgerEntry.state.not_in(sorted(ledger.final)),
        )
        ids = session.execute(wanted.order_by(LedgerEntry.number)).scalars()
        found += [(ledger, entry_id) for entry_id in ids]
    return found
