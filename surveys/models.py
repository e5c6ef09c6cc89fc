"""Tables of surveys and releases (main database) and of urns and ballots (the box)."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, BoxBase, Moment, RandomId, choice

#: The urn of respondents who would rather not name their unit.
NO_UNIT = -1


class PrintReason(enum.Enum):
    """Why slips of a unit were printed."""

    FIRST = "first"
    SPARE = "spare"
    #: Those not used yet were void from then on.
    AGAIN = "again"


class Survey(Base):
    """One questionnaire put to the staff once. Whether it is open or closed follows from its times."""

    __tablename__ = "survey"
    __table_args__ = (
        sa.CheckConstraint("(opened_at IS NULL) = (digest IS NULL)", name="frozen_exactly_when_opened"),
        sa.CheckConstraint("(opened_at IS NULL) = (public_key IS NULL)", name="keyed_exactly_when_opened"),
        sa.CheckConstraint("closes_at > opened_at", name="closes_after_it_opens"),
        sa.CheckConstraint("released_on IS NULL OR counted_on IS NOT NULL", name="counted_before_it_is_released"),
    )

    id: Mapped[RandomId]
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True)
    questionnaire: Mapped[str] = mapped_column(sa.String(40))
    #: surveys.items.Definition as JSON; free to edit in draft, frozen at opening.
    definition: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    group_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("reading_group.id"))
    created_on: Mapped[date]
    closes_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    #: Digest of the frozen definition, shown to respondents.
    digest: Mapped[str | None] = mapped_column(sa.String(32))
    public_key: Mapped[bytes | None]
    counted_on: Mapped[date | None]
    released_on: Mapped[date | None]
    #: What the builder keeps beside a draft (surveys.drafts.operations.Workshop); emptied at opening.
    workshop: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    #: How many have answered, as bands per unit, refreshed once a day: {"on": day, "bands": {unit: lower bound}}.
    answered: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)


class FollowUp(Base):
    """A survey that asks those who were given aid between two days; which units they belong to stands in the ledger."""

    __tablename__ = "survey_follow_up"
    __table_args__ = (sa.CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),)

    survey_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    first_day: Mapped[date]
    last_day: Mapped[date]


class StoredRelease(Base):
    """The fixed tables of a counted survey (surveys.counting.release); one survey has one, ever."""

    __tablename__ = "survey_release"

    survey_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("survey.id"), primary_key=True, autoincrement=False
    )
    tables: Mapped[dict[str, Any]] = mapped_column(sa.JSON)


class CommentRow(Base):
    """A text of an answer, sealed until it is reviewed and gone once the survey is released.

    Its id is random and nothing stands beside it but the survey and the question: no unit, no order, no day. Text and
    decision are sealed under a key that follows from the survey's private key (surveys.review).
    """

    __tablename__ = "survey_comment"
    __table_args__ = (
        sa.CheckConstraint("verdict IN ('keep', 'drop')", name="verdict_known"),
        sa.CheckConstraint("(verdict IS NULL) = (decision IS NULL)", name="decided_with_a_verdict"),
        sa.Index(None, "survey_id", "verdict"),
    )

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("survey.id"))
    item_id: Mapped[str] = mapped_column(sa.String(80))
    sealed: Mapped[bytes]
    #: Kept or dropped, in clear so that progress can be counted; what is masked and why is sealed.
    verdict: Mapped[str | None] = mapped_column(sa.String(10))
    decision: Mapped[bytes | None]


class SecondLook(Base):
    """Somebody read every text of a survey as it would be published; gone as soon as a decision changes."""

    __tablename__ = "survey_second_look"

    survey_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("survey.id"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(sa.BigInteger)
    day: Mapped[date]


class SlipPrint(Base):
    """One printing of slips for a unit: how many and on which day, never which codes."""

    __tablename__ = "slip_print"
    __table_args__ = (
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.Index(None, "survey_id", "unit"),
    )

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("survey.id"))
    unit: Mapped[int]
    number: Mapped[int]
    reason: Mapped[PrintReason] = mapped_column(choice(PrintReason, "reason_known"))
    printed_on: Mapped[date]
    #: Printed again since: those that were not used by then are void.
    is_void: Mapped[bool] = mapped_column(default=False)


class SlipSignOff(Base):
    """Unused slips of a unit, counted and cancelled in front of a staff representative after closing."""

    __tablename__ = "slip_sign_off"
    __table_args__ = (
        sa.UniqueConstraint("survey_id", "unit"),
        sa.CheckConstraint("unused >= 0", name="unused_not_negative"),
    )

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("survey.id"))
    unit: Mapped[int]
    unused: Mapped[int]
    representative: Mapped[str] = mapped_column(sa.String(40))
    signed_on: Mapped[date]


class KeyDocument(Base):
    """The public document of a survey's ticket keys (surveys.ballot_box.tickets.key_document), byte for byte as everybody gets it."""

    __tablename__ = "ticket_key_document"

    survey_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("survey.id"), primary_key=True, autoincrement=False
    )
    document: Mapped[bytes]


