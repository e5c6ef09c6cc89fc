"""A family tells its difficulty without an account, and what it wrote stays when it is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ledgers import queries
from ledgers.registry import LEDGERS
from tests.web.test_puzzle import work
from web import puzzle


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
