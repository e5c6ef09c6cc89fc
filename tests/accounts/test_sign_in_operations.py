"""Opening an account and being signed in: how it is found, what a session row gives away, and who may end it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import sign_in_operations
from accounts.models import SignInSession
from accounts.roles import Role
from tests.accounts.conftest import PASSWORD, account
from vault.account_keys import WrongPassword


def test_an_account_is_found_by_its_name_however_it_is_typed(session: Session, clock: Any) -> None:
    made = account(session, clock, Role.OFFICER)

    assert (made.username, made.name) == ("wangfang", "王芳")
    opened, keys = sign_in_operations.open_account(session, "  WANGFANG", PASSWORD)
    assert (opened.id, keys.holder_id) == (made.id, made.id)
    for username, password in (("wangfang", PASSWORD + "x"), ("nobody", PASSWORD)):
        with pytest.raises(WrongPassword):
            sign_in_operations.open_account(session, username, password)


def test_a_session_row_holds_neither_the_cookie_nor_the_key(session: Session, clock: Any) -> None:
    made = account(session, clock, Role.OFFICER)
    _opened, keys = sign_in_operations.open_account(session, "wangfang", PASSWORD)

    cookie, person = sign_in_operations.begin_session(session, made.id, keys, now=clock())

    row = session.scalars(sa.select(SignInSession)).one()
    stored = row.token_hash + row.sealed_key
    assert keys.pair.private not in stored
    assert cookie.encode() not in stored
    assert person.session_id == row.id
    assert PASSWORD not in repr(person)


def test_ending_sessions_leaves_the_one_that_is_kept(session: Session, clock: Any) -> None:
    made = account(session, clock, Role.OFFICER)
    _opened, keys = sign_in_operations.open_account(session, "wangfang", PASSWORD)
    kept = [sign_in_operations.begin_session(session, made.id, keys, now=clock())[1] for _ in range(3)][1]

    sign_in_operations.end_sessions(session, made.id, but=kept.session_id)

    assert session.scalars(sa.select(SignInSession.id)).all() == [kept.session_id]
