"""Everybody reads what is being done; nobody reads who said it or who does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ledgers import operations, queries
from ledgers.answers import queries as answers
from ledgers.declaration import Source
from ledgers.models import LedgerEntry
from ledgers.registry import LEDGERS
from tests.web.test_puzzle import work
from web import puzzle

from .conftest import SAID


def test_progress_says_what_was_said_and_what_is_done_without_names(
    client: FlaskClient, listed: Callable[..., LedgerEntry]
) -> None:
    listed(leader="马副总")
    page = client.get("/progress")
    said = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert SAID in said
    assert "津贴差错数降到 0" in said
    for name in ("张伟", "王芳", "马副总"):
        assert name not in said


def test_a_case_as_source_is_named_without_its_number(
    client: FlaskClient, session: Session, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    source = Source("petition", "XF202611ABCD")
    operations.add(session, "measures", contents, source=source, actor=enterprise.people["officer"], now=clock())
    session.commit()
    said = client.get("/progress").get_data(as_text=True)
    assert "来自职工诉求" in said
    assert "XF202611ABCD" not in said


def test_the_door_stands_on_the_home_page_only_when_there_is_something_behind_it(
    client: FlaskClient, listed: Callable[..., LedgerEntry]
) -> None:
    assert "/progress" not in client.get("/").get_data(as_text=True)
    assert "还没有公开的事项" in client.get("/progress").get_data(as_text=True)
    listed()
    assert "/progress" in client.get("/").get_data(as_text=True)


def _published(session: Session, listed: Callable[..., LedgerEntry], enterprise: Any, clock: Any) -> LedgerEntry:
    row = listed("policies")
    operations.perform(session, row.id, "publish", {}, actor=enterprise.people["officer"], now=clock())
    session.commit()
    return row


def test_policies_are_searched_without_signing_in_and_say_honestly_when_nothing_fits(
    client: FlaskClient, session: Session, listed: Callable[..., LedgerEntry], enterprise: Any, clock: Any
) -> None:
    assert "/policies" not in client.get("/").get_data(as_text=True)
    _published(session, listed, enterprise, clock)
    assert "/policies" in client.get("/").get_data(as_text=True)
    page = client.get("/policies?q=夜班费")
    assert "零点班每班 15 元" in page.get_data(as_text=True)
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


def test_a_difficulty_is_taken_without_a_cookie_and_kept_when_it_is_refused(
    client: FlaskClient, session: Session, enterprise: Any
) -> None:
    assert "/aid" in client.get("/").get_data(as_text=True)
    refused = client.post("/aid", data={"text": "", "contact": "找我弟弟"})
    assert refused.status_code == 422
    assert "找我弟弟" in refused.get_data(as_text=True)
    told = client.post(
        "/aid", data={"text": "家里着火了", "unit": str(enterprise.units["一车间"]), "cause": "accident"}
    )
    assert told.status_code == 303
    assert "Set-Cookie" not in told.headers
    assert "收到了" in client.get(told.headers["Location"]).get_data(as_text=True)
    (entry,) = queries.every(session, LEDGERS["aid"])
    assert entry.unit_id == enterprise.units["一车间"]


def test_a_flood_of_difficulties_is_asked_a_puzzle_and_a_family_behind_it_gets_through(
    app: Flask, client: FlaskClient, session: Session, enterprise: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], puzzle_above=2)
    monkeypatch.setattr(puzzle, "BITS", 8)
    told = [client.post("/aid", data={"text": "垃圾"}).status_code for _each in range(3)]
    assert told == [303, 303, 429]

    page = client.get("/aid").get_data(as_text=True)
    found = re.search(r'name="code"[^>]*value="([0-9A-Z]{16})"', page)
    assert found
    code = found.group(1)
    asked = client.post("/aid", data={"text": "孩子上学没有钱", "code": code})
    assert asked.status_code == 429
    assert "孩子上学没有钱" in asked.get_data(as_text=True)
    assert "请算一道题" in asked.get_data(as_text=True)
    wrong = client.post("/aid", data={"text": "孩子上学没有钱", "code": code, "sum": "99"})
    assert "没有算对" in wrong.get_data(as_text=True)
    worked = {"text": "孩子上学没有钱", "code": code, "proof": work(code)}
    assert client.post("/aid", data=worked).status_code == 303
    assert "Set-Cookie" not in asked.headers

    # One proof does not carry a flood.
    assert [client.post("/aid", data=worked).status_code for _each in range(3)][-1] == 429
    assert len(queries.every(session, LEDGERS["aid"])) == 4


def test_without_a_union_office_the_page_says_where_to_go(client: FlaskClient) -> None:
    page = client.get("/aid").get_data(as_text=True)
    assert "请当面到工会说" in page
    assert "<textarea" not in page
    assert client.post("/aid", data={"text": "难"}).status_code == 422
