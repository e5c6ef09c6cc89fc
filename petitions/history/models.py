"""The table of who opened what is sealed in a case."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base

Id = sa.BigInteger


class CaseReading(Base):
    """That somebody with an account opened a case's sealed parts on a day; shown to everybody who may read it."""

    __tablename__ = "case_reading"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