class OpenBox(BoxBase):
    """A survey whose ballots are taken, and until when; a moment long past once its box is closed; gone with the ballots.

    It stands beside the urns so that taking a ballot and closing the box meet in one database, one after the other.
    """

    __tablename__ = "open_box"

    survey_id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    closes_at: Mapped[datetime] = mapped_column(Moment)


class UrnBallot(BoxBase):
    """A sealed ballot that waits in its unit's urn until at least ten are together, beside what it spent, if anything."""

    __tablename__ = "urn_ballot"
    __table_args__ = (
        sa.Index(None, "survey_id", "unit"),
        # Ballots of an open link spend nothing and cost the index nothing.
        sa.Index(
            None,
            "survey_id",
            "spent",
            unique=True,
            sqlite_where=sa.text("spent IS NOT NULL"),
            postgresql_where=sa.text("spent IS NOT NULL"),
        ),
    )

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger)
    unit: Mapped[int]
    sealed: Mapped[bytes]
    #: The mark of the slip or ticket that this ballot spent: one row, so both are kept or neither.
    spent: Mapped[bytes | None]


class Ballot(BoxBase):
    """A sealed ballot in the box, in no order and with nothing beside it."""

    __tablename__ = "ballot"
    __table_args__ = (sa.Index(None, "survey_id", "unit"),)

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger)
    unit: Mapped[int]
    sealed: Mapped[bytes]


class SpentMark(BoxBase):
    """The mark of a slip or ticket that was spent, apart from every ballot and in no order."""

    __tablename__ = "spent_mark"
    __table_args__ = (sa.UniqueConstraint("survey_id", "mark"), sa.Index(None, "survey_id", "unit"))

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger)
    unit: Mapped[int]
    mark: Mapped[bytes]


class Slip(BoxBase):
    """A paper slip that was printed for a unit: a keyed hash of its code, in no order; who drew it is known to nobody."""

    __tablename__ = "slip"
    __table_args__ = (sa.UniqueConstraint("code_hash"), sa.Index(None, "survey_id", "unit"))

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger)
    unit: Mapped[int]
    code_hash: Mapped[bytes]


class TicketKey(BoxBase):
    """The private half of one unit's ticket key, sealed under the instance key; erased when the box closes."""

    __tablename__ = "ticket_key"
    __table_args__ = (sa.UniqueConstraint("survey_id", "unit"),)

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger)
    unit: Mapped[int]
    sealed: Mapped[bytes]


class Link(BoxBase):
    """A personal link: a hash of its secret, and a hash of what was signed for it once somebody drew. Erased at closing."""

    __tablename__ = "link"
    __table_args__ = (sa.UniqueConstraint("token_hash"), sa.Index(None, "survey_id", "unit"))

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger)
    unit: Mapped[int]
    token_hash: Mapped[bytes]
    blinded_hash: Mapped[bytes | None]


class DrawnCount(BoxBase):
    """How many of a unit were invited and drew a ticket: what closing leaves of the links."""

    __tablename__ = "drawn_count"
    __table_args__ = (sa.UniqueConstraint("survey_id", "unit"),)

    id: Mapped[RandomId]
    survey_id: Mapped[int] = mapped_column(sa.BigInteger)
    unit: Mapped[int]
    invited: Mapped[int]
    drawn: Mapped[int]
