"""Setting up, and every write to accounts, their roles and the enterprise's choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit, group_operations, passwords, preferences, queries, sign_in_operations, unit_operations
from accounts.models import Account, RoleAssignment, Unit
from accounts.offices import KINDS, ROLE_OF
from accounts.people import Assignment, Person
from accounts.roles import Role, may_combine
from accounts.unit_lists import UnitLine
from vault import account_keys
from vault.instance_key import InstanceKey
from web.errors import Refusal

OFFICER_AND_KEEPER = _l(
    "同一人不能既办理诉求（诉求办理专员、纪检），又是实名信息保管人。请把其中一个角色交给另一位同事。"
)
ALREADY_SET_UP = _l("心桥已经设置好了，设置链接不再有效。请直接登录。")
USERNAME_TAKEN = _l("这个用户名已经有人用了。请换一个。")
LAST_ADMINISTRATOR = _l("至少要有一位能登录的系统管理员。请先给另一位同事这个角色。")
STILL_A_MEMBER = _l(
    "他还是受理机构的成员。去掉这个角色、或者换到管不到那个单位的地方以前，请同组成员先把他移出受理机构。"
)
STILL_HOLDS = _l(
    "他名下还有没办完的诉求或台账。请诉求办理专员（检举控告由纪检）先在“诉求办理”的“移交”页面交给别人；来不及的，勾上“先停用，随后移交”再保存。"
)
LAST_ABLE = _l(
    "他停用以后，受理机构里就没有人能登录，密封的内容谁也打不开。请他先接纳另一位同事；来不及的，勾上“先停用，随后移交”再保存，以后要凭恢复单找回来。"
)
NOT_YOUR_OWN = _l("不能重置自己的密码。请在“我的账号”里修改。")


#: Whether an account still holds work that somebody else should take over first.
HeldWork = Callable[[Session, int], bool]


def register_held_work(app: Flask, holds: HeldWork) -> None:
    """Let a package say whether an account still holds work of its kind."""
    app.extensions.setdefault("held_work", []).append(holds)


@dataclass(frozen=True)
class NewAccount:
    """Somebody named during set-up."""

    username: str
    name: str
    password: str = field(repr=False)


def add_unit(
    session: Session,
    *,
    name: str,
    parent_id: int | None,
    headcount: int = 0,
    position: int = 0,
    actor: Person | None,
    now: datetime,
) -> Unit:
    """Add a unit below `parent_id`, or the enterprise itself when None."""
    unit = Unit(name=name.strip(), parent_id=parent_id, headcount=headcount, position=position)
    session.add(unit)
    session.flush()
    audit.record(session, actor, "unit.add", f"unit:{unit.id}", now=now, name=unit.name)
    return unit


def add_account(
    session: Session,
    *,
    username: str,
    name: str,
    password: str,
    assignments: list[Assignment],
    actor: Person | None,
    now: datetime,
    title: str = "",
    must_change_password: bool = False,
) -> Account:
    """Add somebody who signs in, with a fresh account key. Raises Refusal when the roles exclude each other."""
    from_roles = {each.role for each in assignments}
    if not may_combine(from_roles):
        raise Refusal(OFFICER_AND_KEEPER, field="roles")
    if queries.account_by_username(session, username, active=None) is not None:
        raise Refusal(USERNAME_TAKEN, field="username")
    account = Account(
        username=username.strip().lower(),
        name=name.strip(),
        title=title.strip(),
        must_change_password=must_change_password,
        created_on=now.date(),
    )
    session.add(account)
    session.flush()
    session.add_all(RoleAssignment(account_id=account.id, role=each.role, unit_id=each.unit_id) for each in assignments)
    account_keys.create(session, account.id, password, cost=sign_in_operations.password_cost())
    audit.record(
        session,
        actor,
        "account.add",
        f"account:{account.id}",
        now=now,
        roles=sorted(role.value for role in from_roles),
    )
    return account


def set_up(
    session: Session,
    *,
    organisation: str,
    units: Sequence[UnitLine],
    administrator: NewAccount,
    officer: NewAccount,
    now: datetime,
) -> Account:
    """Begin an installation: organisation, units, administrator, first officer, and one waiting office of each kind.

    Raises Refusal when somebody was faster.
    """
    if queries.any_account(session):
        raise Refusal(ALREADY_SET_UP)
    preferences.write(session, organisation=organisation.strip())
    root, *_ = unit_operations.add_units(session, units, below=None, actor=None, now=now)
    made = []
    for new, role in ((administrator, Role.ADMIN), (officer, Role.OFFICER)):
        made.append(
            add_account(
                session,
                username=new.username,
                name=new.name,
                password=new.password,
                assignments=[Assignment(role, root)],
                actor=None,
                now=now,
                must_change_password=role is Role.OFFICER,
            )
        )
    for kind in KINDS:
        group_operations.prepare(session, kind=kind, unit_id=root, actor=None, now=now)
    return made[0]


def change_account(
    session: Session,
    account_id: int,
    *,
    name: str,
    title: str,
    active: bool,
    assignments: Sequence[Assignment],
    despite_work: bool = False,
    actor: Person,
    now: datetime,
) -> None:
    """Change name, title, roles and whether somebody may sign in. Raises Refusal for roles that exclude each other,
    for the last administrator, for a role that a membership of a reading group still needs, and for an account that
    still holds work or is the last one that opens an office's content, unless it is stopped `despite_work`."""
    account = queries.account(session, account_id)
    if account.active and not active and not despite_work:
        _require_may_stop(session, account_id)
    roles = {each.role for each in assignments}
    if not may_combine(roles):
        raise Refusal(OFFICER_AND_KEEPER, field="roles")
    keeps_admin = active and Role.ADMIN in roles
    if not keeps_admin and queries.administrators(session) <= {account_id}:
        raise Refusal(LAST_ADMINISTRATOR, field="roles")
    changed, tree = Person(account_id, account.name, tuple(assignments)), queries.unit_tree(session)
    for group in queries.groups_of(session, account_id) if active else ():
        # Also where the role stays and only its unit moves: they would read on for people who are no longer theirs.
        if group.unit_id not in changed.reach(tree, ROLE_OF[group.kind]):
            raise Refusal(STILL_A_MEMBER, field="roles" if ROLE_OF[group.kind] not in roles else "unit_id")
    account.name, account.title, account.active = name.strip(), title.strip(), active
    session.execute(sa.delete(RoleAssignment).where(RoleAssignment.account_id == account_id))
    session.add_all(RoleAssignment(account_id=account_id, role=each.role, unit_id=each.unit_id) for each in assignments)
    session.flush()
    if not active:
        sign_in_operations.end_sessions(session, account_id)
    held = sorted(f"{each.role.value}@{each.unit_id}" for each in assignments)
    audit.record(session, actor, "account.change", f"account:{account_id}", now=now, roles=held, active=active)


