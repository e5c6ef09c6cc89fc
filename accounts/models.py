"""Tables of units, accounts, roles, sign-in sessions, preferences and the audit log."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from accounts.roles import Role
from database import Base, Moment, RandomId, choice


class Unit(Base):
    """A unit of the enterprise. A unit that is closed or merged stays, inactive, so that history stays right."""

    __tablename__ = "unit"
    __table_args__ = (
        sa.CheckConstraint("id <> parent_id", name="not_its_own_parent"),
        sa.CheckConstraint("headcount >= 0", name="headcount_not_negative"),
        sa.UniqueConstraint("parent_id", "name"),
    )

    id: Mapped[RandomId]
    parent_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    #: People of this unit itself, without the units below it.
    headcount: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class Account(Base):
    """Somebody who signs in. The password is never stored: opening the account key is what authenticates."""

    __tablename__ = "account"

    id: Mapped[RandomId]
    username: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    title: Mapped[str] = mapped_column(sa.String(60), default="")
    #: Where notices go by mail; empty when none should.
    mailbox: Mapped[str] = mapped_column(sa.String(254), default="")
    active: Mapped[bool] = mapped_column(default=True)
    #: Set when an administrator gave the password: the next sign-in must choose a new one.
    must_change_password: Mapped[bool] = mapped_column(default=False)
    #: TOTP secret sealed under the instance key, or null when the second step is off.
    totp_sealed: Mapped[bytes | None]
    #: Last TOTP time step accepted, so that a code works once.
    totp_last_step: Mapped[int | None] = mapped_column(sa.BigInteger)
    created_on: Mapped[date]


class RoleAssignment(Base):
    """A role of an account over a unit and everything below it."""

    __tablename__ = "role_assignment"
    __table_args__ = (sa.UniqueConstraint("account_id", "role", "unit_id"),)

    id: Mapped[RandomId]
    account_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    unit_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("unit.id"))


class SignInSession(Base):
    """One signed-in browser. The account key lies here sealed under a key that only the cookie holds."""

    __tablename__ = "sign_in_session"

    id: Mapped[RandomId]
    account_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    #: BLAKE2b of the cookie's token, so that the table alone opens no session.
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    sealed_key: Mapped[bytes]
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class AuditEntry(Base):
    """What somebody with an account did; append-only, each entry hashed over the one before it."""

    __tablename__ = "audit_entry"

    #: Consecutive from 1: entries are officers' actions, never a petitioner's or respondent's.
    sequence: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(sa.BigInteger, index=True)
    action: Mapped[str] = mapped_column(sa.String(60), index=True)
    subject: Mapped[str] = mapped_column(sa.String(80), index=True)
    #: Clear facts such as an old and a new value; never a word that staff wrote.
    details: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    digest: Mapped[bytes]


class AuditCut(Base):
    """The beginning of the audit log was removed: what the first entry that is left follows from.

    One row each time, kept for ever; each is also told in the log itself, which `accounts.audit.first_broken` compares.
    """

    __tablename__ = "audit_cut"
    __table_args__ = (sa.CheckConstraint("removed > 0", name="removed_something"),)

    #: The number of the last entry removed.
    through: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    #: The digest of that entry.
    digest: Mapped[bytes]
    cut_on: Mapped[date]
    removed: Mapped[int]


class Preference(Base):
    """An editable setting that differs from its declared default (accounts.preferences)."""

    __tablename__ = "preference"

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    value: Mapped[object] = mapped_column(sa.JSON)
