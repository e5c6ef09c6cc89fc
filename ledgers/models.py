"""Tables of the ledgers: entries of every ledger, and their history, which is only ever added to."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

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


class LedgerImport(Base):
    """A workbook that was read, tried and taken over; its rows wait sealed to whoever read it, until they are taken."""

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


class LedgerPhoto(Base):
    """A cleaned photo or PDF of an entry; sealed under the entry's key where its ledger has sealed columns."""

    __tablename__ = "ledger_photo"

    id: Mapped[RandomId]
    entry_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ledger_entry.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    media_type: Mapped[str] = mapped_column(sa.String(40))
    is_sealed: Mapped[bool]
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))


class PolicyExplanation(Base):
    """How often an answer was given on a day in one way; nobody who asked is known."""

    __tablename__ = "policy_explanation"
    __table_args__ = (sa.CheckConstraint("times >= 1", name="given_at_least_once"),)

    entry_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ledger_entry.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    times: Mapped[int]


class NeverItem(Base):
    """One of the five that must not happen in a year, in the enterprise's own words or in those of a company of it."""

    __tablename__ = "never_item"
    __table_args__ = (
        sa.UniqueConstraint("unit_id", "year", "position"),
        sa.UniqueConstraint("unit_id", "year", "label"),
        # No unit is unlike every other to a database, so the enterprise's own list is held together apart.
        *(
            sa.Index(
                f"uq_never_item_of_all_{column}",
                "year",
                column,
                unique=True,
                sqlite_where=sa.text("unit_id IS NULL"),
                postgresql_where=sa.text("unit_id IS NULL"),
            )
            for column in ("position", "label")
        ),
    )

    id: Mapped[RandomId]
    #: The company that words its five itself; null for the list of the whole enterprise.
    unit_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("unit.id"))
    year: Mapped[int]
    position: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(60))
    #: Days without it are counted from here until it happens.
    since: Mapped[date]


class ImportantPeriod(Base):
    """Days on which units sweep for risks daily and not weekly."""

    __tablename__ = "important_period"
    __table_args__ = (sa.CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),)

    id: Mapped[RandomId]
    name: Mapped[str] = mapped_column(sa.String(60))
    first_day: Mapped[date]
    last_day: Mapped[date]


class SweepUnit(Base):
    """A unit that reports in sweep rounds, and from when to when; without any, the units below the enterprise do."""

    __tablename__ = "sweep_unit"
    __table_args__ = (sa.CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),)

    id: Mapped[RandomId]
    unit_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("unit.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]


class ZeroReport(Base):
    """A unit confirmed that a sweep round found nothing."""

    __tablename__ = "zero_report"

    unit_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("unit.id"), primary_key=True)
    #: First day of the round.
    round_on: Mapped[date] = mapped_column(primary_key=True)
    day: Mapped[date]
    account_id: Mapped[int | None] = mapped_column(Id)
