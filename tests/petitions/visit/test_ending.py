"""The half hour ends with the code asked for anew, or with a page that leaves nothing behind; what was typed waits."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from petitions import receipt
from petitions.models import Message
from petitions.visit import ending
from petitions.visit.session import CASE, VOICE, Kind
from tests.petitions.conftest import count
from tests.petitions.phone import file_one, open_case, token

CODE = receipt.mint()


def test_half_an_hour_later_the_case_is_shut_and_typed_words_survive(
    front: FlaskClient, clock: Any, session: Any
) -> None:
    code = file_one(front)
    page = open_case(front, code)
    clock.advance(minutes=31)
    assert "data-code-form" in front.get("/case").get_data(as_text=True)
    answer = front.post("/case/say", data={"token": token(page), "text": "写了很久的话"})
    assert answer.status_code == 409
    assert "写了很久的话" in answer.get_data(as_text=True)
    again = front.post("/case", data={"code": code, "kept": "写了很久的话"})
    assert "写了很久的话" in again.get_data(as_text=True)
    assert count(session, Message) == 1


@pytest.mark.parametrize("kind", [CASE, VOICE])
def test_leaving_forgets_the_cookie_of_what_was_open_and_the_cached_pages(app: Flask, kind: Kind) -> None:
    with app.test_request_context():
        answer = ending.left(kind)

    assert answer.headers["Set-Cookie"].startswith(f"xinqiao-{kind.name}=;")
    assert answer.headers["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize(
    ("sent", "may_go"),
    [
        ({"receipt": CODE, "last_four": CODE[-4:].lower()}, True),
        ({"receipt": CODE, "warned": "1"}, True),
        ({"receipt": "K7QM", "last_four": ""}, True),
        ({"receipt": CODE, "last_four": ""}, False),
        ({"receipt": CODE, "last_four": "ZZZZ"}, False),
    ],
)
def test_a_receipt_is_left_once_its_holder_shows_that_they_kept_it(
    app: Flask, sent: dict[str, str], may_go: bool
) -> None:
    with app.test_request_context("/petition/leave", method="POST", data=sent):
        assert ending.unkept_code() == (None if may_go else CODE)
