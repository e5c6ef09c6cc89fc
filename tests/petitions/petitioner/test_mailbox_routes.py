"""The petitioner's phone: leaving, changing and removing a mailbox on the receipt and on the case page."""

from __future__ import annotations

import dataclasses
import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

from petitions import queries
from petitions.mailbox import sealing
from petitions.mailbox.models import NoticeMailbox
from petitions.models import Petition
from petitions.workflow import Action
from tests.petitions import phone
from tests.petitions.conftest import count
from tests.petitions.mailbox.conftest import ADDRESS, settings  # noqa: F401 - the application of these tests sends mail

OFFER = "有进展时发信告诉我"
MASKED = "w***@139.com"


def test_it_is_left_on_the_receipt_seen_masked_changed_and_removed_on_the_case_page(
    front: FlaskClient, session: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert OFFER not in front.get("/petition").get_data(as_text=True)
    code = phone.mint(front)
    assert OFFER in phone.send(front, phone.fields(code)).get_data(as_text=True)

    wrong = front.post("/petition/mailbox", data={"code": code, "mailbox": "west-river@"})
    assert wrong.status_code == 422
    page = wrong.get_data(as_text=True)
    assert "邮箱地址不对" in page
    assert 'value="west-river@"' in page
    assert code in page
    left = front.post("/petition/mailbox", data={"code": code, "mailbox": ADDRESS})
    page = left.get_data(as_text=True)
    assert left.status_code == 200
    assert MASKED in page
    assert ADDRESS not in page
    assert code in page

    page = phone.open_case(front, code)
    assert MASKED in page
    assert ADDRESS not in page
    token = phone.token(page)
    refused = front.post("/case/mailbox", data={"token": token, "mailbox": "wang@works.example"})
    assert refused.status_code == 422
    assert "请换一个私人邮箱" in refused.get_data(as_text=True)
    assert "wang@works.example" in refused.get_data(as_text=True)
    changed = front.post("/case/mailbox", data={"token": token, "mailbox": "river@qq.com"})
    assert (changed.status_code, changed.location) == (303, "/case#mailbox")
    assert "r***@qq.com" in front.get("/case").get_data(as_text=True)
    # No step of the case: its history and its version are what they were.
    assert [row.action for row in queries.events(session, _only(session).id)] == [Action.FILE]
    session.rollback()
    assert front.post("/case/mailbox/remove", data={"token": token}).status_code == 303
    assert count(session, NoticeMailbox) == 0
    assert OFFER in front.get("/case").get_data(as_text=True)
    assert not [each for each in caplog.messages if "west-river" in each or "river@" in each]


def test_without_the_code_or_the_case_session_nothing_is_left_and_the_address_goes_nowhere(
    front: FlaskClient, session: Any
) -> None:
    code = phone.file_one(front)
    for answer in (
        front.post("/petition/mailbox", data={"code": "0000-0000-0000-0000", "mailbox": ADDRESS}),
        front.post("/petition/mailbox", data={"mailbox": ADDRESS}),
        front.post("/case/mailbox", data={"token": "made up", "mailbox": ADDRESS}),
        front.post("/case/mailbox/remove", data={"token": "made up"}),
    ):
        assert answer.status_code == 409
        # It would be sent to the office as words if it waited behind the code.
        assert ADDRESS not in answer.get_data(as_text=True)
    assert count(session, NoticeMailbox) == 0
    assert OFFER in phone.open_case(front, code)


def test_the_desk_shows_nothing_of_it(front: FlaskClient, app: Any, session: Any, sign_in: Any) -> None:
    code = phone.file_one(front)
    number = _only(session).number
    session.rollback()
    sign_in(desk := app.test_client(), "officer")
    before = desk.get(f"/desk/petitions/{number}").get_data(as_text=True)
    front.post("/petition/mailbox", data={"code": code, "mailbox": ADDRESS})
    after = desk.get(f"/desk/petitions/{number}").get_data(as_text=True)

    assert sealing.of_case(session, _only(session).id) is not None
    assert ADDRESS not in after
    assert MASKED not in after
    assert before.count("邮箱") == after.count("邮箱")


def test_where_no_mail_leaves_it_is_not_offered_and_trust_does_not_speak_of_it(app: Any, front: FlaskClient) -> None:
    assert "提醒邮箱的：" in front.get("/trust").get_data(as_text=True)
    app.extensions["settings"] = dataclasses.replace(app.extensions["settings"], smtp_url="", smtp_from="")
    code = phone.mint(front)
    page = phone.send(front, phone.fields(code)).get_data(as_text=True)

    assert OFFER not in page
    assert OFFER not in phone.open_case(front, code)
    refused = front.post("/petition/mailbox", data={"code": code, "mailbox": ADDRESS})
    assert refused.status_code == 409
    assert "这件诉求现在不能留邮箱" in refused.get_data(as_text=True)
    assert "提醒邮箱的：" not in front.get("/trust").get_data(as_text=True)


def _only(session: Any) -> Petition:
    session.expire_all()
    found: Petition = session.query(Petition).one()
    return found
