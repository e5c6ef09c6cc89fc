"""Only what holds today is answered; what was given is counted by day and way, never by who asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from ledgers import answers, operations, policy_operations
from ledgers.models import LedgerEntry

from .conftest import TODAY

Listed = Callable[..., LedgerEntry]


def test_an_answer_is_found_once_it_is_public_and_until_it_ends(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row = listed("policies", due=TODAY)
    assert answers.matching(session, "夜班津贴", today=TODAY) == []
    operations.perform(session, row.id, "publish", {}, actor=enterprise.people["officer"], now=clock())
    (found,) = answers.matching(session, "夜班费怎么算", today=TODAY)
    assert (found.number, found.basis, found.until) == (row.number, "公司薪酬管理办法第十二条", TODAY)
    assert answers.matching(session, "夜班津贴", today=TODAY + timedelta(days=1)) == []
    assert answers.matching(session, "食堂菜价", today=TODAY) == []


def test_explanations_are_counted_by_the_way_they_were_given(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer = listed("policies"), enterprise.people["officer"]
    operations.perform(session, row.id, "publish", {}, actor=officer, now=clock())
    for _time in range(2):
        policy_operations.explain(session, row.id, "visit", actor=officer, now=clock())
    policy_operations.explain(session, row.id, "page", actor=None, now=clock())
    clock.advance(days=1)
    policy_operations.explain(session, row.id, "visit", actor=officer, now=clock())
    assert answers.times_given(session, row.id) == {"visit": 3, "page": 1}
    assert answers.given_between(session, TODAY, TODAY) == {"夜班津贴怎么算": {"page": 1, "visit": 2}}
    assert answers.given_between(session, TODAY - timedelta(days=9), TODAY - timedelta(days=1)) == {}
