"""The tables of what a handler reads instead of the original: a redacted version under a key of its own, and its files."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

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


class RedactedFile(Base):
    """What whoever holds the redacted version gets of one file: the file as it is, or a copy that the office blackened."""

    __tablename__ = "redacted_file"

    id: Mapped[RandomId]
    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), index=True)
    attachment_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("attachment.id", ondelete="CASCADE"), unique=True)
    is_original: Mapped[bool]
    #: Its own key under the key of the redacted version, bound to petition:<id>/redacted-key:<file id>.
    key_sealed: Mapped[bytes]
    #: Media type and size, under its own key.
    about_sealed: Mapped[bytes]


class RedactedChunk(Base):
    """One sealed chunk of such a file, bound to its number and to petition:<id>/redacted-file:<file id>."""

    __tablename__ = "redacted_chunk"

    file_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("redacted_file.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]
