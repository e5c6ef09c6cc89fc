"""A story: somebody who read a one-time code over a shoulder signs in with it at the same instant, on a real server."""

from __future__ import annotations

import threading
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts import operations, queries, sign_in_operations, totp
from accounts.people import Assignment, Person
from accounts.roles import Role
from database import Database
from tests.postgres.test_key_exchange import until_it_waits
from vault import account_keys

pytestmark = pytest.mark.postgres


def test_of_two_sign_ins_with_one_code_at_one_instant_one_is_let_in(
    app: Flask, database: Database, session: Session, clock: Any
) -> None:
    password, secret = "桥" * 12, totp.new_secret()
    unit = operations.add_unit(session, name="岱山能源集团", parent_id=None, actor=None, now=clock())
    held = [Assignment(Role.OFFICER, unit.id)]
    made = operations.add_account(
        session, username="a", name="甲", password=password, assignments=held, actor=None, now=clock()
    )
    keys = account_keys.unlock(session, made.id, password, cost="cheap")
    who, account_id = Person(made.id, made.name, tuple(held), keys), made.id
    code = pyotp.TOTP(secret).at(clock())
    with app.test_request_context():
        sign_in_operations.turn_totp_on(session, secret, code, password=password, actor=who, now=clock())
    session.commit()
    clock.advance(minutes=2)
    code, outcome = pyotp.TOTP(secret).at(clock()), list[str]()

    def begin(own: Session) -> None:
        # As a request does: the account was read before the code is looked at.
        queries.account(own, account_id)
        sign_in_operations.begin_session(own, account_id, keys, code=code, now=clock())

    def second() -> None:
        with app.test_request_context(), database.writing() as own:
            try:
                begin(own)
                own.commit()
                outcome.append("let in")
            except sign_in_operations.WrongCode:
                outcome.append("refused")

    with app.test_request_context(), database.writing() as first:
        begin(first)
        waiting = threading.Thread(target=second)
        waiting.start()
        until_it_waits(database)
        first.commit()
    waiting.join(20)
    assert outcome == ["refused"]
