"""A category of the first level says which line of the reports it is counted in."""

from __future__ import annotations

from flask import Flask

from petitions.categories.forms import NewFirstForm
from petitions.categories.tree import CategoryTree
from petitions.kinds import CATEGORIES


def test_it_is_one_of_the_fixed_lines(app: Flask) -> None:
    with app.test_request_context():
        form = NewFirstForm(prefix="new")
        form.offer(CategoryTree())
        assert [choice.value for choice in form.report_code.choices] == list(CATEGORIES)
