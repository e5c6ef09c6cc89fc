"""Tables of what a case came to: duties kept, how it was rated, and what its petitioner said about revenge afterwards."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, choice
from petitions.in_place import Duty
from petitions.outcome.ratings import Grade, Solved

Id = sa.BigInteger


class DutyDone(Base):
    """A duty of 三个到位 that applied to a case, kept, with its evidence in a sealed note."""

    __tablename__ = "petition_duty"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    duty: Mapped[Duty] = mapped_column(choice(Duty, "duty"), primary_key=True)
    day: Mapped[date]
    note: Mapped[int]


class Rating(Base):
    """The petitioner's judgement of the office, of the handling unit, and of whether it was solved; given once."""

    __tablename__ = "petition_rating"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    office: Mapped[Grade] = mapped_column(choice(Grade, "office"))
    unit: Mapped[Grade | None] = mapped_column(choice(Grade, "unit"))
    solved: Mapped[Solved] = mapped_column(choice(Solved, "solved"))
    day: Mapped[date]
    #: Ordinal of the message that holds the words that came with it, if any.
    message: Mapped[int | None]


class CheckIn(Base):
    """What the petitioner answered when asked, 30 and 90 days after the reply, whether anybody takes revenge."""

    __tablename__ = "petition_check_in"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    #: 1 for the first asking, 2 for the second.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_pressed: Mapped[bool]
    day: Mapped[date]
    #: Ordinal of the message that holds the words that came with it, if any.
    message: Mapped[int | None]
