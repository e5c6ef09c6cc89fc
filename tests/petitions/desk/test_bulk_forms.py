"""What is filled in once for several cases becomes the arguments of the step, for every step there is."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.desk.bulk import ACTIONS, LABELS, Doing
from petitions.desk.bulk_forms import FORMS, AcceptEachForm, AssignEachForm, RegisterEachForm


def test_every_step_has_a_form_a_label_and_an_action() -> None:
    assert set(FORMS) == set(LABELS) == set(ACTIONS) == set(Doing)


def test_what_is_typed_comes_with_each(app: Flask) -> None:
    with app.test_request_context():
        assert AssignEachForm(MultiDict({"handler_id": "7", "text": "月底前"})).given() == {
            "handler_id": 7,
            "text": "月底前",
        }
        assert RegisterEachForm(MultiDict({"category": ""})).given() == {"category": ""}
        assert AcceptEachForm(MultiDict({"text": ""})).given() == {"fits": False, "text": ""}


def test_nothing_is_taken_the_short_way_that_nobody_affirms(app: Flask) -> None:
    with app.test_request_context():
        asked = AcceptEachForm(MultiDict([("simple", "7"), ("simple", "8"), ("text", "")]))
        assert (asked.validate(), "fits" in asked.errors) == (False, True)
        affirmed = AcceptEachForm(MultiDict([("simple", "7"), ("fits", "y"), ("text", "")]))
        assert (affirmed.validate(), affirmed.simple.data) == (True, [7])


def test_nobody_chosen_is_asked_for(app: Flask) -> None:
    with app.test_request_context():
        form = AssignEachForm(MultiDict({"handler_id": "", "text": ""}))
        form.handler_id.choices = []
        assert not form.validate()
        assert "handler_id" in form.errors
