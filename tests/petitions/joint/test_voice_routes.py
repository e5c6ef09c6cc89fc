"""Somebody who joined comes back by phone: files, words, a review, the question about revenge, stepping back; nothing is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from petitions import queries
from petitions.files.attachments import CleanFile
from petitions.joint import told_files, voices
from petitions.joint.models import Joining, ToldFile, Voice
from petitions.keys import holding
from petitions.models import Petition
from petitions.workflow import Action, State
from tests.petitions.conftest import Casework
from tests.petitions.joint.test_routes import join, look, open_joining
from tests.petitions.phone import file_one, open_case, photo, token, upload


@pytest.fixture
def joined(enterprise: Any, app: Flask) -> tuple[FlaskClient, str]:
    """The phone of somebody who joined a case in hand, their page open, and their receipt."""
    first = app.test_client()
    open_case(first, file_one(first))
    phone = app.test_client()
    own = join(phone, open_joining(first))
    phone.post("/case", data={"code": own})
    return phone, own


@pytest.fixture
def lead(casework: Casework) -> Callable[[State], Petition]:
    """`lead(state)` brings the only case there by the usual way."""

    def go(state: State) -> Petition:
        petition = casework.session.execute(sa.select(Petition)).scalar_one()
        key = holding.case_key(casework.session, petition, casework.enterprise.people["officer"])
        casework.follow(petition, key, casework.way(state))
        casework.session.commit()
        return petition

    return go


def page(phone: FlaskClient) -> str:
    answer = phone.get("/case/joint")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def send(phone: FlaskClient, path: str, **typed: Any) -> Any:
    return phone.post(f"/case/joint/{path}", data=typed | {"token": token(page(phone))})


def test_what_one_writes_is_on_their_page_and_not_on_the_first_petitioners(
    joined: tuple[FlaskClient, str], app: Flask, sign_in: Any, session: Any
) -> None:
    phone, _own = joined
    empty = send(phone, "say", text="  ")
    assert empty.status_code == 422
    assert "请写几个字" in empty.get_data(as_text=True)
    assert send(phone, "say", text="班组长让我们别签字").status_code == 303
    assert "班组长让我们别签字" in page(phone)
    petition = session.execute(sa.select(Petition.id)).scalar_one()
    session.rollback()
    desk = app.test_client()
    sign_in(desk, "officer")
    shown = desk.get(f"/desk/petitions/{petition}/").get_data(as_text=True)
    assert "班组长让我们别签字" in shown
    assert "等您回复" in shown


def test_a_file_goes_with_the_words_to_the_office_alone(
    joined: tuple[FlaskClient, str], app: Flask, sign_in: Any, session: Any
) -> None:
    phone, _own = joined
    shown = page(phone)
    bad = {"token": token(shown), "text": "工资条", "files": (io.BytesIO(b"MZ\x90"), "a.exe")}
    refused = phone.post("/case/joint/say", data=bad, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "工资条" in refused.get_data(as_text=True)
    assert "请重新选一次" in refused.get_data(as_text=True)

    good = {"token": token(shown), "text": "工资条", "files": upload(photo())}
    assert phone.post("/case/joint/say", data=good, content_type="multipart/form-data").status_code == 303
    (mine,) = set(re.findall(r"/case/joint/own/\d+", page(phone)))
    assert phone.get(mine).mimetype == "image/jpeg"
    assert app.test_client().get(mine).status_code == 303

    petition = session.execute(sa.select(Petition.id)).scalar_one()
    session.rollback()
    desk = sign_in(app.test_client(), "officer")
    (theirs,) = set(
        re.findall(
            rf"/desk/petitions/{petition}/voices/\d+/files/\d+",
            desk.get(f"/desk/petitions/{petition}/").get_data(as_text=True),
        )
    )
    assert desk.get(theirs).get_data() == phone.get(mine).get_data()
    assert sign_in(app.test_client(), "leader").get(theirs).status_code == 404


def test_a_correction_is_asked_for_among_the_own_words_and_the_page_checks_them(
    joined: tuple[FlaskClient, str],
) -> None:
    phone, _own = joined
    assert send(phone, "information", wanted="delete", text=" ").status_code == 422
    assert send(phone, "information", wanted="correct", text="我的班组写错了").status_code == 303

    shown = page(phone)
    assert "【要求更正】我的班组写错了" in shown
    assert "没有改动，没有缺失" in shown


def test_what_was_typed_when_the_half_hour_ran_out_waits_behind_the_code(
    joined: tuple[FlaskClient, str], clock: Any
) -> None:
    phone, own = joined
    shown = token(page(phone))
    clock.advance(hours=1)
    late = phone.post("/case/joint/say", data={"token": shown, "text": "写了好久的话"})
    assert late.status_code == 409
    assert "写了好久的话" in late.get_data(as_text=True)
    again = phone.post("/case", data={"code": own, "kept": "写了好久的话"})
    assert again.status_code == 200
    assert "写了好久的话" in again.get_data(as_text=True)
    assert phone.get("/case/joint").status_code == 200


def test_a_review_is_asked_with_a_reason_and_refused_in_words(
    joined: tuple[FlaskClient, str], lead: Callable[[State], Petition], session: Any
) -> None:
    phone, _own = joined
    early = send(phone, "review", text="太早")
    assert early.status_code == 409
    # The form it was typed into is not on the page now: the sentence is, and the words wait among those to the office.
    assert "现在不能申请" in early.get_data(as_text=True)
    assert "太早" in early.get_data(as_text=True)
    petition = lead(State.REPLIED)
    assert "不服答复，申请复查" in page(phone)
    assert send(phone, "review", text="").status_code == 422
    assert send(phone, "review", text="只补了两个月").status_code == 303
    session.refresh(petition)
    assert petition.state is State.REVIEW_ASKED
    session.rollback()
    shown = page(phone)
    assert "只补了两个月" in shown
    assert "有人申请复查" in shown


def test_standing_behind_a_review_needs_no_words(
    joined: tuple[FlaskClient, str], lead: Callable[[State], Petition]
) -> None:
    phone, _own = joined
    lead(State.REVIEW_ASKED)
    assert "我也要求复查" in page(phone)
    assert send(phone, "review", text="").status_code == 303
    assert "我也要求复查" not in page(phone)


def test_the_question_about_revenge_is_asked_of_each_and_answered_once(
    joined: tuple[FlaskClient, str], lead: Callable[[State], Petition], clock: Any, session: Any
) -> None:
    phone, own = joined
    petition = lead(State.REPLIED)
    clock.advance(days=31)
    phone.post("/case", data={"code": own})
    assert "答复以后，您还好吗" in page(phone)
    assert send(phone, "check-in").status_code == 422
    assert send(phone, "check-in", pressed="yes", named=["9"]).status_code == 422
    assert send(phone, "check-in", pressed="yes", text="把我调去夜班").status_code == 303
    shown = page(phone)
    assert "答复以后，您还好吗" not in shown
    assert "把我调去夜班" in shown
    session.refresh(petition)
    assert petition.alarm_on is not None
    assert petition.pressed_on is None
    session.rollback()


def test_rating_and_the_files_of_what_everybody_was_told(
    joined: tuple[FlaskClient, str], lead: Callable[[State], Petition], session: Any
) -> None:
    phone, _own = joined
    lead(State.REPLIED)
    assert send(phone, "rate", office="satisfied").status_code == 422
    assert send(phone, "rate", office="satisfied", solved="yes").status_code == 303
    assert "您的评价" in page(phone)
    assert send(phone, "rate", office="satisfied", solved="yes").status_code == 409
    assert phone.get("/case/joint/files/5").status_code == 404


def test_stepping_back_wants_to_be_sure_and_leaves_the_page_of_the_own_talk(
    joined: tuple[FlaskClient, str], session: Any
) -> None:
    phone, _own = joined
    send(phone, "say", text="我想退出")
    assert send(phone, "withdraw").status_code == 422
    assert send(phone, "withdraw", sure="y").status_code == 303
    shown = page(phone)
    assert "您已退出联名" in shown
    assert "我想退出" in shown
    assert "办理经过" not in shown
    assert session.execute(sa.select(Voice.withdrawn_on)).scalar_one() is not None
    session.rollback()


def test_whoever_stepped_back_gets_no_more_files(joined: tuple[FlaskClient, str], casework: Casework) -> None:
    phone, _own = joined
    session = casework.session
    row = session.execute(sa.select(Joining)).scalar_one()
    case = queries.petition(session, row.petition_id)
    shared = voices.shared_key(row, holding.case_key(session, case, casework.enterprise.people["officer"]))
    told_files.keep(session, case.id, shared, [CleanFile("application/pdf", b"%PDF-")], ordinal=1)
    address = f"/case/joint/files/{session.execute(sa.select(ToldFile.id)).scalar_one()}"
    session.commit()

    assert phone.get(address).data == b"%PDF-"
    assert send(phone, "withdraw", sure="y").status_code == 303
    assert phone.get(address).status_code == 404


def test_nobody_acts_without_the_pages_own_token_or_session(joined: tuple[FlaskClient, str], app: Flask) -> None:
    phone, _own = joined
    for path in ("say", "rate", "review", "check-in", "withdraw"):
        assert phone.post(f"/case/joint/{path}", data={"token": "00", "text": "x"}).status_code == 409
        assert app.test_client().post(f"/case/joint/{path}", data={"text": "x"}).status_code == 409
    stranger = app.test_client().get("/case/joint/files/5")
    assert (stranger.status_code, stranger.headers["Location"]) == (303, "/case")


def test_joining_once_more_is_advised_against_before_anything_is_typed(enterprise: Any, app: Flask) -> None:
    first = app.test_client()
    open_case(first, file_one(first))
    assert "已经加入过" in look(app.test_client(), open_joining(first))


def test_the_history_names_no_one_who_joined(
    joined: tuple[FlaskClient, str], lead: Callable[[State], Petition], session: Any
) -> None:
    phone, _own = joined
    petition = lead(State.REPLIED)
    send(phone, "review", text="不服")
    (asked,) = [each for each in queries.events(session, petition.id) if each.action is Action.ASK_REVIEW]
    assert (asked.account_id, asked.details, asked.content) == (None, {}, None)
    session.rollback()
