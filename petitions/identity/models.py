"""Tables of a name that was sealed apart, and of requests for it: by days, with every written word sealed."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId, choice
from petitions.identity.asking import Answer

Id = sa.BigInteger


class IdentityRequest(Base):
    """Somebody of the case's office asks to see the petitioner's sealed name; shown to the petitioner.

    What is written in it lies under a key of its own, which the keepers reach through the vault, and the petitioner and
    the office through the case's key.
    """

    __tablename__ = "identity_request"
    __table_args__ = (
        sa.CheckConstraint(
            "(objection_until IS NULL) = (urgency_sealed IS NOT NULL)", name="urgent_only_with_a_reason"
        ),
        sa.CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answered_on_a_day"),
        sa.CheckConstraint(
            "(is_granted IS NULL) = (decided_on IS NULL) AND (decided_on IS NULL) = (keeper_id IS NULL)",
            name="decided_by_a_keeper",
        ),
        sa.CheckConstraint("keeper_id <> account_id", name="nobody_decides_for_themselves"),
        sa.CheckConstraint(
            "granted_until IS NULL OR (is_granted IS NOT NULL AND is_granted AND (answer IS NULL OR answer <> 'objected'))",
            name="granted_and_not_against_the_petitioner",
        ),
    )

    id: Mapped[RandomId]
    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), index=True)
    #: Who asks.
    account_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id"))
    asked_on: Mapped[date]
    #: Last day on which the petitioner may object; null when it is urgent.
    objection_until: Mapped[date | None]
    #: The request's key under the case's key, bound to identity-request:<id>/key.
    key_sealed: Mapped[bytes]
    #: Why, in the officer's words, bound to identity-request:<id>/reason; and why it cannot wait.
    reason_sealed: Mapped[bytes]
    urgency_sealed: Mapped[bytes | None]
    answer: Mapped[Answer | None] = mapped_column(choice(Answer, "answer"))
    answered_on: Mapped[date | None]
    #: What the petitioner wrote with the answer.
    answer_sealed: Mapped[bytes | None]
    keeper_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    decided_on: Mapped[date | None]
    is_granted: Mapped[bool | None]
    #: Why a keeper did not agree.
    refusal_sealed: Mapped[bytes | None]
    granted_until: Mapped[date | None]
    #: The key was taken back, or the request came to nothing because the case moved on.
    ended_on: Mapped[date | None]

    @property
    def is_urgent(self) -> bool:
        """Whether it goes to the keepers without waiting for the petitioner."""
        return self.urgency_sealed is not None


class IdentityReading(Base):
    """That whoever had asked opened the name on a day."""

    __tablename__ = "identity_reading"

    request_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("identity_request.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)


class SealedIdentity(Base):
    """Name and contact of a petitioner who is 实名保密, under a key only identity keepers can reach."""

    __tablename__ = "sealed_identity"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    #: Bound to identity:<petition id>; its key is the vault's subject of the same name.
    sealed: Mapped[bytes]
