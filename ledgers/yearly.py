"""五个不发生 by the year: the list that was chosen, and where each of it stands."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledgers import never_events
from ledgers.models import LedgerEntry, NeverItem
from ledgers.never_events import CONFIRMED, Item, Standing


def items(session: Session, year: int | None = None) -> list[Item]:
    """What must not happen, of all years or one, in order."""
    wanted = sa.select(NeverItem).order_by(NeverItem.year, NeverItem.position)
    if year is not None:
        wanted = wanted.where(NeverItem.year == year)
    return [Item(row.id, row.year, row.position, row.label, row.since) for row in session.execute(wanted).scalars()]


def confirmed(session: Session) -> list[tuple[str, date]]:
    """What was confirmed to have happened: (label, day), oldest first."""
    labels = {str(each.id): each.label for each in items(session)}
    wanted = (
        sa.select(LedgerEntry.kind, LedgerEntry.day)
        .where(LedgerEntry.ledger == never_events.LEDGER.name, LedgerEntry.state == CONFIRMED)
        .order_by(LedgerEntry.day, LedgerEntry.number)
    )
    return [(labels.get(kind or "", ""), day) for kind, day in session.execute(wanted)]


def standings(session: Session, today: date) -> list[Standing]:
    """Where each of this year's five stands today; nothing while the year's list was not chosen."""
    return never_events.standings(items(session, today.year), confirmed(session), today)
