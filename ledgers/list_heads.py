"""What stands above a ledger's list: where this year's five stand, who has not reported, what was given this year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask, current_app
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from ledgers import aid, never_events, policies, queries, risks, values
from ledgers.answers import queries as answers
from ledgers.declaration import Ledger
from ledgers.sweeps import queries as sweeping
from ledgers.yearly import queries as yearly
from web.navigation import Panel

VISITS_SHOWN = 10

Head = Callable[[Session, Person, date], dict[str, Any]]


def load(session: Session, ledger: Ledger, who: Person, *, today: date) -> dict[str, Any]:
    """The variables of the partial that belongs to `ledger`."""
    head = HEADS.get(ledger.name)
    return head(session, who, today) if head else {}


def register(app: Flask, ledger: Ledger, panel: Panel) -> None:
    """Let another package show something of its own above a ledger's list."""
    app.extensions.setdefault("ledger_panels", {}).setdefault(ledger.name, []).append(panel)


def panels(ledger: Ledger, who: Person) -> list[tuple[str, dict[str, Any]]]:
    """(template, variables) of what other packages show above this list to `who`."""
    registered: list[Panel] = current_app.extensions.get("ledger_panels", {}).get(ledger.name, [])
    return [(each.template, each.provider()) for each in registered if who.can(each.permission)]


def _never_events(session: Session, who: Person, today: date) -> dict[str, Any]:
    tree = accounts.unit_tree(session)
    may_choose = yearly.words_the_enterprises(tree, who) or bool(yearly.companies(session, tree, who))
    return {"standings": yearly.standings(session, today), "year": today.year, "may_choose": may_choose}


def _risks(session: Session, who: Person, today: date) -> dict[str, Any]:
    return {"sweep": sweeping.standing(session, who, accounts.unit_tree(session), today=today)}


def _aid(session: Session, who: Person, today: date) -> dict[str, Any]:
    """What was given this year, as far as the reader sees entries."""
    found = queries.seen(session, aid.LEDGER, who, accounts.unit_tree(session))
    given = [each for each in found if each.state in aid.GIVEN_STATES and _year(each.value("given_on")) == today.year]
    visits = sorted((each for each in found if each.state == aid.PLANNED), key=lambda each: each.due_on or today)
    return {
        "year": today.year,
        "families": sum(each.kind not in aid.GATHERINGS for each in given),
        "people": sum(_number(each.value("people")) for each in given),
        "yuan": values.money(sum(_number(each.value("amount")) for each in given)),
        "waiting": sum(each.state in aid.WAITING_STATES for each in found),
        "visits": visits[:VISITS_SHOWN],
        "more_visits": max(len(visits) - VISITS_SHOWN, 0),
        "names": accounts.account_names(session),
        "today": today,
    }


def _policies(session: Session, _who: Person, today: date) -> dict[str, Any]:
    given = answers.given_between(session, today.replace(month=1, day=1), today)
    return {
        "valid": len(answers.valid(session, today=today)),
        "times": sum(sum(ways.values()) for ways in given.values()),
        "year": today.year,
    }


def _year(value: object) -> int | None:
    return value.year if isinstance(value, date) else None


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


HEADS: dict[str, Head] = {
    never_events.LEDGER.name: _never_events,
    risks.LEDGER.name: _risks,
    aid.LEDGER.name: _aid,
    policies.LEDGER.name: _policies,
}
