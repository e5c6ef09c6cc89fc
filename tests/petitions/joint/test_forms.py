"""What is filled in to join is checked in sentences, and a name is wanted only from whoever wants to be named."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.joint.forms import JoinForm, JoiningForm

READERS = [(5, "王芳"), (7, "李强")]


def _join(app: Flask, **typed: Any) -> JoinForm:
    with app.test_request_context():
        form = JoinForm(MultiDict({"naming": "anonymous"} | typed))
        form.offer(READERS)
        form.validate()
        return form


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"naming": ""}, "naming"),
        ({"naming": "named", "name": " \x00 "}, "name"),
        ({"concerned": "9"}, "concerned"),
        ({"text": "长" * 2001}, "text"),
        ({"naming": "named", "name": "长" * 61}, "name"),
    ],
)
def test_what_is_missing_or_too_much_is_said_at_its_field(app: Flask, typed: dict[str, Any], field: str) -> None:
    assert list(_join(app, **typed).errors) == [field]


def test_a_name_typed_before_choosing_to_stay_nameless_is_not_kept(app: Flask) -> None:
    form = _join(app, name="欧阳青禾", contact="139", text=" 补一句 ", concerned="5")
    assert not form.errors
    adding = form.adding()
    assert (adding.name, adding.contact, adding.text, adding.concerned) == ("", "", "补一句", frozenset({5}))


def test_others_are_told_what_it_is_about_before_they_are_asked(app: Flask) -> None:
    with app.test_request_context():
        form = JoiningForm(MultiDict({"title": " ", "summary": ""}))
        assert not form.validate()
        assert set(form.errors) == {"title", "summary"}
        form = JoiningForm(MultiDict({"title": "补发\x07津贴", "summary": "三个月没有发。"}))
        assert form.validate()
        assert form.about().title == "补发津贴"
