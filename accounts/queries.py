"""Every SELECT over units, accounts and sessions; plain rows in a fixed order."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Account, AuditEntry, RoleAssignment, SignInSession, Unit
from accounts.people import Assignment, Person
from accounts.units import UnitRow, UnitTree


def unit_tree(session: Session, *, only_active: bool = False) -> UnitTree:
    """All units as a tree."""
    rows = session.execute(
        sa.select(Unit.id, Unit.parent_id, Unit.name, Unit.headcount, Unit.position, Unit.active).order_by(
            Unit.position, Unit.name, Unit.id
        )
    )
    units = [UnitRow(*row) for row in rows]
    return UnitTree(unit for unit in units if unit.active or not only_active)


def any_account(session: Session) -> bool:
    """Whether the product was set up: somebody can sign in."""
    return session.execute(sa.select(Account.id).limit(1)).first() is not None


def account(session: Session, account_id: int) -> Account:
    """One account. Raises NoResultFound."""
    return session.execute(sa.select(Account).where(Account.id == account_id)).scalar_one()


def account_by_username(session: Session, username: str) -> Account | None:
    """The active account with this user name."""
    found = sa.select(Account).where(Account.username == username.strip().lower(), Account.active)
    return session.execute(found).scalar_one_or_none()


def accounts(session: Session) -> list[Account]:
    """All accounts, active first, by name."""
    return list(session.execute(sa.select(Account).order_by(Account.active.desc(), Account.name, Account.id)).scalars())


def assignments(session: Session, account_id: int) -> tuple[Assignment, ...]:
    """The roles of an account, in a fixed order."""
    rows = session.execute(
        sa.select(RoleAssignment.role, RoleAssignment.unit_id)
        .where(RoleAssignment.account_id == account_id)
        .order_by(RoleAssignment.role, RoleAssignment.unit_id)
    )
    return tuple(Assignment(role, unit_id) for role, unit_id in rows)


def people(session: Session) -> list[Person]:
    """Every active account as a person without keys, by name."""
    active = sa.select(Account.id, Account.name).where(Account.active).order_by(Account.name, Account.id)
    rows = sa.select(RoleAssignment.account_id, RoleAssignment.role, RoleAssignment.unit_id).order_by(
        RoleAssignment.account_id, RoleAssignment.role, RoleAssignment.unit_id
    )
    held: dict[int, list[Assignment]] = {}
    for account_id, role, unit_id in session.execute(rows):
        held.setdefault(account_id, []).append(Assignment(role, unit_id))
    return [Person(row.id, row.name, tuple(held.get(row.id, ()))) for row in session.execute(active)]


def sign_in_session(session: Session, token_hash: bytes) -> SignInSession | None:
    """The signed-in browser whose cookie hashes to `token_hash`."""
    return session.execute(sa.select(SignInSession).where(SignInSession.token_hash == token_hash)).scalar_one_or_none()


def audit_entries(session: Session, *, limit: int = 100, before: int | None = None) -> list[AuditEntry]:
    """Audit entries, newest first."""
    wanted = sa.select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(AuditEntry.sequence < before)
    return list(session.execute(wanted).scalars())
