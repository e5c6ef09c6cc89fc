"""What no step tells is said in one form, with what is known already in it."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from accounts.units import UnitRow, UnitTree
from petitions.desk.arrange_form import ArrangeForm
from petitions.outcome.disposal import Disposal

TREE = UnitTree([UnitRow(7, None, "集团", 0, 0, True)])


def test_both_may_be_left_open(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = ArrangeForm(MultiDict({"disposal": "reported", "stability_unit": "7"}))
        form.offer(TREE)
        assert form.given() == {"disposal": Disposal.REPORTED, "stability_unit_id": 7}
        empty = ArrangeForm(MultiDict({"disposal": "", "stability_unit": ""}))
        empty.offer(TREE)
        assert empty.given() == {"disposal": None, "stability_unit_id": None}
        assert [choice.value for choice in empty.stability_unit.choices] == ["", "7"]
