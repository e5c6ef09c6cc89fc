"""Every SELECT over units, accounts and sessions; plain rows in a fixed order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy.orm import Session

from accounts import audit
from accounts.models import Account, AuditCut, AuditEntry, RoleAssignment, SignInSession, Unit
from accounts.offices import LABELS, ROLE_OF
from accounts.people import Assignment, Person
from accounts.roles import Role
from accounts.units import UnitRow, UnitTree
from vault import reading_groups, recovery
from vault.models import GroupMember, ReadingGroup
from web import kept_reads
from web.errors import Missing


@dataclass(frozen=True)
class Member:
    """Somebody who reads what an office reads."""

    id: int
    name: str
    admitted_by: str
    admitted_on: date
    #: Whether they may sign in: somebody who may not holds the keys still, and opens nothing.
    active: bool


@dataclass(frozen=True)
class Office:
    """A reading group as pages show it."""

    id: int
    kind: str
    unit_id: int
    unit: str
    founder: str
    founded_on: date | None
    members: tuple[Member, ...]
    sheets_confirmed_on: date | None
    sheets_valid: bool

    @property
    def able(self) -> int:
        """How many members may sign in."""
        return sum(member.active for member in self.members)


@dataclass(frozen=True)
class DemoPerson:
    """Somebody a demonstration lets in with one click."""

    username: str
    name: str
    title: str
    roles: tuple[Role, ...]


#: For so long the office above is told of a new one below it.
NEWS_FOR = timedelta(days=30)

# Asked for every page of the desk, so the statements are built once.
_UNITS = sa.select(Unit.id, Unit.parent_id, Unit.name, Unit.headcount, Unit.position, Unit.active).order_by(
    Unit.position, Unit.name, Unit.id
)
_ACCOUNT = sa.select(Account).where(Account.id == sa.bindparam("account_id"))
_ACCOUNTS = sa.select(Account).order_by(Account.active.desc(), Account.name, Account.id)
_ASSIGNMENTS = (
    sa.select(RoleAssignment.role, RoleAssignment.unit_id)
    .where(RoleAssignment.account_id == sa.bindparam("account_id"))
    .order_by(RoleAssignment.role, RoleAssignment.unit_id)
)
_PEOPLE = sa.select(Account.id, Account.name).where(Account.active).order_by(Account.name, Account.id)
_NAMES = sa.select(Account.id, Account.name)
_ROLES = sa.select(RoleAssignment.account_id, RoleAssignment.role, RoleAssignment.unit_id).order_by(
    RoleAssignment.account_id, RoleAssignment.role, RoleAssignment.unit_id
)
_SESSION = sa.select(SignInSession).where(SignInSession.token_hash == sa.bindparam("token_hash"))


def unit_tree(session: Session, *, only_active: bool = False) -> UnitTree:
    """All units as a tree."""
    units = kept_reads.while_reading(session, UnitRow, _units)
    return UnitTree(unit for unit in units if unit.active or not only_active)


def _units(session: Session) -> list[UnitRow]:
    return [UnitRow(*row) for row in session.execute(_UNITS)]


def any_account(session: Session) -> bool:
    """Whether the product was set up: somebody can sign in."""
    return session.execute(sa.select(Account.id).limit(1)).first() is not None


def account(session: Session, account_id: int) -> Account:
    """One account. Raises NoResultFound."""
    return session.execute(_ACCOUNT, {"account_id": account_id}).scalar_one()


def account_to_change(session: Session, account_id: int) -> Account:
    """One account as it stands now, locked for this transaction. Raises NoResultFound."""
    wanted = _ACCOUNT.with_for_update().execution_options(populate_existing=True)
    return session.execute(wanted, {"account_id": account_id}).scalar_one()


def account_by_username(session: Session, username: str, *, active: bool | None = True) -> Account | None:
    """The account with this user name, active unless `active` is None."""
    found = sa.select(Account).where(Account.username == username.strip().lower())
    if active is not None:
        found = found.where(Account.active == active)
    return session.execute(found).scalar_one_or_none()


def accounts(session: Session) -> list[Account]:
    """All accounts, active first, by name."""
    return list(session.execute(_ACCOUNTS).scalars())


def mailbox(session: Session, account_id: int) -> str | None:
    """Where notices to this person go by mail; None when they left or want none."""
    wanted = sa.select(Account.mailbox).where(Account.id == account_id, Account.active, Account.mailbox != "")
    return session.execute(wanted).scalar_one_or_none()


def with_mailbox(session: Session) -> list[Person]:
    """Every active account that mail can be sent to, as a person without keys, by name."""
    reachable = set(session.execute(sa.select(Account.id).where(Account.mailbox != "")).scalars())
    return [each for each in people(session) if each.id in reachable]


def assignments(session: Session, account_id: int) -> tuple[Assignment, ...]:
    """The roles of an account, in a fixed order."""
    rows = session.execute(_ASSIGNMENTS, {"account_id": account_id})
    return tuple(Assignment(role, unit_id) for role, unit_id in rows)


def people(session: Session) -> list[Person]:
    """Every active account as a person without keys, by name."""
    return list(kept_reads.while_reading(session, Person, _people))


def _people(session: Session) -> list[Person]:
    held = roles_by_account(session)
    return [Person(row.id, row.name, held.get(row.id, ())) for row in session.execute(_PEOPLE)]


def administrators(session: Session) -> frozenset[int]:
    """Ids of the active accounts that administer."""
    wanted = (
        sa.select(Account.id)
        .join(RoleAssignment, RoleAssignment.account_id == Account.id)
        .where(Account.active, RoleAssignment.role == Role.ADMIN)
    )
    return frozenset(session.execute(wanted).scalars())


def groups_of(session: Session, account_id: int) -> list[ReadingGroup]:
    """The reading groups an account is a member of, in a fixed order."""
    ids = reading_groups.groups_of(session, account_id)
    return [group for group in reading_groups.groups(session) if group.id in ids]


def offices(session: Session, today: date) -> list[Office]:
    """Every office with its unit, founder, members and the state of its recovery sheets, in a fixed order."""
    return list(kept_reads.while_reading(session, (Office, today), lambda reading: _offices(reading, today)))


def _offices(session: Session, today: date) -> list[Office]:
    tree, members = unit_tree(session), reading_groups.members_by_group(session)
    names, able = account_names(session), {each.id for each in people(session)}
    return [
        _office(group, members.get(group.id, ()), tree, names, able, today) for group in reading_groups.groups(session)
    ]


def office(session: Session, group_id: int, today: date) -> Office:
    """One office. Raises Missing."""
    found = next((each for each in offices(session, today) if each.id == group_id), None)
    if found is None:
        raise Missing
    return found


def able_members(session: Session, group_id: int) -> frozenset[int]:
    """The members of an office who may sign in: whoever may not opens nothing, though the keys are still theirs."""
    members = sa.select(GroupMember.holder_id).where(GroupMember.group_id == group_id)
    return frozenset(session.execute(sa.select(Account.id).where(Account.id.in_(members), Account.active)).scalars())


def shut_without(session: Session, account_id: int, today: date) -> list[Office]:
    """The offices whose content nobody could open any more without this account, and no recovery sheets either."""
    return [
        each
        for each in offices(session, today)
        if {member.id for member in each.members if member.active} == {account_id} and not each.sheets_valid
    ]


def candidates(session: Session, office: Office) -> list[Person]:
    """People who could be admitted: they hold the office's role over its unit and are not members yet."""
    tree = unit_tree(session)
    inside = {member.id for member in office.members}
    return [
        each
        for each in people(session)
        if each.id not in inside and office.unit_id in each.reach(tree, ROLE_OF[office.kind])
    ]


