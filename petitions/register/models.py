"""Tables of what an office registers beside a case: what a superior charged it with, reception days and who came to them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger


class Mandate(Base):
    """That a superior body or a leader charged the office with a case (交办, 批示), and when that was reported back.

    The superior's own number and day are counted by reports and stand in clear; what was asked is a sealed note.
    """

    __tablename__ = "petition_mandate"
    __table_args__ = (sa.CheckConstraint("number >= 1", name="numbers_begin_with_one"),)

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    #: 1 for the first; a case may be charged again once the first was reported on.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    issuer: Mapped[str] = mapped_column(sa.String(80))
    #: 交办文号, 批示编号; empty when the paper bears none.
    reference: Mapped[str] = mapped_column(sa.String(60))
    received_on: Mapped[date] = mapped_column(index=True)
    #: The superior's own day; null when none was set.
    due_on: Mapped[date | None]
    reported_on: Mapped[date | None] = mapped_column(index=True)


class ReceptionDay(Base):
    """A day on which a leader receives visitors (接访日): announced to everybody, and its record once it was held."""

    __tablename__ = "reception_day"
    __table_args__ = (
        sa.CheckConstraint("(recorded_on IS NULL) = (visits IS NULL)", name="recorded_with_its_visits"),
        sa.CheckConstraint("(recorded_on IS NULL) = (visitors IS NULL)", name="recorded_with_its_visitors"),
        sa.CheckConstraint("visitors IS NULL OR visitors >= visits", name="a_visit_is_of_somebody"),
        sa.CheckConstraint("visits IS NULL OR visits >= 0", name="visits_not_negative"),
        sa.CheckConstraint("recorded_on IS NULL OR cancelled_on IS NULL", name="held_or_cancelled"),
    )

    id: Mapped[RandomId]
    #: The office (reading group) that keeps it; its members open the record.
    group_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("reading_group.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    #: The hours as they are announced, such as 09:00–11:30.
    hours: Mapped[str] = mapped_column(sa.String(40))
    place: Mapped[str] = mapped_column(sa.String(120))
    #: The leader's account, and the name and post that are announced.
    leader_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    leader: Mapped[str] = mapped_column(sa.String(60))
    cancelled_on: Mapped[date | None]
    recorded_on: Mapped[date | None]
    #: 批次 and 人次.
    visits: Mapped[int | None]
    visitors: Mapped[int | None]
    #: Who came and what was said, bound to reception:<id>.
    record_sealed: Mapped[bytes | None]
    #: The first of the month in which the record was destroyed; what is counted stays.
    purged_on: Mapped[date | None]


class ReceptionCase(Base):
    """That a case was registered from a reception day."""

    __tablename__ = "reception_case"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    reception_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("reception_day.id", ondelete="CASCADE"), index=True)
