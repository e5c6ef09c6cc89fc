"""A day of the calendar is changed in one of three ways; no other is taken."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.calendar.forms import DayForm


@pytest.mark.parametrize(("what", "is_taken"), [("off", True), ("work", True), ("usual", True), ("half", False)])
def test_a_day_is_off_worked_or_as_its_weekday_says(app: Flask, what: str, is_taken: bool) -> None:
    with app.test_request_context():
        form = DayForm(MultiDict({"day": "2026-11-25", "what": what}), meta={"csrf": False})

        assert form.validate() is is_taken


def test_a_day_in_a_mistyped_year_is_refused(app: Flask) -> None:
    with app.test_request_context():
        form = DayForm(MultiDict({"day": "9026-11-25", "what": "off"}), meta={"csrf": False})

        assert not form.validate()
        assert set(form.errors) == {"day"}
