"""What the petitioner is shown: the clock, the readers, files that run nothing, and the code asked for anew with what was typed."""

import re
from typing import Any

from flask.testing import FlaskClient

from petitions.models import (
    Message,
)
from tests.petitions import recorded
from tests.petitions.conftest import count
from tests.petitions.phone import file_one, open_case, token, upload


def test_a_voice_is_handed_out_to_be_saved_and_runs_nothing(front: FlaskClient) -> None:
    page = open_case(front, file_one(front, files=[upload(recorded.film(), "录音 20261124.m4a")]))
    address = re.search(r'href="(/case/files/\d+)"', page)
    assert address
    answer = front.get(address.group(1))
    assert answer.headers["Content-Type"] == "audio/mp4"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="xinqiao-1.m4a"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert recorded.TELLING[0] not in answer.data


def test_the_case_page_shows_the_clock_the_readers_and_the_rules(front: FlaskClient) -> None:
    page = open_case(front, file_one(front))
    assert "还有 15 天（12月9日前）" in page
    assert "第二十三条" in page
    assert "王芳" in page
    assert "李强" in page
    assert "收到您的诉求" in page


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
