"""Registering by hand: what is needed is said field by field, and nothing is asked for that a choice does not need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.desk.by_hand_form import ByHandForm


@pytest.fixture(autouse=True)
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


def errors(**typed: Any) -> dict[str, Any]:
    """What is wrong with a form in which only this was typed."""
    form = ByHandForm(MultiDict(typed))
    form.unit.choices, form.concerned.choices, form.reception.choices = [], [], []
    form.category.choices = ["pay"]
    form.validate()
    return form.errors


def test_people_registered_by_hand_are_at_least_one() -> None:
    found = errors(people="0", naming="anonymous")
    assert {"people", "channel", "category"} <= set(found)
    assert "name" not in found


def test_a_category_is_needed() -> None:
    assert "category" in errors(category="")
    assert "category" not in errors(category="pay")


@pytest.mark.parametrize("naming", ["named", "confidential"])
def test_whoever_is_named_has_a_name(naming: str) -> None:
    assert "name" in errors(naming=naming, name=" ")


def test_a_superior_is_named_and_nobody_else_is_asked_for_one() -> None:
    assert "issuer" in errors(channel="superior")
    assert "issuer" not in errors(channel="letter")


def test_a_field_that_a_choice_may_need_is_not_called_optional() -> None:
    form = ByHandForm(MultiDict())
    assert all(form[name].flags.required for name in ("name", "issuer", "category"))


def test_five_representatives_at_most_one_a_line() -> None:
    five = "\n".join("甲乙丙丁戊")
    assert "representatives" not in errors(naming="named", name="甲", representatives=five)
    assert "representatives" in errors(naming="named", name="甲", representatives=five + "\n己")
    assert "representatives" in errors(naming="named", name="甲", representatives="甲" * 61)


@pytest.mark.parametrize("field", ["address", "agent", "representatives"])
def test_of_somebody_anonymous_nothing_is_taken_that_leads_to_them(field: str) -> None:
    assert field in errors(naming="anonymous", **{field: "矿区三村"})
    assert field not in errors(naming="named", name="甲", **{field: "矿区三村"})


@pytest.mark.parametrize(("day", "is_wrong"), [("2026-11-24", False), ("2026-09-25", False), ("2026-09-24", True)])
def test_the_day_of_receipt_is_one_that_can_be(day: str, is_wrong: bool, clock: Any) -> None:
    assert ("received_on" in errors(received_on=day)) is is_wrong


def test_a_superiors_day_in_a_mistyped_year_is_refused() -> None:
    assert "due_on" in errors(channel="superior", due_on="9026-12-01")
    assert "due_on" not in errors(channel="superior", due_on="2026-12-31")
