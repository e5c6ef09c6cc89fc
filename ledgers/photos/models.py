"""Photos of entries."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from database import Base, RandomId

Id = sa.BigInteger


class LedgerPhoto(Base):
    """A cleaned photo or PDF of an entry; sealed under the entry's key where its ledger has sealed columns."""

    __tablename__ = "ledger_photo"

    id: Mapped[RandomId]
    entry_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ledger_entry.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    media_type: Mapped[str] = mapped_column(sa.String(40))
    is_sealed: Mapped[bool]
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))
