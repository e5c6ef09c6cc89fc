"""What stands above a list says where things stand in figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from ledgers import list_heads, operations
from ledgers.models import LedgerEntry
from ledgers.registry import LEDGERS

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
    assert _head(session, "aid", officer) == {"year": 2026, "families": 1, "people": 3, "fen": 300_000, "waiting": 1}


def test_the_others_have_their_heads_and_measures_none(session: Session, enterprise: Any, five: list[Any]) -> None:
    officer = enterprise.people["officer"]
    assert len(_head(session, "never_events", officer)["standings"]) == len(five)
    assert len(_head(session, "risks", officer)["sweep"].reports) == 3
    assert _head(session, "policies", officer) == {"valid": 0, "times": 0, "year": 2026}
    assert _head(session, "measures", officer) == {}
