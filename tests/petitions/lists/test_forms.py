"""The list's filters keep what makes sense, by field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from accounts.units import UnitTree
from petitions.categories.tree import CategoryTree
from petitions.lists.forms import FILTERS, FilterForm


@pytest.fixture(autouse=True)
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_what_was_asked_is_kept_by_field_without_what_makes_no_sense() -> None:
    form = FilterForm(MultiDict({"category": "pay", "first": "never", "last": "2026-11-01", "number": "x" * 41}))
    form.offer(UnitTree([]), [(7, "李强")], CategoryTree())
    form.validate()

    assert form.asked == {"category": "pay", "last": "2026-11-01"}
    assert [each.name for each in form.fields] == list(FILTERS)
    assert [choice.value for choice in form.handler.choices] == ["", "me", "7"]
