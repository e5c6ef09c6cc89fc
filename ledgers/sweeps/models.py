"""What sweep rounds are asked of whom, when daily, and who said that there is nothing."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger


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
