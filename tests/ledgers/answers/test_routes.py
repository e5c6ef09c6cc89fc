"""Everybody looks up what the rules say, and leaves a day's count at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ledgers import operations
from ledgers.answers import queries as answers
from ledgers.models import LedgerEntry


def _published(
    session: Session, listed: Callable[..., LedgerEntry], enterprise: Any, clock: Any, **changed: Any
) -> LedgerEntry:
    row = listed("policies", **changed)
    operations.perform(session, row.id, "publish", {}, actor=enterprise.people["officer"], now=clock())
    session.commit()
    return row


def test_policies_are_searched_without_signing_in_and_say_honestly_when_nothing_fits(
    client: FlaskClient, session: Session, listed: Callable[..., LedgerEntry], enterprise: Any, clock: Any
) -> None:
    assert "/policies" not in client.get("/").get_data(as_text=True)
    _published(session, listed, enterprise, clock, unit=enterprise.units["一车间"])
    assert "/policies" in client.get("/").get_data(as_text=True)
    page = client.get("/policies?q=夜班费")
    assert "零点班每班 15 元" in page.get_data(as_text=True)
    assert "只适用于：生产一部／一车间" in page.get_data(as_text=True)
    assert client.get("/policies/list.json").get_json()["policies"][0]["unit"] == "生产一部／一车间"
    assert "Set-Cookie" not in page.headers
    nothing = client.get("/policies", query_string={"q": "量子力学<script>"}).get_data(as_text=True)
    assert "没有查到这个问题的现成答案" in nothing
    assert 'href="/petition"' in nothing
    assert "<script>" not in nothing.replace("<script src", "")


def test_a_reader_who_was_helped_adds_one_to_a_days_count_and_nothing_else(
    client: FlaskClient, session: Session, listed: Callable[..., LedgerEntry], enterprise: Any, clock: Any
) -> None:
    row = _published(session, listed, enterprise, clock)
    row_id, number = row.id, row.number
    session.rollback()
    answer = client.post(f"/policies/{number}/helped")
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    assert "谢谢" in client.get(answer.headers["Location"]).get_data(as_text=True)
    assert answers.times_given(session, row_id) == {"page": 1}
    session.rollback()
    assert client.post("/policies/ZC2026110000/helped").status_code == 404
