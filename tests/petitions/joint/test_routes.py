"""A joint petition as phones see it: the first opens it, others join without an account and come back to their own page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from petitions.joint import terms as joint
from petitions.joint.models import Voice
from petitions.models import Exclusion, Petition
from tests.petitions.phone import WORDS, file_one, mark, open_case, token
from web import crockford

ABOUT = {"title": "修好三车间通风机", "summary": "坏了两周，请尽快修。"}
CODE = re.compile(r'name="receipt"[^>]* value="([0-9A-Z]{16})"')
LINK = re.compile(r"/join#([0-9A-Z]{16})")


@pytest.fixture
def first(enterprise: Any, app: Flask) -> FlaskClient:
    """The first petitioner's phone, with their case open."""
    phone = app.test_client()
    open_case(phone, file_one(phone))
    return phone


def open_joining(phone: FlaskClient) -> str:
    page = phone.get("/case").get_data(as_text=True)
    assert phone.post("/case/joining", data=ABOUT | {"token": token(page)}).status_code == 303
    found = LINK.search(phone.get("/case").get_data(as_text=True))
    assert found
    return found.group(1)


def look(phone: FlaskClient, code: str) -> str:
    answer = phone.post("/join", data={"code": code})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def join(phone: FlaskClient, code: str, **typed: Any) -> str:
    found = CODE.search(look(phone, code))
    assert found
    fields = {"code": code, "receipt": found.group(1), "naming": "anonymous"} | typed
    fields["mark"] = mark(phone, found.group(1))
    answer = phone.post("/join/add", data=fields)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return found.group(1)


def test_the_code_is_handed_on_behind_a_hash_and_shows_only_what_was_chosen(first: FlaskClient, app: Flask) -> None:
    code = open_joining(first)
    page = look(app.test_client(), code)
    assert ABOUT["title"] in page
    assert ABOUT["summary"] in page
    assert WORDS not in page
    assert "王芳" in page
    assert "XF2026" not in page


def test_who_joins_gets_a_receipt_comes_back_with_it_and_leaves_no_cookie_of_the_case(
    first: FlaskClient, app: Flask, session: Any
) -> None:
    phone = app.test_client()
    own = join(phone, open_joining(first), text="我们班组也是")
    answer = phone.post("/case", data={"code": own})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/case/joint"
    page = phone.get("/case/joint").get_data(as_text=True)
    assert session.execute(select(Voice.number)).scalar_one() in page
    assert ABOUT["title"] in page
    assert WORDS not in page
    # What they left on joining is theirs to read.
    assert "我们班组也是" in page
    # The voice's cookie opens no case.
    assert "打开我的诉求" in phone.get("/case").get_data(as_text=True)
    left = phone.post("/case/joint/leave")
    assert left.headers["Clear-Site-Data"] == '"cache"'
    assert phone.get("/case/joint").status_code == 303


def test_joining_sets_no_cookie_and_the_same_form_again_shows_the_same_receipt(
    first: FlaskClient, app: Flask, session: Any
) -> None:
    phone, code = app.test_client(), open_joining(first)
    own = join(phone, code)
    again = phone.post(
        "/join/add", data={"code": code, "receipt": own, "mark": mark(phone, own), "naming": "anonymous"}
    )
    assert "-".join(crockford.parts(own)) in again.get_data(as_text=True)
    assert "Set-Cookie" not in again.headers
    assert len(session.execute(select(Voice)).scalars().all()) == 1
    session.rollback()
    theirs = phone.post("/join/add", data={"code": code, "receipt": "0" * 16, "naming": "anonymous"}).text
    assert "0000-0000" not in theirs, "a receipt is a code that was given out"


def test_the_receipt_warns_once_before_it_is_left_without_the_last_four(first: FlaskClient, app: Flask) -> None:
    phone = app.test_client()
    own = join(phone, open_joining(first))
    warned = phone.post("/join/leave", data={"receipt": own, "last_four": "ZZZZ"}).get_data(as_text=True)
    assert "请再看一眼" in warned
    assert "已离开" in phone.post("/join/leave", data={"receipt": own, "warned": "1"}).get_data(as_text=True)
    assert "已离开" in phone.post("/join/leave", data={"receipt": own, "last_four": own[-4:]}).get_data(as_text=True)


