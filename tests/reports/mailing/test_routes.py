"""An officer sends an issued report; the password is shown once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import operations as accounts
from config import Settings
from notices import queries as notices
from tests.fixtures import START, Enterprise
from tests.reports.issued_reports import issued

PAGE = "/desk/reports/2026-10/mail"


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With a mail server that nobody asks here."""
    return Settings(
        instance=settings.instance,
        password_cost="cheap",
        testing=True,
        smtp_url="smtp://127.0.0.1:9",
        smtp_from="xinqiao@bridge.example",
    )


@pytest.fixture
def ready(session: Session, enterprise: Enterprise) -> Enterprise:
    """October is issued, and the leader has a mailbox."""
    leader = enterprise.people["leader"]
    accounts.change_mailbox(session, leader.id, "leader@works.example", actor=leader, now=START)
    issued(session)
    session.commit()
    return enterprise


@pytest.fixture
def officer(ready: Enterprise, client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The officer's browser."""
    return sign_in(client, "officer")


def _form(page: str, to: int | None) -> dict[str, Any]:
    found = re.search(r'name="mailing"[^>]*value="(\d+)"', page)
    assert found is not None
    return {"mailing": found[1]} | ({"to": to} if to else {})


def test_leaders_are_chosen_already_and_the_password_is_shown_once(officer: FlaskClient, ready: Enterprise) -> None:
    leader = ready.people["leader"].id
    page = _text(officer.get(PAGE))
    assert re.search(rf'value="{leader}" checked', page)
    form = _form(page, leader)
    sent = officer.post(PAGE, data=form)
    found = re.search(r"<code>([0-9A-Z-]{19})</code>", _text(sent))

    assert found is not None
    assert sent.headers["Cache-Control"] == "no-store"
    assert "刘洋" in _text(sent)
    later = _text(officer.get(PAGE))
    assert found[1] not in later
    assert "还没有发出" in later
    again = officer.post(PAGE, data=form)
    assert again.status_code == 409
    assert found[1] not in _text(again)


def test_nobody_chosen_is_refused_at_the_field(officer: FlaskClient, session: Session) -> None:
    answer = officer.post(PAGE, data=_form(_text(officer.get(PAGE)), None))

    assert answer.status_code == 422
    assert "请至少选一位收件人" in _text(answer)
    assert notices.waiting(session) == 0


def test_only_who_issues_reports_sends_them(app: Flask, ready: Enterprise, sign_in: Callable[..., FlaskClient]) -> None:
    assert sign_in(app.test_client(), "leader").get(PAGE).status_code == 403


def test_what_is_not_issued_has_no_such_page(officer: FlaskClient) -> None:
    assert officer.get("/desk/reports/2026-09/mail").status_code == 404


def test_without_a_mail_server_it_says_whom_to_ask(
    app: Flask, officer: FlaskClient, ready: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = _form(_text(officer.get(PAGE)), ready.people["leader"].id)
    monkeypatch.setitem(app.extensions, "settings", Settings(testing=True))

    assert "没有设置发信服务器" in _text(officer.get(PAGE))
    assert officer.post(PAGE, data=form).status_code == 409
