"""Writes to accounts and sessions: what a session row gives away, who may end it, and what set-up makes."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import operations, queries
from accounts.models import AuditEntry, SignInSession
from accounts.operations import NewAccount
from accounts.people import Assignment
from accounts.roles import Role
from accounts.unit_lists import from_text
from vault.account_keys import WrongPassword
from web.errors import Refusal

PASSWORD = "一座桥 operations"


def _account(session: Session, clock: Any, *roles: Role) -> Any:
    root = operations.add_unit(session, name="集团", parent_id=None, actor=None, now=clock())
    return operations.add_account(
        session,
        username=" WangFang ",
        name=" 王芳 ",
        password=PASSWORD,
        assignments=[Assignment(role, root.id) for role in roles],
        actor=None,
        now=clock(),
    )


def test_an_account_is_found_by_its_name_however_it_is_typed(session: Session, clock: Any) -> None:
    made = _account(session, clock, Role.OFFICER)

    assert (made.username, made.name) == ("wangfang", "王芳")
    opened, keys = operations.open_account(session, "  WANGFANG", PASSWORD)
    assert (opened.id, keys.holder_id) == (made.id, made.id)
    for username, password in (("wangfang", PASSWORD + "x"), ("nobody", PASSWORD)):
        with pytest.raises(WrongPassword):
            operations.open_account(session, username, password)


def test_roles_that_exclude_each_other_are_refused_before_anything_is_kept(session: Session, clock: Any) -> None:
    with pytest.raises(Refusal):
        _account(session, clock, Role.OFFICER, Role.KEEPER)

    assert not queries.any_account(session)


def test_a_session_row_holds_neither_the_cookie_nor_the_key(session: Session, clock: Any) -> None:
    made = _account(session, clock, Role.OFFICER)
    _opened, keys = operations.open_account(session, "wangfang", PASSWORD)

    cookie, person = operations.begin_session(session, made.id, keys, now=clock())

    row = session.scalars(sa.select(SignInSession)).one()
    stored = row.token_hash + row.sealed_key
    assert keys.pair.private not in stored
    assert cookie.encode() not in stored
    assert person.session_id == row.id
    assert PASSWORD not in repr(person)


def test_only_one_set_up_wins(session: Session, clock: Any) -> None:
    admin, officer = NewAccount("zhaomin", "赵敏", PASSWORD), NewAccount("wangfang", "王芳", PASSWORD)
    facts = {"organisation": "集团", "units": from_text("集团\n  一部 3"), "administrator": admin, "officer": officer}

    operations.set_up(session, **facts, now=clock())

    with pytest.raises(Refusal):
        operations.set_up(session, **facts, now=clock())
    assert PASSWORD not in repr(admin)
    held = {person.name: person.roles for person in queries.people(session)}
    assert held == {"赵敏": {Role.ADMIN}, "王芳": {Role.OFFICER}}


def test_what_was_done_is_written_down_without_a_password(session: Session, clock: Any) -> None:
    made = _account(session, clock, Role.HANDLER)
    admin = queries.people(session)[0]
    with pytest.raises(Refusal):
        operations.reset_password(session, made.id, actor=admin, now=clock())
    operations.change_preferences(session, {"handling_days": 45}, actor=admin, now=clock())

    rows = session.execute(sa.select(AuditEntry.action, AuditEntry.details)).all()
    assert [row.action for row in rows][-1] == "preferences.change"
    assert PASSWORD not in str(rows)


def test_ending_sessions_leaves_the_one_that_is_kept(session: Session, clock: Any) -> None:
    made = _account(session, clock, Role.OFFICER)
    _opened, keys = operations.open_account(session, "wangfang", PASSWORD)
    kept = [operations.begin_session(session, made.id, keys, now=clock())[1] for _ in range(3)][1]

    operations.end_sessions(session, made.id, but=kept.session_id)

    assert session.scalars(sa.select(SignInSession.id)).all() == [kept.session_id]
