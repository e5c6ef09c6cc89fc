"""A form made from a declaration reads what was typed, keeps it when it is refused, and offers what may be chosen."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from accounts import queries as accounts
from accounts.models import Unit
from ledgers import directory, forms, measures, policies
from ledgers.declaration import Column, Type


@pytest.fixture
def made(app: Flask, session: Session, enterprise: Any) -> Any:
    """`made(title="…")` is the form with what was typed."""
    tree = accounts.unit_tree(session)
    names = directory.names(session, measures.LEDGER, enterprise.people["officer"], tree)

    def go(**typed: str) -> Any:
        with app.test_request_context(method="POST", data=MultiDict(typed)):
            form = forms.entry_form(measures.LEDGER.form_columns, names, tree)
            form.validate()
            return form

    return go


def test_what_was_typed_is_read(made: Any, enterprise: Any) -> None:
    form = made(
        title="事",
        kind="fix",
        said="话",
        plan="办",
        target="零",
        target_figure="0",
        unit=str(enterprise.units["一车间"]),
        day="2026年11月24日",
        due="2026-12-24",
        is_public="y",
    )
    assert form.errors == {}
    given = form.given()
    assert given["unit"] == enterprise.units["一车间"]
    assert given["day"].isoformat() == "2026-11-24"
    assert given["is_public"] is True
    assert given["owner"] is None


def test_what_does_not_fit_is_said_at_its_field_and_stays(made: Any) -> None:
    form = made(title="事", due="年底", unit="77", target_figure="几个")
    assert {"due", "unit", "target_figure", "kind", "said", "plan"} <= set(form.errors)
    assert form["due"].data == "年底"
    assert "年底" in form["due"].errors[0]


def test_a_unit_that_was_dissolved_is_named_and_chosen_anew(app: Flask, session: Session, enterprise: Any) -> None:
    officer, gone = enterprise.people["officer"], enterprise.units["四车间"]
    session.execute(sa.update(Unit).where(Unit.id == gone).values(active=False))
    tree = accounts.unit_tree(session)
    names = directory.names(session, policies.LEDGER, officer, tree)
    typed = MultiDict(
        {"title": "问", "kind": "pay", "answer": "答", "basis": "据", "day": "2026-01-01", "unit": str(gone)}
    )
    with app.test_request_context(method="POST", data=typed):
        form = forms.entry_form(policies.LEDGER.form_columns, names, tree, shown={"unit": str(gone)})
        assert not form.validate()
    assert list(form.errors) == ["unit"]
    choices = [str(each.label) for each in form["unit"].choices]
    assert (choices[0], choices[-1]) == ("全企业", "四车间（已撤并，请另选）")


def test_contents_stand_in_the_form_as_they_would_be_typed() -> None:
    assert forms.as_typed(Column("it", "它", Type.MONEY), 300_050) == "3000.5"
    assert forms.as_typed(Column("it", "它", Type.FLAG), True) is True
    assert forms.as_typed(Column("it", "它"), None) == ""
