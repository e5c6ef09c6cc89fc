"""Tables of files: what hangs on a message of the conversation, and what the office keeps as evidence beside its notes."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger


class EvidenceFile(Base):
    """A file beside the office's own notes, under a key of its own; its petitioner never gets it.

    The file's key lies under the key of the note it came with, so that whoever reads that note opens it, and a case whose
    key is exchanged seals a few bytes again and not the file.
    """

    __tablename__ = "evidence_file"
    __table_args__ = (sa.UniqueConstraint("petition_id", "position"),)

    id: Mapped[RandomId]
    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"))
    #: Its number among the evidence of the case, from 1.
    position: Mapped[int]
    #: Bound to petition:<id>/evidence-key:<file id>; under the key of the redacted version where the note lies there.
    key_sealed: Mapped[bytes]
    is_redacted: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    #: Media type and size, bound to petition:<id>/evidence-about:<file id>.
    about_sealed: Mapped[bytes]


class EvidenceChunk(Base):
    """One sealed chunk of such a file, bound to its number and to petition:<id>/evidence:<file id>."""

    __tablename__ = "evidence_chunk"

    file_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("evidence_file.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]


class EvidenceUse(Base):
    """That a file stands by a note: the one it came with, and any note that points at it later."""

    __tablename__ = "evidence_use"

    file_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("evidence_file.id", ondelete="CASCADE"), primary_key=True)
    #: The ordinal of the note.
    note: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Attachment(Base):
    """A file hung on a message: what it is stays sealed with it."""

    __tablename__ = "attachment"
    __table_args__ = (sa.UniqueConstraint("petition_id", "message", "position"),)

    id: Mapped[RandomId]
    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), index=True)
    message: Mapped[int]
    position: Mapped[int]
    #: The ordinal of the earlier key that the content lies under; null for the case's present one.
    earlier_key: Mapped[int | None]
    #: Media type and size, bound to petition:<id>/about:<attachment id>.
    about_sealed: Mapped[bytes]


class AttachmentChunk(Base):
    """One sealed chunk of a file, bound to its number and to petition:<id>/file:<attachment id>."""

    __tablename__ = "attachment_chunk"

    attachment_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]
