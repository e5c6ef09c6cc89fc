"""An explanation is counted only for an answer that holds, and only in a way that exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ledgers import operations
from ledgers.answers import operations as answer_operations
from ledgers.models import LedgerEntry
from web.errors import Forbidden, Missing, Refusal

Listed = Callable[..., LedgerEntry]


def test_what_does_not_hold_is_not_explained(session: Session, listed: Listed, enterprise: Any, clock: Any) -> None:
    row = listed("policies")
    with pytest.raises(Refusal):
        answer_operations.explain(session, row.id, "visit", actor=enterprise.people["officer"], now=clock())


@pytest.mark.parametrize(("channel", "who"), [("nonsense", "officer"), ("page", "officer"), ("visit", None)])
def test_readers_and_people_at_the_desk_have_their_own_ways(
    session: Session, listed: Listed, enterprise: Any, clock: Any, channel: str, who: str | None
) -> None:
    row = listed("policies")
    operations.perform(session, row.id, "publish", {}, actor=enterprise.people["officer"], now=clock())
    with pytest.raises(Missing):
        answer_operations.explain(session, row.id, channel, actor=enterprise.people[who] if who else None, now=clock())


def test_only_answers_are_explained_and_only_by_those_who_open_ledgers(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    with pytest.raises(Missing):
        answer_operations.explain(session, listed().id, "visit", actor=enterprise.people["officer"], now=clock())
    with pytest.raises(Forbidden):
        answer_operations.explain(
            session, listed("policies").id, "visit", actor=enterprise.people["keeper"], now=clock()
        )