def test_the_first_petitioner_stops_it_and_the_code_is_dead(first: FlaskClient, app: Flask) -> None:
    code = open_joining(first)
    page = first.get("/case").get_data(as_text=True)
    assert first.post("/case/joining/close", data={"token": token(page)}).status_code == 303
    assert LINK.search(first.get("/case").get_data(as_text=True)) is None
    refused = app.test_client().post("/join", data={"code": code})
    assert refused.status_code == 422
    assert "停止联名" in refused.get_data(as_text=True)


def test_what_is_missing_is_said_and_what_was_typed_is_still_there(first: FlaskClient, app: Flask) -> None:
    empty = first.post("/case/joining", data={"token": token(first.get("/case").get_data(as_text=True)), "title": "x"})
    assert empty.status_code == 422
    assert "请用几句话说明" in empty.get_data(as_text=True)
    phone, code = app.test_client(), open_joining(first)
    typed = {"code": code, "receipt": "0" * 16, "naming": "named", "name": "", "text": "我也要说"}
    answer = phone.post("/join/add", data=typed)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "请写下姓名" in page
    assert "我也要说" in page


def test_naming_both_officers_is_refused_with_the_form_kept_and_nothing_stored(
    first: FlaskClient, app: Flask, session: Any, enterprise: Any
) -> None:
    phone, code = app.test_client(), open_joining(first)
    named = str(enterprise.people["officer"].id)
    typed = {"code": code, "receipt": "1" * 16, "naming": "anonymous", "text": "王芳是他亲戚", "concerned": named}
    answer = phone.post("/join/add", data=typed)
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "没有加入" in page
    assert "王芳是他亲戚" in page
    assert session.execute(select(Voice)).first() is None
    assert session.execute(select(Exclusion)).first() is None
    session.rollback()


def test_a_full_joint_petition_says_so_before_anything_is_typed(
    first: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joint, "MOST_VOICES", 0)
    page = look(app.test_client(), open_joining(first))
    assert "自己另提一件" in page
    assert 'name="naming"' not in page


def test_another_page_cannot_open_or_rate_in_somebodys_name(first: FlaskClient, app: Flask) -> None:
    assert first.post("/case/joining", data=ABOUT | {"token": "00"}).status_code == 409
    assert first.post("/case/joining/close", data={"token": ""}).status_code == 409
    phone = app.test_client()
    phone.post("/case", data={"code": join(phone, open_joining(first))})
    assert phone.post("/case/joint/rate", data={"token": "00", "office": "satisfied"}).status_code == 409


def test_the_desk_reads_names_and_words_and_says_that_nobody_was_checked(
    first: FlaskClient, app: Flask, session: Any, sign_in: Any
) -> None:
    code = open_joining(first)
    join(app.test_client(), code, naming="named", name="欧阳青禾", text="我也是")
    join(app.test_client(), code)
    petition = session.execute(select(Petition.id)).scalar_one()
    session.rollback()
    desk = app.test_client()
    sign_in(desk, "officer")
    page = desk.get(f"/desk/petitions/{petition}/").get_data(as_text=True)
    assert "联名（2 人）" in page
    assert "欧阳青禾" in page
    assert "没有核对过身份" in page


def test_guessing_is_slowed_down_by_code(first: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from web import limits

    monkeypatch.setitem(limits.KINDS, "joining", limits.Limit(key="1/minute"))
    code = open_joining(first)
    phone = app.test_client()
    look(phone, code)
    assert phone.post("/join", data={"code": code}).status_code == 429


def test_a_receipt_typed_for_a_joining_code_and_the_other_way_round_are_told_apart(
    first: FlaskClient, app: Flask
) -> None:
    phone, code = app.test_client(), open_joining(first)
    own = join(phone, code)
    for receipt_code in (own, file_one(app.test_client())):
        answer = phone.post("/join", data={"code": receipt_code})
        assert answer.status_code == 422
        assert "这是查询码" in answer.get_data(as_text=True)
    back = phone.post("/case", data={"code": code})
    assert back.status_code == 422
    assert "这是联名码" in back.get_data(as_text=True)
    assert "没有找到这个联名码" in phone.post("/join", data={"code": "0" * 16}).get_data(as_text=True)
