"""The table of cases whose destruction is put off."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, Id


class RetentionHold(Base):
    """Somebody put off the destruction of a case (暂缓销毁) until it is lifted."""

    __tablename__ = "retention_hold"

    petition_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id"))
    placed_on: Mapped[date]
    #: Why, bound to petition:<id>/hold.
    reason_sealed: Mapped[bytes]
