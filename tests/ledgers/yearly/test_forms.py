"""A year has five lines, whatever was sent."""

from __future__ import annotations

from flask import Flask

from ledgers.never_events import ITEMS
from ledgers.yearly.forms import NeverForm


def test_there_are_as_many_lines_as_a_year_has(app: Flask) -> None:
    with app.test_request_context():
        assert len(NeverForm(data={"labels": ["不发生火灾"]}).labels) == ITEMS
