"""Tables of the ledgers: entries of every ledger, and their history, which is only ever added to."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger


class LedgerEntry(Base):
    """One entry of a ledger. What lists filter and sort by lies in columns, the rest of it in `content`."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        sa.CheckConstraint("version >= 1", name="has_a_history"),
        sa.CheckConstraint("(source_kind IS NULL) = (source_number IS NULL)", name="source_whole"),
        sa.Index("ix_ledger_entry_list", "ledger", "state", "due_on", "id"),
        sa.Index("ix_ledger_entry_day", "ledger", "day", "id"),
        sa.Index("ix_ledger_entry_owner", "owner_id", "ledger"),
        sa.Index("ix_ledger_entry_source", "source_kind", "source_number"),
    )

    id: Mapped[RandomId]
    ledger: Mapped[str] = mapped_column(sa.String(20))
    #: Two letters, year and month, four random characters.
    number: Mapped[str] = mapped_column(sa.String(12), unique=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    title: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[str | None] = mapped_column(sa.String(40))
    unit_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("unit.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    #: The leader who answers for it (包保领导), where they have an account.
    leader_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"), index=True)
    day: Mapped[date]
    due_on: Mapped[date | None]
    #: The day on which it came into a final state.
    closed_on: Mapped[date | None]
    #: Columns in clear that lie in no place of their own, by code.
    content: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    #: The sealed columns, bound to ledger:<id>/content; null where the ledger has none.
    sealed: Mapped[bytes | None]
    source_kind: Mapped[str | None] = mapped_column(sa.String(20))
    source_number: Mapped[str | None] = mapped_column(sa.String(60))
    import_id: Mapped[int | None] = mapped_column(
        Id, sa.ForeignKey("ledger_import.id", ondelete="SET NULL"), index=True
    )
    #: Ordinal of the last event of its history.
    version: Mapped[int] = mapped_column(default=1)


class LedgerEvent(Base):
    """One line of an entry's history: who did what on which day, and what changed from what to what."""

    __tablename__ = "ledger_event"
    __table_args__ = (sa.CheckConstraint("ordinal >= 1", name="ordinals_begin_with_one"),)

    entry_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ledger_entry.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date]
    #: Null for what the product did by itself.
    account_id: Mapped[int | None] = mapped_column(Id)
    #: "add", "change", or the code of a step.
    action: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    #: Column code to [before, after].
    changes: Mapped[dict[str, list[object]]] = mapped_column(sa.JSON)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    #: The note of a ledger with sealed columns, bound to ledger:<id>/content/<ordinal>.
    sealed_note: Mapped[bytes | None]
