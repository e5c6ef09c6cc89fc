"""The forms of a reception day say what they need."""

from __future__ import annotations

from flask import Flask

from accounts.units import UnitTree
from petitions.register.reception_forms import AnnounceForm, RecordForm


def test_a_day_needs_when_where_and_who(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"day": "2026-12-01", "hours": "9:00", "leader_id": "0"}):
        form = AnnounceForm()
        form.offer([], UnitTree([]))
        assert not form.validate()
        assert set(form.errors) == {"place", "leader"}
    with app.test_request_context(method="POST", data={"day": "9026-12-01"}):
        form = AnnounceForm()
        form.offer([], UnitTree([]))
        assert not form.validate()
        assert "年份" in form.day.errors[0]


def test_a_record_needs_its_numbers_and_no_word(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"visits": "0", "visitors": "-1"}):
        form = RecordForm()
        assert not form.validate()
        assert set(form.errors) == {"visitors"}
    with app.test_request_context(method="POST", data={"visits": "0", "visitors": "0"}):
        assert RecordForm().validate()
