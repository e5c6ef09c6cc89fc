"""One's own account: password, second step, browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts import preferences, queries
from database import Database
from tests.fixtures import PASSWORD


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def _turn_on(officer: FlaskClient, clock: Any, password: str = PASSWORD) -> str:
    page = _text(officer.get("/desk/account/second-step"))
    secret: str = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]  # type: ignore[index]
    kept = re.search(r'name="kept"[^>]*value="([0-9a-f]+)"', page)[1]  # type: ignore[index]
    typed = {"kept": kept, "code": pyotp.TOTP(secret).at(clock()), "password": password}
    officer.post("/desk/account/second-step", data=typed)
    return secret


def test_a_new_password_works_and_ends_the_other_browsers(
    officer: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient], enterprise: Any
) -> None:
    phone = sign_in(app.test_client(), "officer")
    new = "十一月的新句子"

    changed = officer.post("/desk/account/password", data={"old": enterprise.password, "new": new, "again": new})

    assert changed.status_code == 302
    assert officer.get("/desk/account/").status_code == 200
    assert phone.get("/desk/account/").status_code == 302
    fresh = app.test_client()
    assert fresh.post("/sign-in", data={"username": "officer", "password": enterprise.password}).status_code == 422
    assert fresh.post("/sign-in", data={"username": "officer", "password": new}).status_code == 302


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"old": "不是这一句话", "new": "十一月的新句子", "again": "十一月的新句子"}, "现在的密码不对"),
        ({"old": "一座桥 bridge 2026", "new": "ab12", "again": "ab12"}, "密码太短"),
        ({"old": "一座桥 bridge 2026", "new": "十一月的新句子", "again": "十二月的新句子"}, "不一样"),
        ({"old": "一座桥 bridge 2026", "new": "一座桥 bridge 2026", "again": "一座桥 bridge 2026"}, "和现在的一样"),
        ({"old": "一座桥 bridge 2026", "new": "officer12345", "again": "officer12345"}, "太容易猜到"),
    ],
)
def test_a_password_that_does_not_fit_is_refused_in_words(
    officer: FlaskClient, form: dict[str, str], said: str
) -> None:
    refused = officer.post("/desk/account/password", data=form)

    assert refused.status_code == 422
    assert said in _text(refused)
    assert "密码没有留下，请再填一遍" in _text(refused)
    assert form["new"] not in _text(refused)


def test_guessing_the_password_of_a_browser_left_signed_in_is_slowed(officer: FlaskClient) -> None:
    officer.post("/sign-in", data={"username": "officer", "password": PASSWORD})
    new = "十一月的新句子"
    guesses = [{"old": f"第 {number} 次猜的密码", "new": new, "again": new} for number in range(10)]

    statuses = [officer.post("/desk/account/password", data=each).status_code for each in guesses]
    off = officer.post("/desk/account/second-step/off", data={"password": "又猜一次密码"})

    # One was spent on signing in.
    assert (statuses, off.status_code) == ([422] * 9 + [429], 429)


def test_nothing_of_an_account_left_signed_in_is_changed_without_its_password(
    officer: FlaskClient, clock: Any, database: Database
) -> None:
    for password in ("", "不对的一句话"):
        _turn_on(officer, clock, password)
        assert "已打开" not in _text(officer.get("/desk/account/"))
        typed = {"mailbox": "me@elsewhere.example", "password": password}
        refused = officer.post("/desk/account/mailbox", data=typed)
        assert refused.status_code == 422
        assert 'value="me@elsewhere.example"' in _text(refused)
    with database.reading() as session:
        assert queries.with_mailbox(session) == []


def test_the_second_step_goes_off_with_the_password_unless_the_enterprise_requires_it(
    officer: FlaskClient, enterprise: Any, clock: Any, database: Database
) -> None:
    _turn_on(officer, clock)
    assert "已打开" in _text(officer.get("/desk/account/"))
    assert officer.post("/desk/account/second-step/off", data={"password": "不对的一句话"}).status_code == 422

    with database.writing() as session, session.begin():
        preferences.write(session, require_totp=True)
    assert officer.post("/desk/account/second-step/off", data={"password": enterprise.password}).status_code == 409

    with database.writing() as session, session.begin():
        preferences.write(session, require_totp=False)
    assert officer.post("/desk/account/second-step/off", data={"password": enterprise.password}).status_code == 302
    assert "已打开" not in _text(officer.get("/desk/account/"))


def test_where_the_second_step_is_required_nothing_else_opens_before_it_is_on(
    officer: FlaskClient, clock: Any, database: Database
) -> None:
    with database.writing() as session, session.begin():
        preferences.write(session, require_totp=True)

    assert officer.get("/desk/").location == "/desk/account/"
    assert "请现在打开" in _text(officer.get("/desk/account/"))
    _turn_on(officer, clock)
    assert officer.get("/desk/").status_code == 200


def test_a_second_step_begun_by_somebody_else_is_refused(
    officer: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient]
) -> None:
    page = _text(officer.get("/desk/account/second-step"))
    kept = re.search(r'name="kept"[^>]*value="([0-9a-f]+)"', page)[1]  # type: ignore[index]

    other = sign_in(app.test_client(), "leader")

    for value in (kept, "zz", ""):
        assert (
            other.post(
                "/desk/account/second-step", data={"kept": value, "code": "123456", "password": PASSWORD}
            ).status_code
            == 409
        )


def test_one_signs_another_of_ones_own_browsers_out_and_nobody_elses(
    officer: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient]
) -> None:
    phone = sign_in(app.test_client(), "officer")
    stranger = sign_in(app.test_client(), "leader")
    ends = re.search(r'action="(/desk/account/sessions/\d+/end)"', _text(officer.get("/desk/account/")))[1]  # type: ignore[index]

    stranger.post(ends)
    assert phone.get("/desk/account/").status_code == 200
    officer.post(ends)
    assert phone.get("/desk/account/").status_code == 302
    assert officer.get("/desk/account/").status_code == 200


def test_a_mailbox_for_notices_is_given_changed_and_taken_back(officer: FlaskClient, database: Database) -> None:
    def posted(mailbox: str) -> Any:
        return officer.post("/desk/account/mailbox", data={"mailbox": mailbox, "password": PASSWORD})

    assert posted(" wang.fang@works.example ").status_code == 302
    assert 'value="wang.fang@works.example"' in _text(officer.get("/desk/account/"))
    wrong = posted("wang@works.example\nBcc: all@works.example")
    assert wrong.status_code == 422
    assert "邮箱地址不对" in _text(wrong)
    assert posted("").status_code == 302
    with database.reading() as session:
        assert queries.with_mailbox(session) == []
