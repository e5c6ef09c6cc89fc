"""What becomes of an entry's source when that is destroyed."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledgers.declaration import Source
from ledgers.models import LedgerEntry


def forget(session: Session, source: Source) -> None:
    """Take a source off every entry that names it; the entries stay."""
    named = sa.and_(LedgerEntry.source_kind == source.kind, LedgerEntry.source_number == source.number)
    session.execute(sa.update(LedgerEntry).where(named).values(source_kind=None, source_number=None))
