"""A refusal stands at the field it is about."""

from __future__ import annotations

from flask import Flask

from petitions.categories.forms import NewFirstForm
from petitions.categories.tree import CategoryTree
from petitions.kinds import CATEGORIES
from web.errors import Refusal


def test_a_refusal_stands_at_its_field(app: Flask) -> None:
    with app.test_request_context():
        form = NewFirstForm(prefix="new")
        form.offer(CategoryTree())
        form.refuse(Refusal("甲", field="report_code"))
        form.refuse(Refusal("乙", field="nothing"))
        assert (form.report_code.errors, form.label.errors) == (["甲"], ["乙"])
        assert [choice.value for choice in form.report_code.choices] == list(CATEGORIES)
