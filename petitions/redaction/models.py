"""The table of what a handler reads instead of the original: a redacted version under a key of its own."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base

Id = sa.BigInteger


class Redaction(Base):
    """The redacted version of a case. Whoever holds the case's key opens its key, never the other way round."""

    __tablename__ = "petition_redaction"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    #: The key of the redacted version under the case's key, bound to petition:<id>/redaction-key.
    key_sealed: Mapped[bytes]
    #: The text under that key, bound to petition:<id>/redacted.
    text_sealed: Mapped[bytes]
    day: Mapped[date]
    account_id: Mapped[int] = mapped_column(Id)
    #: Whether handlers are given it now; a lifted one stays, because what was written meanwhile is under its key.
    is_active: Mapped[bool]
