"""A survey by invitation that is open, its links, and a phone's way to a ticket; for the tests that take these fixtures."""

from __future__ import annotations

import base64
import itertools
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import queries as account_queries
from benchmarks import phone
from database import Database
from paper.sheets import Column, write_table
from surveys import operations, queries
from surveys.ballot_box import tickets
from surveys.ballot_box.tickets import Ticket, UnitKey
from surveys.invitations import operations as inviting
from surveys.invitations import rosters
from surveys.models import Survey

KEY_POOL = 5


@cache
def key_pool() -> list[tuple[bytes, bytes]]:
    """A few real ticket keys, made once: making them is what takes long."""
    return [tickets.generate() for _number in range(KEY_POOL)]


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come from the pool, each unit's its own."""
    pool = itertools.cycle(key_pool())
    monkeypatch.setattr(tickets, "generate", lambda: next(pool))


ROSTER_HEADER = ("姓名", "工号", "部门")
INVITED = {"一车间": 30, "检修班": 3, "二车间": 14, "三车间": 12, "机关": 11}


def roster_rows(invited: Mapping[str, int] = INVITED) -> list[tuple[str, ...]]:
    """A staff list of that many people in each unit."""
    people = [(unit, number) for unit, count in invited.items() for number in range(count)]
    return [(f"职工{position}", f"{position:05}", unit) for position, (unit, _number) in enumerate(people)]


def roster_file(rows: Sequence[Sequence[str]], header: Sequence[str] = ROSTER_HEADER) -> bytes:
    """A workbook of a staff list, with a title over the header."""
    columns = [Column(name) for name in header]
    return write_table("职工花名册", columns, rows)


@dataclass
class Invited:
    """A survey by invitation that is open: its links by person, and the units they are invited in."""

    survey: Survey
    links: list[str]
    units: list[str]
    keys: dict[int, UnitKey]

    def of(self, unit: str) -> list[str]:
        """The secrets of the links of one reporting unit."""
        return [link for link, name in zip(self.links, self.units, strict=True) if name == unit]


@pytest.fixture
def invited_survey(
    app: Flask, session: Session, database: Database, enterprise: Any, clock: Any, quick_keys: None
) -> Callable[..., Invited]:
    """`invited_survey()` opens the well-being survey for seventy invited `people` by unit and makes their links."""

    def go(*, drawing_days: int = 0, days: int = 10, people: Mapping[str, int] = INVITED) -> Invited:
        officer, now = enterprise.people["officer"], clock()
        tree = account_queries.unit_tree(session)
        values = [
            (number, dict(zip(ROSTER_HEADER, row, strict=True))) for number, row in enumerate(roster_rows(people), 3)
        ]
        roster = rosters.read(ROSTER_HEADER, values, tree)
        survey = operations.make(session, "wellbeing", actor=officer, now=now)
        survey.closes_at = now + timedelta(days=days)
        inviting.choose(session, survey, roster, tree, drawing_days=drawing_days, actor=officer, now=now)
        session.commit()
        inviting.open_(
            database,
            survey.id,
            instance_key=app.extensions["instance_key"],
            actor=officer,
            now=clock,
            progress=lambda done, whole: None,
        )
        session.refresh(survey)
        links = inviting.draw_up_links(survey, roster, tree, now=now)
        inviting.keep_links(session, database, survey, links, actor=officer, now=now)
        document = queries.key_document(session, survey.id)
        session.commit()
        assert document is not None
        return Invited(survey, links.secrets, [unit.name for unit in links.units], tickets.keys_in(document))

    return go


def draw_ticket(client: FlaskClient, invited: Invited, link: str) -> Ticket:
    """What a phone does with a link: look, blind, have it signed, unblind."""
    found = client.post("/i/look", data={"link": link}).get_json()
    key = invited.keys[found["unit"]]
    message = secrets.token_bytes(tickets.MESSAGE_BYTES)
    blinded, factor = phone.blind(key.public, message)
    told = client.post("/i/draw", data={"link": link, "blinded": base64.b64encode(blinded).decode()})
    assert told.status_code == 200, told.text
    signature = phone.finalize(key.public, base64.b64decode(told.get_json()["signature"]), factor)
    return Ticket(found["survey"], found["unit"], message, signature)
