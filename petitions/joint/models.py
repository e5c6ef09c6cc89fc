"""Tables of joint petitions (联名): what those who join may see, their voices, and what they were told."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId, choice
from database import Id as RowPlace
from petitions.models import Id
from petitions.ratings import Grade, Solved


class Joining(Base):
    """That others may join a case: its title and summary under a key that the joining code gives, and not the case's."""

    __tablename__ = "joining"

    # The row's own place on SQLite, so that no hidden number keeps the order in which joinings were opened.
    petition_id: Mapped[int] = mapped_column(
        RowPlace, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: Look-up id derived from the joining code, and the shared key under what else is derived; null once closed.
    lookup_id: Mapped[bytes | None] = mapped_column(unique=True)
    key_sealed: Mapped[bytes | None]
    #: Under the case key: the shared key, the code itself for whoever opened it, the private half for the office.
    key_for_case: Mapped[bytes]
    code_sealed: Mapped[bytes]
    private_sealed: Mapped[bytes]
    #: What those who join seal their names and words to.
    public: Mapped[bytes]
    #: Title and summary under the shared key.
    about_sealed: Mapped[bytes]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]


class JoiningReader(Base):
    """The case key sealed singly to a reader when joining was opened: a voice that names one of them leaves the others."""

    __tablename__ = "joining_reader"

    petition_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("joining.petition_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id"), primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]


class Voice(Base):
    """Somebody who joined: a number and a receipt of their own, what they wrote, and how they rated."""

    __tablename__ = "voice"
    __table_args__ = (
        sa.CheckConstraint("(rated_on IS NULL) = (office IS NULL)", name="rated_with_a_grade"),
        sa.CheckConstraint("(rated_on IS NULL) = (solved IS NULL)", name="rated_with_an_answer"),
    )

    id: Mapped[RandomId]
    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("joining.petition_id", ondelete="CASCADE"), index=True)
    #: The case's number and four random characters.
    number: Mapped[str] = mapped_column(sa.String(17), unique=True)
    receipt_id: Mapped[bytes] = mapped_column(unique=True)
    #: The shared key under what the receipt gives.
    receipt_sealed: Mapped[bytes]
    #: Name, contact and words, for the office alone.
    sealed: Mapped[bytes]
    joined_on: Mapped[date]
    #: One more than were said to be in the same situation.
    is_counted: Mapped[bool]
    office: Mapped[Grade | None] = mapped_column(choice(Grade, "office"))
    unit: Mapped[Grade | None] = mapped_column(choice(Grade, "unit"))
    solved: Mapped[Solved | None] = mapped_column(choice(Solved, "solved"))
    rated_on: Mapped[date | None]


class ToldVoices(Base):
    """What the office wrote to everybody concerned, once more under the shared key."""

    __tablename__ = "told_voices"

    petition_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("joining.petition_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: The ordinal of the message it repeats.
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]