def _require_may_stop(session: Session, account_id: int) -> None:
    """Raises Refusal for whoever holds work, or opens an office's content alone."""
    if _holds_work(session, account_id):
        raise Refusal(STILL_HOLDS, field="active")
    groups = queries.groups_of(session, account_id)
    if any(queries.able_members(session, group.id) == {account_id} for group in groups):
        raise Refusal(LAST_ABLE, field="active")


def change_mailbox(session: Session, account_id: int, mailbox: str, *, actor: Person, now: datetime) -> None:
    """Where notices to this account go by mail; empty for none. The log tells that it changed, not to what."""
    account = queries.account(session, account_id)
    if account.mailbox != mailbox.strip():
        account.mailbox = mailbox.strip()
        audit.record(session, actor, "account.mailbox", f"account:{account_id}", now=now)


def _holds_work(session: Session, account_id: int) -> bool:
    return any(holds(session, account_id) for holds in current_app.extensions.get("held_work", []))


def reset_password(session: Session, account_id: int, *, actor: Person, now: datetime) -> str:
    """Give an account a new key under an initial password, which is returned once. What the old key opened must be
    given again: members of its groups admit it anew. An administrator cannot read anything by this."""
    if account_id == actor.id:
        raise Refusal(NOT_YOUR_OWN)
    account = queries.account(session, account_id)
    password = passwords.initial()
    account_keys.reset(session, account_id, password, cost=sign_in_operations.password_cost())
    account.must_change_password = True
    account.totp_sealed = account.totp_last_step = None
    sign_in_operations.end_sessions(session, account_id)
    audit.record(session, actor, "account.reset", f"account:{account_id}", now=now)
    return password


def change_preferences(session: Session, changes: dict[str, object], *, actor: Person, now: datetime) -> None:
    """Store the enterprise's choices; the log tells which changed and from what to what."""
    before = preferences.read(session)
    changed = {
        name: [getattr(before, name), value] for name, value in changes.items() if getattr(before, name) != value
    }
    preferences.write(session, **changes)
    if changed:
        audit.record(session, actor, "preferences.change", "", now=now, changed=changed)


def set_up_token(key: InstanceKey) -> str:
    """The token of the set-up link; it works only while no account exists."""
    return key.derive("set-up-link").hex()[:32]
