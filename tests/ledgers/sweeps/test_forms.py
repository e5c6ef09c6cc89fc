"""An important period has a name and two days."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from ledgers.forms import NOT_EMPTY
from ledgers.sweeps.forms import PeriodForm


@pytest.mark.parametrize("left_out", ["name", "first", "last"])
def test_what_is_left_out_is_asked_for_at_its_field(app: Flask, left_out: str) -> None:
    typed = {"name": "国庆", "first": "2026-10-01", "last": "2026-10-07"} | {left_out: ""}
    with app.test_request_context():
        form = PeriodForm(MultiDict(typed), meta={"csrf": False})

        assert not form.validate()
        assert form.errors == {left_out: [NOT_EMPTY]}


def test_a_period_in_a_mistyped_year_is_refused(app: Flask) -> None:
    with app.test_request_context():
        typed = {"name": "国庆", "first": "9026-10-01", "last": "9026-10-07"}
        form = PeriodForm(MultiDict(typed), meta={"csrf": False})

        assert not form.validate()
        assert set(form.errors) == {"first", "last"}
