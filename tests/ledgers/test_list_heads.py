"""What stands above a list says where things stand in figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from ledgers import list_heads, operations
from ledgers.models import LedgerEntry
from ledgers.registry import LEDGERS
from web.navigation import Panel

from .conftest import TODAY


def _head(session: Session, name: str, who: Any) -> dict[str, Any]:
    return list_heads.load(session, LEDGERS[name], who, today=TODAY)


def test_aid_counts_what_was_given_this_year(
    session: Session, listed: Callable[..., LedgerEntry], enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    first, _second = listed("aid"), listed("aid")
    operations.perform(session, first.id, "check", {}, actor=officer, now=clock())
    given = {"given_on": TODAY, "people": 3, "amount": 300_000}
    operations.perform(session, first.id, "give", given, actor=officer, now=clock())
    figures = {"year": 2026, "families": 1, "people": 3, "yuan": "3,000", "waiting": 1}
    assert _head(session, "aid", officer).items() >= figures.items()


def test_planned_visits_stand_above_the_list_the_first_one_on_top(
    session: Session, listed: Callable[..., LedgerEntry], enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    for days in (9, 2):
        row = listed("aid", title=f"{days} 天后走访")
        operations.perform(session, row.id, "check", {}, actor=officer, now=clock())
        visit = {"owner": enterprise.people["handler"].id, "due": TODAY + timedelta(days=days)}
        operations.perform(session, row.id, "plan", visit, actor=officer, now=clock())
    listed("aid", title="还没核实")
    assert [each.title for each in _head(session, "aid", officer)["visits"]] == ["2 天后走访", "9 天后走访"]


def test_another_package_may_show_something_above_a_list_to_whom_it_is_for(app: Flask, enterprise: Any) -> None:
    list_heads.register(app, LEDGERS["risks"], Panel("x.html", lambda: {"n": 1}, permission="surveys"))
    with app.test_request_context():
        assert list_heads.panels(LEDGERS["risks"], enterprise.people["officer"]) == [("x.html", {"n": 1})]
        assert list_heads.panels(LEDGERS["risks"], enterprise.people["handler"]) == []
        assert list_heads.panels(LEDGERS["measures"], enterprise.people["officer"]) == []


def test_the_others_have_their_heads_and_measures_none(session: Session, enterprise: Any, five: list[Any]) -> None:
    officer = enterprise.people["officer"]
    assert len(_head(session, "never_events", officer)["standings"]) == len(five)
    assert _head(session, "risks", officer)["sweep"].asked == 3
    assert _head(session, "policies", officer) == {"valid": 0, "times": 0, "year": 2026}
    assert _head(session, "measures", officer) == {}
