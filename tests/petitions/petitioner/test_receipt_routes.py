"""A petitioner changes their receipt code: it is kept before it counts, and the old one is a wrong code from then on."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.petitions.phone import CODE, file_one, open_case, token


def test_a_new_code_is_kept_first_and_then_takes_the_old_ones_place(
    front: FlaskClient, app: Flask, enterprise: Any
) -> None:
    old = file_one(front)
    assert "换一个查询码" in open_case(front, old)
    elsewhere = app.test_client()
    open_case(elsewhere, old)
    page = front.get("/case/code").get_data(as_text=True)
    (new,) = set(CODE.findall(page)) or set(re.findall(r'name="receipt" value="([0-9A-Z]{16})"', page))

    wrong = front.post("/case/code", data={"token": token(page), "receipt": new, "last_four": "0000"})
    assert wrong.status_code == 422
    assert f'value="{new}"' in wrong.get_data(as_text=True)
    assert "对不上" in wrong.get_data(as_text=True)
    assert app.test_client().post("/case", data={"code": new}).status_code == 422

    answer = front.post("/case/code", data={"token": token(page), "receipt": new, "last_four": new[-4:].lower()})
    assert answer.status_code == 303
    assert "换一个查询码" in front.get("/case").get_data(as_text=True)
    assert app.test_client().post("/case", data={"code": old}).status_code == 422
    assert app.test_client().post("/case", data={"code": new}).status_code == 303
    # Another browser in which the old code was typed has nothing open any more.
    assert "换一个查询码" not in elsewhere.get("/case").get_data(as_text=True)


def test_without_an_open_case_there_is_no_new_code(front: FlaskClient) -> None:
    assert front.get("/case/code").status_code == 303
    assert front.post("/case/code", data={"token": "0", "receipt": "8M3N0P5QX6T9WABD"}).status_code == 409
