"""The administrator sees how notices leave and what was given up, never what a notice tells."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from config import Settings
from database import Database
from notices import faults, operations, sending
from notices.faults import Fault
from notices.models import Channel, OutboxRow
from tests.fixtures import START, Clock, Enterprise
from tests.notices.conftest import Post
from web import tick


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


@pytest.fixture
def admin(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The administrator's browser."""
    return sign_in(client, "admin")


@pytest.fixture
def dead(session: Session, enterprise: Enterprise) -> int:
    """A notice to the officer that was given up."""
    row = operations.put(
        session,
        Channel.MAIL,
        enterprise.people["officer"].id,
        "test-mail",
        now=START,
        facts={"number": "XF2026117K2M"},
        coarse=False,
    )
    assert row is not None
    operations.note_fault(session, row.id, Fault(faults.REFUSED, "550", is_final=True), now=START)
    session.commit()
    return row.id


def test_only_the_administrator_comes_here(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    assert sign_in(client, "officer").get("/admin/notices/").status_code == 403


def test_a_sender_that_chinese_mail_providers_refuse_is_pointed_out(app: Flask, admin: FlaskClient) -> None:
    assert "会拒收" not in _text(admin.get("/admin/notices/"))
    app.extensions["settings"] = dataclasses.replace(
        app.extensions["settings"], smtp_url="smtps://union%40163.com:word@smtp.163.com"
    )

    assert "会拒收" in _text(admin.get("/admin/notices/"))


def test_a_test_mail_leaves_with_the_tick_and_not_in_the_request(
    app: Flask, admin: FlaskClient, mailbox: Callable[[str], str], post: Post
) -> None:
    to = mailbox("admin")
    answer = admin.post("/admin/notices/test-mail", follow_redirects=True)

    assert "测试邮件一分钟内发出" in _text(answer)
    assert post.mails == []
    with app.app_context():
        tick.run()
    assert [each["To"] for each in post.mails] == [to]
    assert "测试邮件" in post.mails[0]["Subject"]


def test_without_a_mailbox_of_ones_own_it_says_where_to_give_one(admin: FlaskClient) -> None:
    answer = admin.post("/admin/notices/test-mail")

    assert answer.status_code == 409
    assert "我的账号" in _text(answer)


def test_the_page_shows_the_server_and_never_its_password(
    app: Flask, admin: FlaskClient, post: Post, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setitem(
        app.extensions,
        "settings",
        Settings(
            instance=settings.instance,
            testing=True,
            smtp_url="smtps://bridge:very-secret@mail.example",
            smtp_from="xinqiao@mail.example",
        ),
    )
    page = _text(admin.get("/admin/notices/"))

    assert "mail.example:465" in page
    assert "very-secret" not in page


def test_what_was_given_up_is_listed_with_its_reason_and_without_what_it_tells(admin: FlaskClient, dead: int) -> None:
    page = _text(admin.get("/admin/notices/"))

    assert "对方拒收" in page
    assert "550" in page
    assert "王芳" in page
    assert "XF2026117K2M" not in page


def test_a_retry_sends_it_after_all(
    app: Flask, admin: FlaskClient, dead: int, mailbox: Callable[[str], str], post: Post, clock: Clock
) -> None:
    to = mailbox("officer")
    answer = admin.post(f"/admin/notices/{dead}/retry", follow_redirects=True)
    assert "没有发不出去的通知" in _text(answer)
    with app.app_context():
        sending.send_due(clock())

    assert [each["To"] for each in post.mails] == [to]


def test_what_was_dropped_is_gone(admin: FlaskClient, dead: int, database: Database) -> None:
    admin.post(f"/admin/notices/{dead}/drop")

    with database.reading() as session:
        assert session.get(OutboxRow, dead) is None
    assert admin.post(f"/admin/notices/{dead}/drop").status_code == 409


def test_where_mail_is_off_the_page_says_how_to_set_it(
    app: Flask, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setitem(app.extensions, "settings", Settings(instance=settings.instance, testing=True))

    assert "XINQIAO_SMTP_URL" in _text(admin.get("/admin/notices/"))
    assert admin.post("/admin/notices/test-mail").status_code == 409
