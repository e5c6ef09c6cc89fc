"""What stands above a ledger's list: where this year's five stand, who has not reported, what was given this year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from ledgers import aid, answers, never_events, policies, queries, risks, sweeping, yearly
from ledgers.declaration import Ledger

Head = Callable[[Session, Person, date], dict[str, Any]]


def load(session: Session, ledger: Ledger, who: Person, *, today: date) -> dict[str, Any]:
    """The variables of the partial that belongs to `ledger`."""
    head = HEADS.get(ledger.name)
    return head(session, who, today) if head else {}


def _never_events(session: Session, _who: Person, today: date) -> dict[str, Any]:
    return {"standings": yearly.standings(session, today), "year": today.year}


def _risks(session: Session, who: Person, today: date) -> dict[str, Any]:
    return {"sweep": sweeping.load(session, who, accounts.unit_tree(session), today=today)}


def _aid(session: Session, who: Person, today: date) -> dict[str, Any]:
    """What was given this year, as far as the reader sees entries."""
    found = queries.seen(session, aid.LEDGER, who, accounts.unit_tree(session))
    given = [each for each in found if each.state in aid.GIVEN_STATES and _year(each.value("given_on")) == today.year]
    return {
        "year": today.year,
        "families": sum(each.kind not in aid.GATHERINGS for each in given),
        "people": sum(_number(each.value("people")) for each in given),
        "fen": sum(_number(each.value("amount")) for each in given),
        "waiting": sum(each.state in aid.WAITING_STATES for each in found),
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
