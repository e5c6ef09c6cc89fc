"""Signing in, and setting up once: what works, what is refused, and what nobody may learn from trying."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook

from accounts import operations, queries
from accounts.models import Account, AuditEntry, SignInSession, Unit
from database import Database
from vault.models import AccountKey, ReadingGroup
from vault.seal import KeyPair
from web import limits

UNITS = "生产一部 6\n  一车间 86\n    甲班 12\n机关 25"


@pytest.fixture
def answers(app: Flask) -> dict[str, str]:
    """A filled set-up page."""
    return {
        "token": operations.set_up_token(app.extensions["instance_key"]),
        "organisation": "岱山能源集团",
        "units": UNITS,
        "admin_username": "zhaomin",
        "admin_name": "赵敏",
        "admin_password": "信息中心的一句话",
        "admin_again": "信息中心的一句话",
        "officer_username": "wangfang",
        "officer_name": "王芳",
        "officer_password": "工会窗口的一句话",
    }


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


# Setting up


def test_set_up_makes_units_people_and_waiting_offices(
    client: FlaskClient, database: Database, answers: dict[str, str]
) -> None:
    done = client.post("/set-up", data=answers)

    assert (done.status_code, done.location) == (302, "/admin/offices")
    assert client.get("/admin/offices").status_code == 200
    with database.reading() as session:
        tree = queries.unit_tree(session)
        assert [(depth, row.name, row.headcount) for depth, row in tree.walk()] == [
            (0, "岱山能源集团", 0),
            (1, "生产一部", 6),
            (2, "一车间", 86),
            (3, "甲班", 12),
            (1, "机关", 25),
        ]
        assert {each.username for each in queries.accounts(session)} == {"zhaomin", "wangfang"}
        assert {group.kind for group in session.scalars(sa.select(ReadingGroup))} == {"union", "discipline", "identity"}


def test_what_a_refused_set_up_does_not_keep_it_says(client: FlaskClient, answers: dict[str, str]) -> None:
    def posted(**changed: object) -> str:
        workbook = (io.BytesIO("单位名称,上级单位,人数\n一车间,,86\n".encode()), "units.csv")
        return _text(client.post("/set-up", data=answers | {"workbook": workbook} | changed))

    page = posted()
    assert "只能用一样" in page
    assert "生产一部 6" in page
    assert "选好的文件没有留下" in page
    assert "选好的文件没有留下" in posted(units="", admin_name="")
    assert "选好的文件没有留下" not in _text(client.post("/set-up", data=answers | {"admin_name": ""}))


def test_units_may_come_from_a_workbook(client: FlaskClient, database: Database, answers: dict[str, str]) -> None:
    book = Workbook()
    sheet = book.active
    for row in (("单位表", "", ""), ("单位名称", "上级单位", "人数"), ("一车间", "生产一部", 86), ("生产一部", "", 6)):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)

    done = client.post("/set-up", data=answers | {"units": "", "workbook": (file, "单位.xlsx")})

    assert done.status_code == 302
    with database.reading() as session:
        assert session.scalars(sa.select(Unit.headcount).where(Unit.name == "一车间")).one() == 86


def test_a_workbook_with_a_loop_is_refused_in_words_and_nothing_is_kept(
    client: FlaskClient, database: Database, answers: dict[str, str]
) -> None:
    file = io.BytesIO("单位名称,上级单位,人数\n甲,乙,1\n乙,甲,1\n".encode())

    refused = client.post("/set-up", data=answers | {"units": "", "workbook": (file, "units.csv")})

    assert refused.status_code == 422
    assert "绕成了一圈" in _text(refused)
    assert 'value="岱山能源集团"' in _text(refused)
    with database.reading() as session:
        assert not queries.any_account(session)


def test_a_damaged_workbook_is_refused_in_words(client: FlaskClient, answers: dict[str, str]) -> None:
    refused = client.post("/set-up", data=answers | {"workbook": (io.BytesIO(b"PK\x03\x04broken"), "units.xlsx")})

    assert refused.status_code == 422
    assert "还差一点" in _text(refused)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"token": "0" * 32}, "设置码不对"),
        ({"token": ""}, "请填写设置码"),
        ({"organisation": " "}, "请填写单位全称"),
        ({"admin_password": "short", "admin_again": "short"}, "密码太短"),
        ({"admin_again": "别的一句话一句话"}, "不一样"),
        ({"officer_password": "wangfang123"}, "容易猜到"),
        ({"officer_username": "zhaomin"}, "两个不同的用户名"),
        ({"admin_username": "a b<c>"}, "只能用字母"),
        ({"units": "甲部\n甲部"}, "写了两次"),
    ],
)
def test_a_wrong_answer_keeps_the_rest_and_sets_nothing_up(
    client: FlaskClient, database: Database, answers: dict[str, str], change: dict[str, str], said: str
) -> None:
    refused = client.post("/set-up", data=answers | change)

    assert refused.status_code == 422
    assert said in _text(refused)
    assert answers["admin_password"] not in _text(refused)
    with database.reading() as session:
        assert not queries.any_account(session)


def test_the_product_is_set_up_once(client: FlaskClient, app: Flask, answers: dict[str, str]) -> None:
    assert client.post("/set-up", data=answers).status_code == 302

    stranger = app.test_client()
    assert stranger.get("/set-up").location == "/sign-in"
    assert stranger.post("/set-up", data=answers | {"admin_username": "thief"}).status_code == 404


def test_before_set_up_signing_in_leads_there(client: FlaskClient) -> None:
    assert client.get("/sign-in").location == "/set-up"
    assert client.get("/set-up").status_code == 200


def test_somebody_whose_password_was_given_chooses_their_own_first(
    client: FlaskClient, app: Flask, answers: dict[str, str]
) -> None:
    client.post("/set-up", data=answers)
    officer = app.test_client()
    officer.post("/sign-in", data={"username": "wangfang", "password": answers["officer_password"]})

    assert officer.get("/desk/").location == "/desk/account/"
    page = officer.get("/desk/account/")
    assert "请先换成自己的密码" in _text(page)
    new = "我自己想出来的一句话"
    assert officer.post(
        "/desk/account/password", data={"old": answers["officer_password"], "new": new, "again": new}
    ).location.endswith("/desk/account/")
    assert officer.get("/desk/").status_code == 200


# Signing in


def test_the_right_password_opens_the_desk_and_a_wrong_one_nothing(
    client: FlaskClient, enterprise: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    wrong = client.post("/sign-in", data={"username": "officer", "password": "不对的一句话呀呀"})
    assert wrong.status_code == 422
    assert "用户名或密码不对" in _text(wrong)
    assert client.get("/desk/").status_code == 302

    sign_in(client, "officer")
    assert client.get("/desk/").status_code == 200


def test_a_window_whose_form_is_out_of_date_is_asked_again(app: Flask, enterprise: Any) -> None:
    """Two windows that open at once each get a form, and only one of the two cookies stays."""
    app.config["WTF_CSRF_ENABLED"] = True
    client, other = app.test_client(), app.test_client()
    client.get("/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', other.get("/sign-in").get_data(as_text=True))
    typed = {"username": "officer", "password": enterprise.password, "csrf_token": token[1]}  # type: ignore[index]

    answer = client.post("/sign-in", data=typed)
    page = answer.get_data(as_text=True)
    typed["csrf_token"] = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]  # type: ignore[index]

    assert answer.status_code == 422
    assert "同时开了几个窗口" in page
    assert 'value="officer"' in page
    assert client.post("/sign-in", data=typed).status_code == 302


def test_a_name_that_does_not_exist_is_answered_like_a_wrong_password(client: FlaskClient, enterprise: Any) -> None:
    answers = [
        re.sub(
            r'value="[^"]*"', "", _text(client.post("/sign-in", data={"username": name, "password": "不对的一句话"}))
        )
        for name in ("officer", "nobody")
    ]

    assert answers[0] == answers[1]


def test_the_cookie_is_closed_to_scripts_and_holds_neither_name_nor_id(
    client: FlaskClient, enterprise: Any, database: Database
) -> None:
    answer = client.post("/sign-in", data={"username": "officer", "password": enterprise.password})
    cookie = answer.headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    value = cookie.split("=", 1)[1].split(";")[0]
    with database.reading() as session:
        row = session.scalars(sa.select(SignInSession)).one()
    assert str(row.account_id) not in value
    assert row.token_hash not in value.encode()


@pytest.mark.parametrize("cookie", ["", "AAAA", "A" * 88, "中文", "A" * 3000])
def test_a_cookie_that_is_not_ours_is_nobody(client: FlaskClient, enterprise: Any, cookie: str) -> None:
    client.set_cookie("xinqiao-desk", cookie.encode().decode("latin-1"))

    assert client.get("/desk/").status_code == 302


def test_signing_out_ends_the_session_for_a_copied_cookie_too(
    client: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient]
) -> None:
    sign_in(client, "officer")
    copied = client.get_cookie("xinqiao-desk")
    assert copied is not None
    client.post("/sign-out")

    thief = app.test_client()
    thief.set_cookie("xinqiao-desk", copied.value)
    assert thief.get("/desk/").status_code == 302


def test_a_session_that_is_left_alone_ends(
    client: FlaskClient, sign_in: Callable[..., FlaskClient], clock: Any
) -> None:
    sign_in(client, "officer")
    clock.advance(minutes=29)
    assert client.get("/desk/").status_code == 200
    clock.advance(minutes=36)
    assert client.get("/desk/").status_code == 302


def test_guessing_is_slowed_for_that_name_and_not_for_the_factory(
    client: FlaskClient,
    enterprise: Any,
    sign_in: Callable[..., FlaskClient],
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statuses = [
        client.post("/sign-in", data={"username": "officer", "password": f"猜一句话第{n}次吧"}).status_code
        for n in range(12)
    ]

    assert statuses == [422] * 10 + [429] * 2
    sign_in(app.test_client(), "handler")
    elsewhere = client.post(
        "/sign-in",
        data={"username": "officer", "password": enterprise.password},
        environ_overrides={"REMOTE_ADDR": "10.9.9.9"},
    )
    assert elsewhere.status_code == 302, "the owner gets in from elsewhere"
    assert limits.KINDS["sign-in"].key


def test_an_exchanged_key_raises_an_alarm_that_stays(client: FlaskClient, enterprise: Any, database: Database) -> None:
    with database.writing() as session, session.begin():
        session.get_one(AccountKey, enterprise.people["officer"].id).public = KeyPair.generate().public

    refused = client.post("/sign-in", data={"username": "officer", "password": enterprise.password})

    assert refused.status_code == 422
    assert "密钥被人换过" in _text(refused)
    with database.reading() as session:
        assert "key.alarm" in session.scalars(sa.select(AuditEntry.action)).all()


def test_a_key_exchanged_behind_a_browser_that_is_signed_in_ends_its_session(
    client: FlaskClient, sign_in: Callable[..., FlaskClient], enterprise: Any, database: Database
) -> None:
    sign_in(client, "officer")
    with database.writing() as session, session.begin():
        session.get_one(AccountKey, enterprise.people["officer"].id).public = KeyPair.generate().public

    assert "/sign-in" in client.get("/desk/").location
    assert client.get("/").status_code == 200


def test_a_cookie_with_another_half_is_no_cookie(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    good = sign_in(client, "officer").get_cookie("xinqiao-desk")
    assert good is not None
    token = base64.urlsafe_b64decode(good.value)[:32]
    client.set_cookie("xinqiao-desk", base64.urlsafe_b64encode(token + bytes(32)).decode())

    assert "/sign-in" in client.get("/desk/").location


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client: FlaskClient, enterprise: Any, target: str) -> None:
    answer = client.post(
        "/sign-in", query_string={"next": target}, data={"username": "officer", "password": enterprise.password}
    )

    assert answer.location == "/desk/"


def test_a_second_step_asks_for_its_code_and_takes_each_code_once(
    client: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient], enterprise: Any, clock: Any
) -> None:
    sign_in(client, "officer")
    page = _text(client.get("/desk/account/second-step"))
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]  # type: ignore[index]
    kept = re.search(r'name="kept"[^>]*value="([0-9a-f]+)"', page)[1]  # type: ignore[index]
    assert secret not in kept
    typed = {"kept": kept, "password": enterprise.password}
    wrong = client.post("/desk/account/second-step", data=typed | {"code": "000000"})
    assert wrong.status_code == 422
    code = pyotp.TOTP(secret).at(clock())
    assert client.post("/desk/account/second-step", data=typed | {"code": code}).status_code == 302

    clock.advance(minutes=2)
    next_code = pyotp.TOTP(secret).at(clock())
    form = {"username": "officer", "password": enterprise.password}
    browser = app.test_client()
    assert "动态口令不对" in _text(browser.post("/sign-in", data=form))
    assert browser.post("/sign-in", data=form | {"code": next_code}).status_code == 302
    assert app.test_client().post("/sign-in", data=form | {"code": next_code}).status_code == 422


def test_a_deactivated_account_signs_in_no_more(client: FlaskClient, enterprise: Any, database: Database) -> None:
    with database.writing() as session, session.begin():
        session.get_one(Account, enterprise.people["handler"].id).active = False

    answer = client.post("/sign-in", data={"username": "handler", "password": enterprise.password})

    assert answer.status_code == 422


def test_trust_tells_who_founded_each_office_and_who_reads(client: FlaskClient, enterprise: Any) -> None:
    page = _text(client.get("/trust"))

    assert "王芳 建于 2026年11月24日（周二）" in page
    assert "王芳、李强" in page or "李强、王芳" in page
