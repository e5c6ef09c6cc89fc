"""A photo belongs to its entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledgers.models import LedgerEntry
from ledgers.photos.models import LedgerPhoto


def test_a_photo_goes_with_its_entry(session: Session, listed: Callable[..., LedgerEntry]) -> None:
    row = listed()
    photo = {
        "entry_id": row.id,
        "day": date(2026, 11, 24),
        "media_type": "image/jpeg",
        "is_sealed": False,
        "content": b"x",
    }
    session.execute(sa.insert(LedgerPhoto).values(photo))

    session.execute(sa.delete(LedgerEntry).where(LedgerEntry.id == row.id))

    assert session.execute(sa.select(LedgerPhoto.id)).first() is None
