"""How often answers were given."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base

Id = sa.BigInteger


class PolicyExplanation(Base):
    """How often an answer was given on a day in one way; nobody who asked is known."""

    __tablename__ = "policy_explanation"
    __table_args__ = (sa.CheckConstraint("times >= 1", name="given_at_least_once"),)

    entry_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ledger_entry.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    times: Mapped[int]
