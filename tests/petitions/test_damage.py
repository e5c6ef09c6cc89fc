"""What was changed in the database without the key is said in its place, or in a sentence; it is never a bare fault."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from petitions.models import Message, Petition
from tests.petitions.phone import WORDS, file_one, open_case, token


def damage(session: Any, ordinal: int) -> None:
    session.execute(select(Message).where(Message.ordinal == ordinal)).scalar_one().sealed = b"damaged"
    session.commit()


def test_one_damaged_message_is_said_and_the_others_stay_readable(front: FlaskClient, session: Any) -> None:
    page = open_case(front, file_one(front))
    front.post("/case/say", data={"token": token(page), "text": "还没有修。"})
    damage(session, 2)

    shown = front.get("/case").get_data(as_text=True)

    assert WORDS in shown
    assert "（这一条打不开了）" in shown
    assert "与原来的记录对不上" in shown


def test_where_nothing_opens_the_page_says_what_to_do_to_petitioner_and_office(
    front: FlaskClient, app: Flask, session: Any, sign_in: Any
) -> None:
    code = file_one(front)
    open_case(front, code)
    damage(session, 1)
    address = f"/desk/petitions/{session.execute(select(Petition.id)).scalar_one()}/"
    session.rollback()

    for answer in (front.get("/case"), sign_in(app.test_client(), "officer").get(address)):
        assert answer.status_code == 500
        assert "当面交给纪检" in answer.get_data(as_text=True)
