"""The half hour at a case lives in a sealed cookie that nobody can read, change or lengthen."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, Request, Response

from petitions.visit import session as case_session
from vault import seal

KEY = bytes(range(32))


@pytest.fixture
def context(app: Flask) -> Any:
    with app.test_request_context():
        yield app


def cookie_of(response: Response) -> str:
    return response.headers["Set-Cookie"].split(";")[0].split("=", 1)[1]


def browser(cookie: str) -> Request:
    return Request({"HTTP_COOKIE": f"xinqiao-case={cookie}"})


@pytest.mark.usefixtures("context")
def test_what_was_put_in_comes_out_for_half_an_hour(clock: Any) -> None:
    opened = case_session.begin(7, KEY, now=clock())
    cookie = cookie_of(case_session.keep(Response(), opened, now=clock()))
    found = case_session.current(browser(cookie), now=clock() + timedelta(minutes=29))
    assert found is not None
    assert (found.petition_id, found.receipt, found.nonce) == (7, KEY, opened.nonce)
    assert case_session.current(browser(cookie), now=clock() + timedelta(minutes=30)) is None


@pytest.mark.usefixtures("context")
def test_each_page_lengthens_it_by_being_shown(clock: Any) -> None:
    opened = case_session.begin(7, KEY, now=clock())
    clock.advance(minutes=20)
    cookie = cookie_of(case_session.keep(Response(), opened, now=clock()))
    assert case_session.current(browser(cookie), now=clock() + timedelta(minutes=29))


@pytest.mark.usefixtures("context")
def test_the_cookie_shows_neither_case_nor_key(clock: Any) -> None:
    cookie = cookie_of(case_session.keep(Response(), case_session.begin(7, KEY, now=clock()), now=clock()))
    raw = base64.urlsafe_b64decode(cookie)
    assert KEY not in raw
    assert KEY[:8] not in raw
    assert repr(KEY)[2:10] not in repr(case_session.begin(7, KEY, now=clock()))
    assert len(cookie) < 3000


@pytest.mark.usefixtures("context")
def test_every_changed_byte_shuts_it(clock: Any) -> None:
    cookie = cookie_of(case_session.keep(Response(), case_session.begin(7, KEY, now=clock()), now=clock()))
    raw = bytearray(base64.urlsafe_b64decode(cookie))
    for at in range(0, len(raw), 61):
        changed = bytearray(raw)
        changed[at] ^= 1
        assert case_session.current(browser(base64.urlsafe_b64encode(changed).decode()), now=clock()) is None


def test_another_instance_cannot_open_it(app: Flask, clock: Any) -> None:
    with app.test_request_context():
        sealed = seal.seal_bytes(seal.random_key(), b"x" * 64, "case-session")
        forged = base64.urlsafe_b64encode(sealed).decode()
        assert case_session.current(browser(forged), now=clock()) is None


@pytest.mark.usefixtures("context")
def test_its_forms_carry_a_token_only_they_know(clock: Any) -> None:
    one, other = (case_session.begin(7, KEY, now=clock()) for _ in range(2))
    assert one.accepts(one.token)
    assert not one.accepts(other.token)
    assert not one.accepts("")
    assert not one.accepts("é")


@pytest.mark.usefixtures("context")
def test_a_voice_and_a_case_are_never_taken_for_each_other(clock: Any) -> None:
    joined = case_session.begin(7, KEY, now=clock(), kind=case_session.VOICE)
    answer = case_session.keep(Response(), joined, now=clock())
    assert "Path=/case/joint" in answer.headers["Set-Cookie"]
    cookie = cookie_of(answer)
    assert case_session.current(browser(cookie), now=clock()) is None
    as_voice = Request({"HTTP_COOKIE": f"xinqiao-joint={cookie}"})
    found = case_session.current(as_voice, now=clock(), kind=case_session.VOICE)
    assert found is not None
    assert found.token != case_session.CaseSession(7, KEY, found.nonce, found.until).token
