"""The table of those whom a petitioner asked to step back, and what was decided."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base

Id = sa.BigInteger


class RecusalRequest(Base):
    """That the petitioner asked somebody to step back; why stands sealed in the conversation."""

    __tablename__ = "recusal_request"
    __table_args__ = (
        sa.CheckConstraint("(decided_on IS NULL) = (stays_out IS NULL)", name="decided_one_way"),
        sa.UniqueConstraint("petition_id", "account_id"),
    )

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    #: The ordinal of the message that says why.
    message: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: Whom; null for somebody who was not on the list.
    account_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    asked_on: Mapped[date]
    decided_on: Mapped[date | None]
    stays_out: Mapped[bool | None]
