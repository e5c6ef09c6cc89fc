"""Whoever puts a destruction off says why."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.retention.forms import HoldForm


def test_a_hold_wants_a_reason(app: Flask) -> None:
    with app.test_request_context():
        assert not HoldForm(MultiDict({"reason": ""})).validate()
        assert HoldForm(MultiDict({"reason": "正在诉讼。"})).validate()
