"""The table of signed papers that were brought back as files."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, choice
from database import Id as RowPlace
from petitions.letters.catalogue import LetterKind

Id = sa.BigInteger


class LetterScan(Base):
    """The signed and sealed paper of a letter, brought back as a file; its attachment hangs on no message (number 0)."""

    __tablename__ = "letter_scan"

    # The row's own place on SQLite, so that no hidden number keeps the order in which papers came.
    attachment_id: Mapped[int] = mapped_column(
        RowPlace, sa.ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), index=True)
    letter: Mapped[LetterKind] = mapped_column(choice(LetterKind, "letter"))
    #: The number of the note that the letter was made of; 0 where it was made of the case.
    record: Mapped[int] = mapped_column(default=0, server_default="0")
    day: Mapped[date]
    account_id: Mapped[int] = mapped_column(Id)
