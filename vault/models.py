"""Tables of account keys, reading groups and the wraps through which a subject's key is reached."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger


class AccountKey(Base):
    """A holder's X25519 pair; the private half is sealed under Argon2id of the password."""

    __tablename__ = "account_key"

    holder_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    public: Mapped[bytes]
    sealed_private: Mapped[bytes]
    salt: Mapped[bytes]
    cost: Mapped[str] = mapped_column(sa.String(20))


class ReadingGroup(Base):
    """An office (受理机构): the people who may read one kind of matter for a unit and what is below it."""

    __tablename__ = "reading_group"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('union', 'discipline', 'identity')", name="kind_known"),
        sa.CheckConstraint(
            "(founded_on IS NULL) = (founding_hash IS NOT NULL)", name="founded_or_waiting_for_its_founder"
        ),
        sa.UniqueConstraint("kind", "unit_id"),
    )

    id: Mapped[RandomId]
    kind: Mapped[str] = mapped_column(sa.String(20))
    unit_id: Mapped[int] = mapped_column(Id)
    #: Hash of the founding link, until somebody founds the group with it.
    founding_hash: Mapped[bytes | None] = mapped_column(unique=True)
    founded_by: Mapped[int | None] = mapped_column(Id)
    founded_on: Mapped[date | None]
    #: Public half of the recovery key whose private half is printed on three sheets, once these are confirmed.
    recovery_public: Mapped[bytes | None]
    recovery_confirmed_on: Mapped[date | None]


class GroupKey(Base):
    """One generation of a group's pair. Removing a member begins a new one; old ones open closed subjects."""

    __tablename__ = "group_key"
    __table_args__ = (sa.UniqueConstraint("group_id", "generation"),)

    id: Mapped[RandomId]
    group_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("reading_group.id", ondelete="CASCADE"))
    generation: Mapped[int]
    public: Mapped[bytes]
    #: The private half sealed to the group's recovery key, when there is one.
    recovery_sealed: Mapped[bytes | None]


class GroupMember(Base):
    """Somebody who may read what a group reads; admitted by a member, never by an administrator."""

    __tablename__ = "group_member"

    group_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("reading_group.id", ondelete="CASCADE"), primary_key=True)
    holder_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False, index=True)
    admitted_by: Mapped[int | None] = mapped_column(Id)
    admitted_on: Mapped[date]


class GroupKeyWrap(Base):
    """A group's private half sealed to one member."""

    __tablename__ = "group_key_wrap"

    group_key_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("group_key.id", ondelete="CASCADE"), primary_key=True)
    holder_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False, index=True)
    sealed: Mapped[bytes]


class SubjectKeyWrap(Base):
    """The key of a petition or survey, sealed either to a group's key or to one holder for a purpose."""

    __tablename__ = "subject_key_wrap"
    __table_args__ = (
        sa.CheckConstraint("(holder_id IS NULL) <> (group_key_id IS NULL)", name="to_a_group_or_to_a_holder"),
        sa.UniqueConstraint("subject", "holder_id", "purpose"),
        sa.UniqueConstraint("subject", "group_key_id"),
    )

    id: Mapped[RandomId]
    subject: Mapped[str] = mapped_column(sa.String(60), index=True)
    #: The office the subject belongs to, also while its key is sealed to the members singly.
    group_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("reading_group.id"))
    group_key_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("group_key.id"))
    holder_id: Mapped[int | None] = mapped_column(Id, index=True)
    purpose: Mapped[str] = mapped_column(sa.String(30))
    #: Last day on which the wrap may be used; null for no end.
    until: Mapped[date | None]
    sealed: Mapped[bytes]
