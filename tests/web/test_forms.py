"""A refusal stands beside the field it is about; one about nothing that was asked is said above the form or passed on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from wtforms import StringField

from web import forms
from web.errors import Refusal


class Asking(FlaskForm):
    """A form of one field."""

    name = StringField()


@pytest.fixture
def form() -> Iterator[Asking]:
    """The form, with a first complaint already."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "for signing only"
    with app.test_request_context():
        asked = Asking(meta={"csrf": False})
        asked.name.errors = ["请填写。"]
        yield asked


def test_a_refusal_joins_what_its_field_already_says(form: Asking) -> None:
    forms.say_beside(form, Refusal("已经有人用了。", field="name"))

    assert form.name.errors == ["请填写。", "已经有人用了。"]


def test_a_refusal_about_no_field_goes_where_it_is_told_to_or_is_passed_on(form: Asking) -> None:
    forms.say_beside(form, Refusal("已经结束。"), otherwise="name")

    assert form.name.errors[-1] == "已经结束。"
    for lost in (Refusal("别处的事。"), Refusal("别处的事。", field="elsewhere")):
        with pytest.raises(Refusal) as passed_on:
            forms.say_beside(form, lost)
        assert passed_on.value is lost


def test_a_refusal_may_stand_above_the_form(form: Asking) -> None:
    forms.say_somewhere(form, Refusal("这件事已经办完。"))
    forms.say_somewhere(form, Refusal("太长了。", field="name"))

    assert form.form_errors == ["这件事已经办完。"]
    assert form.name.errors == ["请填写。", "太长了。"]
