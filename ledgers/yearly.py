"""五个不发生 by the year: the list that was chosen, and where each of it stands."""

from __future__ import annotations

from collections.abc import Collection
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


def confirmed(session: Session, units: Collection[int] | None = None) -> list[tuple[str, date]]:
    """What was confirmed to have happened, in some units or anywhere: (label, day), oldest first."""
    labels = {str(each.id): each.label for each in items(session)}
    wanted = (
        sa.select(LedgerEntry.kind, LedgerEntry.day)
        .where(LedgerEntry.ledger == never_events.LEDGER.name, LedgerEntry.state == CONFIRMED)
        .order_by(LedgerEntry.day, LedgerEntry.number)
    )
    if units is not None:
        wanted = wanted.where(LedgerEntry.unit_id.in_(sorted(units)))
    return [(labels.get(kind or "", ""), day) for kind, day in session.execute(wanted)]


def standings(session: Session, today: date, units: Collection[int] | None = None) -> list[Standing]:
    """Where each of this year's five stands today, in some units or anywhere; nothing while no list was chosen."""
    return never_events.standings(items(session, today.year), confirmed(session, units), today)
