"""Tables of what leaves the house: one outbox for every channel."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, Moment, RandomId, choice
from notices.robots import Robot

#: The addressee of what goes to a sealed mailbox.
NOBODY = 0


class Channel(enum.Enum):
    """By which way a notice leaves."""

    MAIL = "mail"
    ROBOT = "robot"


class Standing(enum.Enum):
    """How a notice stands."""

    WAITING = "waiting"
    #: Somebody is sending it, until `next_try`; if nothing is heard by then, they died.
    SENDING = "sending"
    SENT = "sent"
    #: Given up; an administrator may try it again.
    DEAD = "dead"
    #: No longer worth sending: the step was taken, the day is over, nobody is there to receive it.
    VOID = "void"


class OutboxRow(Base):
    """One notice to one addressee: what to tell as a template's name and clear facts, never what anybody wrote."""

    __tablename__ = "outbox"
    __table_args__ = (
        sa.CheckConstraint("tries >= 0 AND unsure >= 0", name="counts_not_negative"),
        sa.CheckConstraint("(standing IN ('waiting', 'sending')) = (next_try IS NOT NULL)", name="waits_for_a_moment"),
        sa.CheckConstraint("(next_try IS NULL) = (settled_on IS NOT NULL)", name="settled_on_a_day"),
        sa.CheckConstraint("(addressee_id = 0) = (sealed_to IS NOT NULL)", name="for_somebody_or_a_sealed_mailbox"),
        sa.Index("ix_outbox_due", "standing", "next_try"),
    )

    id: Mapped[RandomId]
    channel: Mapped[Channel] = mapped_column(choice(Channel, "channel"))
    #: The account or robot it is for; 0 where it goes to a mailbox of nobody's account.
    addressee_id: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    #: That mailbox, under a key of the instance (notices.sealed_mail). The row is deleted once it is settled.
    sealed_to: Mapped[bytes | None]
    template: Mapped[str] = mapped_column(sa.String(40))
    #: Numbers, steps and days; what `facts.cleared` lets through.
    facts: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    #: What makes two notices the same one, so that it is written once.
    once: Mapped[str] = mapped_column(sa.String(120), unique=True)
    standing: Mapped[Standing] = mapped_column(choice(Standing, "standing"), default=Standing.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    #: How often a sending ended without an answer, so that it may have arrived.
    unsure: Mapped[int] = mapped_column(default=0)
    #: About a case: whatever happens to it happens on full and half hours.
    coarse: Mapped[bool]
    #: Gone once it is settled.
    next_try: Mapped[datetime | None] = mapped_column(Moment)
    #: After this day it is not worth sending any more.
    last_day: Mapped[date | None]
    #: Why the last try failed: one of `faults.LABELS`, perhaps with the other side's number.
    fault: Mapped[str] = mapped_column(sa.String(40), default="")
    settled_on: Mapped[date | None]


class NoticeRobot(Base):
    """A robot of a group chat, which tells the chat of one office or unit what is due."""

    __tablename__ = "notice_robot"
    __table_args__ = (sa.CheckConstraint("(group_id IS NULL) <> (unit_id IS NULL)", name="of_an_office_or_of_a_unit"),)

    id: Mapped[RandomId]
    kind: Mapped[Robot] = mapped_column(choice(Robot, "kind"))
    name: Mapped[str] = mapped_column(sa.String(60))
    group_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("reading_group.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("unit.id"))
    #: Address and secret under the instance key, bound to robot:<id>.
    sealed: Mapped[bytes]
    #: The end of the address, by which an administrator recognises it.
    ending: Mapped[str] = mapped_column(sa.String(4))
    #: Tells of new steps too, not only once a day of what is due.
    tells_steps: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    added_on: Mapped[date]
    #: The half hour up to which new steps were looked for.
    told_until: Mapped[datetime | None] = mapped_column(Moment)
