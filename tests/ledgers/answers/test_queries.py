"""Only what holds today is answered; what was given is counted by day and way, never by who asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from database import Database
from ledgers import operations
from ledgers.answers import operations as answer_operations
from ledgers.answers import queries as answers
from ledgers.models import LedgerEntry
from tests.ledgers.conftest import TODAY
from web import lately

Listed = Callable[..., LedgerEntry]


def test_an_answer_is_found_once_it_is_public_and_until_it_ends(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row = listed("policies", due=TODAY)
    assert answers.valid(session, today=TODAY) == []
    operations.perform(session, row.id, "publish", {}, actor=enterprise.people["officer"], now=clock())
    (found,) = answers.fitting(answers.valid(session, today=TODAY), "夜班费怎么算")
    assert (found.number, found.basis, found.until) == (row.number, "公司薪酬管理办法第十二条", TODAY)
    assert answers.valid(session, today=TODAY + timedelta(days=1)) == []
    assert answers.fitting([found], "食堂菜价") == []


def test_whoever_files_sees_what_held_a_second_ago_and_of_the_right_day(
    session: Session, database: Database, listed: Listed, enterprise: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [time.monotonic()]
    monkeypatch.setattr(lately.time, "monotonic", lambda: seconds[0])
    row = listed("policies", due=TODAY)
    operations.perform(session, row.id, "publish", {}, actor=enterprise.people["officer"], now=clock())
    session.commit()
    assert [each.number for each in answers.valid_lately(database, today=TODAY)] == [row.number]
    assert answers.valid_lately(database, today=TODAY + timedelta(days=1)) == []

    operations.perform(session, row.id, "withdraw", {}, "口径有变", actor=enterprise.people["officer"], now=clock())
    session.commit()
    seconds[0] += 1.01
    assert answers.valid_lately(database, today=TODAY) == []


def test_explanations_are_counted_by_the_way_they_were_given(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer = listed("policies"), enterprise.people["officer"]
    operations.perform(session, row.id, "publish", {}, actor=officer, now=clock())
    for _time in range(2):
        answer_operations.explain(session, row.id, "visit", actor=officer, now=clock())
    answer_operations.explain(session, row.id, "page", actor=None, now=clock())
    clock.advance(days=1)
    answer_operations.explain(session, row.id, "visit", actor=officer, now=clock())
    assert answers.times_given(session, row.id) == {"visit": 3, "page": 1}
    assert answers.given_between(session, TODAY, TODAY) == {"夜班津贴怎么算": {"page": 1, "visit": 2}}
    assert answers.given_between(session, TODAY - timedelta(days=9), TODAY - timedelta(days=1)) == {}
