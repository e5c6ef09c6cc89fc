"""A refusal stands beside the field it is about; one about nothing that was asked is said above the form or passed on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, StringField
from wtforms.validators import Optional

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


def test_a_day_that_nobody_plans_for_is_refused_in_a_sentence(clock: Any) -> None:
    class Planning(FlaskForm):
        """A form of one day."""

        day = DateField(validators=[Optional(), forms.NotFarAhead(timedelta(days=366))])

    app = Flask(__name__)
    app.config["SECRET_KEY"] = "for signing only"
    Babel(app, default_locale="zh_Hans")
    found = {}
    with app.test_request_context():
        for typed in ("", "1999-01-01", "2027-11-25", "2027-11-26", "9999-12-31"):
            form = Planning(MultiDict({"day": typed}), meta={"csrf": False})
            found[typed] = form.validate()
    assert [typed for typed, fits in found.items() if not fits] == ["2027-11-26", "9999-12-31"]
    assert "最晚到2027年11月25日" in form.day.errors[0]
