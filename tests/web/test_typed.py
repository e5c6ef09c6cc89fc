"""A NUL in what is sent ends in an answer, wherever it stands."""

from __future__ import annotations

from io import BytesIO

from flask import Flask, request
from flask.testing import FlaskClient

from web import uploads
from web.typed import Typed


def test_nothing_that_is_sent_holds_one(app: Flask) -> None:
    for read in (lambda: request.form, lambda: uploads.read(request).fields):
        sent = {"text": "一\0二", "file": (BytesIO(b"a\0b"), "a.txt")}
        with app.test_request_context("/?words=\0x&words=y", method="POST", data=sent):
            assert read()["text"] == "一二"
            assert request.args.getlist("words") == ["x", "y"]


def test_no_address_holds_one(client: FlaskClient) -> None:
    assert client.get("/s/%00").status_code == 404


def test_the_fields_are_copied_and_empty_as_ever() -> None:
    assert Typed().to_dict() == {}
    assert Typed(Typed([("a", "1"), ("a", "2")])).copy().getlist("a") == ["1", "2"]
