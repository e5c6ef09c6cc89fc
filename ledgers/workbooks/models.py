"""A workbook that was brought into a register."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger


class LedgerImport(Base):
    """A workbook that was read, tried and taken over; its rows wait sealed to whoever read it, until they are taken or a week
    is over."""

    __tablename__ = "ledger_import"

    id: Mapped[RandomId]
    ledger: Mapped[str] = mapped_column(sa.String(20))
    account_id: Mapped[int | None] = mapped_column(Id)
    day: Mapped[date]
    #: Rows of the workbook, bound to ledger-import:<id>; null once they were taken over or given up.
    sealed: Mapped[bytes | None]
    #: How many rows became entries, and how many could not.
    taken: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    undone_on: Mapped[date | None]
