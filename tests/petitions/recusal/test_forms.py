"""Somebody on the list, or somebody who is not; never without a reason."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.recusal.forms import RecusalForm


def filled(app: Flask, **typed: str) -> RecusalForm:
    with app.test_request_context(method="POST"):
        form = RecusalForm(MultiDict(typed))
        form.offer([(5, "周婷（承办人）")])
        form.validate()
        return form


def test_a_reader_or_nobody_listed_is_chosen_and_nobody_else(app: Flask) -> None:
    assert filled(app, person="5", text="是班长的弟弟。").person_id == 5
    assert filled(app, person="other", text="是班长的弟弟。").person_id is None
    assert "名单刚刚变了" in str(filled(app, person="6", text="是班长的弟弟。").person.errors)


def test_it_wants_somebody_and_a_reason(app: Flask) -> None:
    form = filled(app, text="  ")

    assert "请选一位" in str(form.person.errors)
    assert "为什么" in str(form.text.errors)