def unconfirmed(session: Session, account_id: int, today: date) -> list[Office]:
    """The account's offices whose recovery sheets are not confirmed within a year."""
    return [
        each
        for each in offices(session, today)
        if account_id in {member.id for member in each.members} and not each.sheets_valid
    ]


def carved_out(session: Session, account_id: int, today: date) -> list[Office]:
    """The offices founded within `NEWS_FOR` by others below one of the account's own: what comes from there goes to them."""
    tree, everything = unit_tree(session), offices(session, today)
    own = {(each.kind, each.unit_id) for each in everything if account_id in {member.id for member in each.members}}
    return [
        each
        for each in everything
        if each.founded_on is not None
        and today - each.founded_on < NEWS_FOR
        and (each.kind, each.unit_id) not in own
        and each.unit_id in tree
        and any((each.kind, above.id) in own for above in tree.ancestors(each.unit_id))
    ]


def account_sessions(session: Session, account_id: int) -> list[SignInSession]:
    """The browsers an account is signed in with, the latest first."""
    wanted = sa.select(SignInSession).where(SignInSession.account_id == account_id)
    return list(session.execute(wanted.order_by(SignInSession.seen_at.desc(), SignInSession.id)).scalars())


def _office(
    group: ReadingGroup,
    members: Iterable[GroupMember],
    tree: UnitTree,
    names: dict[int, str],
    able: Container[int],
    today: date,
) -> Office:
    found = tuple(
        Member(
            each.holder_id,
            names.get(each.holder_id, "—"),
            names.get(each.admitted_by or 0, ""),
            each.admitted_on,
            each.holder_id in able,
        )
        for each in members
    )
    return Office(
        id=group.id,
        kind=group.kind,
        unit_id=group.unit_id,
        unit=tree.path(group.unit_id) if group.unit_id in tree else "—",
        founder=names.get(group.founded_by or 0, ""),
        founded_on=group.founded_on,
        members=found,
        sheets_confirmed_on=group.recovery_confirmed_on,
        sheets_valid=recovery.is_confirmed(group.recovery_confirmed_on, today),
    )


