"""The table of the keys that a case had before."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base

Id = sa.BigInteger


class EarlierKey(Base):
    """A key that something of a case was sealed or digested with before it was exchanged, under the case's present key."""

    __tablename__ = "earlier_case_key"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: Bound to petition:<id>/earlier-key:<ordinal>.
    sealed: Mapped[bytes]