def demo_people(session: Session) -> list[DemoPerson]:
    """Every active account with its roles, in the order of the roles."""
    held, order = {each.id: tuple(role.role for role in each.assignments) for each in people(session)}, list(Role)
    found = [
        DemoPerson(each.username, each.name, each.title, held.get(each.id, ()))
        for each in accounts(session)
        if each.active
    ]
    return sorted(found, key=lambda each: (min((order.index(role) for role in each.roles), default=99), each.name))


def roles_by_account(session: Session) -> dict[int, tuple[Assignment, ...]]:
    """Every account's roles, active or not."""
    held: dict[int, list[Assignment]] = {}
    for account_id, role, unit_id in session.execute(_ROLES):
        held.setdefault(account_id, []).append(Assignment(role, unit_id))
    return {account_id: tuple(assignments) for account_id, assignments in held.items()}


def account_names(session: Session) -> dict[int, str]:
    """Names by account id, of everybody who ever had an account."""
    return {row.id: row.name for row in session.execute(_NAMES)}


def subject_names(session: Session) -> dict[str, str]:
    """What the audit log's subjects about accounts, units and offices are called."""
    tree = unit_tree(session)
    named = {f"account:{account_id}": name for account_id, name in account_names(session).items()}
    named |= {f"unit:{row.id}": tree.path(row.id) for _depth, row in tree.walk()}
    for group in reading_groups.groups(session):
        place = tree.path(group.unit_id) if group.unit_id in tree else ""
        named[f"group:{group.id}"] = f"{gettext(LABELS[group.kind])} {place}"
    return named


def audit_chain(session: Session) -> Iterator[AuditEntry]:
    """Every audit entry, oldest first, without holding them all in memory."""
    wanted = sa.select(AuditEntry).order_by(AuditEntry.sequence).execution_options(yield_per=1000)
    yield from session.execute(wanted).scalars()


def audit_cuts(session: Session) -> list[AuditCut]:
    """Every removal of the audit log's beginning, oldest first."""
    return list(session.execute(sa.select(AuditCut).order_by(AuditCut.through)).scalars())


def first_broken_audit(session: Session) -> int | None:
    """The number of the first audit entry at which the stored log was changed, or None when it is whole."""
    return audit.first_broken(audit_chain(session), audit_cuts(session))


def last_audit_before(session: Session, moment: datetime) -> AuditEntry | None:
    """The last of the entries that stand before the first one of `moment` or later; None while either is missing."""
    first = session.execute(sa.select(AuditEntry.at).order_by(AuditEntry.sequence).limit(1)).scalar()
    if first is None or first >= moment:
        return None
    kept = sa.select(sa.func.min(AuditEntry.sequence)).where(AuditEntry.at >= moment).scalar_subquery()
    return session.execute(sa.select(AuditEntry).where(AuditEntry.sequence == kept - 1)).scalar_one_or_none()


def sign_in_session(session: Session, token_hash: bytes) -> SignInSession | None:
    """The signed-in browser whose cookie hashes to `token_hash`."""
    return session.execute(_SESSION, {"token_hash": token_hash}).scalar_one_or_none()


def audit_entries(session: Session, *, limit: int = 100, before: int | None = None) -> list[AuditEntry]:
    """Audit entries, newest first."""
    wanted = sa.select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(AuditEntry.sequence < before)
    return list(session.execute(wanted).scalars())
