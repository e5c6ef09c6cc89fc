"""desk: seconds to the first page of the case list with 100,000 cases, signed in as an officer of the union."""

from __future__ import annotations

import random
import secrets
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import render_template_string
from flask.testing import FlaskClient

from app import create_app
from benchmarks import instance
from benchmarks.result import Result
from benchmarks.timing import median
from config import Settings
from database import Database, random_id
from petitions.deadlines import ClockKind
from petitions.kinds import CATEGORIES, Channel, Kind, Naming, legal_class
from petitions.lists.queue import PAGE
from petitions.models import CaseClock, Petition
from petitions.outcome.opinion import Outcome
from petitions.workflow import Procedure, State
from vault.models import ReadingGroup
from web import clock
from web.crockford import ALPHABET

CASES = 100_000
BATCH = 5_000
OPEN_SHARE = 0.03
KILOBYTE = 1024
VIEWS = ("mine", "open", "overdue", "all")
#: The first page after signing in, and the figures a leader reads, as they are shown once they were counted.
PAGES = (
    "/desk/",
    "/desk/reports/board",
    "/desk/reports/board/units/",
    "/desk/petitions/rates/",
    "/desk/petitions/rates/items",
)
#: What only an answered case has.
ANSWERED = (
    "procedure",
    "outcome",
    "accepted_on",
    "decided_on",
    "first_replied_on",
    "replied_on",
    "closed_on",
    "first_closed_on",
)
#: The list as a bare page: the same fifty rows, no navigation, counts, clocks or permissions.
BARE = "<table>{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>{% endfor %}</table>"


def run(*, seconds: float, kind: str, cases: int = CASES) -> Result:
    """Measure the page in process, as the server renders it; the reference reads and renders fifty rows and no more."""
    del seconds, kind
    with tempfile.TemporaryDirectory() as folder:
        built = instance.build(Path(folder))
        app = create_app(Settings(instance=built.folder))
        database: Database = app.extensions["database"]
        _fill(database, cases)
        client = app.test_client()
        client.get("/sign-in")
        app.config["WTF_CSRF_ENABLED"] = False
        client.post("/sign-in", data={"username": "union1", "password": instance.PASSWORD})
        first, everything = _get(client, "mine"), _get(client, "all")
        product = median(lambda: _get(client, "mine"))
        views = {view: round(median(partial(_get, client, view)), 4) for view in VIEWS}
        pages = {path: round(median(partial(_page, client, path)), 4) for path in PAGES}
        with app.test_request_context():
            reference = median(lambda: _bare(database))
        database.dispose()
    details = {"cases": cases, "page_kb": round(len(first) / KILOBYTE, 1), "views": views, "pages": pages}
    errors = 0 if everything.count(b"XF2") >= min(PAGE, cases) else 1
    return Result("desk", product, reference, "s", errors, details)


def _get(client: FlaskClient, view: str) -> bytes:
    return _page(client, f"/desk/petitions/?view={view}")


def _page(client: FlaskClient, path: str) -> bytes:
    with client.get(path) as answer:
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return answer.get_data()


def _bare(database: Database) -> str:
    with database.reading() as session:
        wanted = sa.select(Petition.number, Petition.category, Petition.state, Petition.filed_on)
        rows = session.execute(wanted.order_by(Petition.next_due).limit(PAGE)).all()
    return render_template_string(BARE, rows=rows)


def _fill(database: Database, cases: int) -> None:
    """Cases of five years, most of them closed; what they say is not stored, because the list shows none of it."""
    chance = random.Random(7)
    with database.reading() as session:
        group = session.execute(sa.select(ReadingGroup.id).where(ReadingGroup.kind == "union")).scalar_one()
    made = _cases(chance, group, cases)
    while batch := [next(made) for _ in range(min(BATCH, cases))]:
        with database.writing() as session, session.begin():
            session.execute(sa.insert(Petition), [petition for petition, _clock in batch])
            session.execute(sa.insert(CaseClock), [running for _petition, running in batch])
        cases -= len(batch)


def _cases(chance: random.Random, group_id: int, cases: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    today = clock.today()
    numbers: set[str] = set()
    for _case in range(cases):
        filed = today - timedelta(days=chance.randrange(5 * 365))
        number = _number(chance, filed, numbers)
        is_open = chance.random() < OPEN_SHARE
        due = filed + timedelta(days=60)
        petition = {
            "id": random_id(),
            "number": number,
            "kind": Kind.PROBLEM,
            "legal_class": legal_class(Kind.PROBLEM),
            "naming": Naming.ANONYMOUS,
            "channel": Channel.WEB,
            "category": chance.choice(list(CATEGORIES)),
            "people": 1,
            "group_id": group_id,
            "state": State.REGISTERED if is_open else State.CLOSED,
            "filed_on": filed,
            "next_due": due if is_open else None,
            "head": secrets.token_bytes(32),
        }
        if not is_open:
            petition |= {
                "procedure": Procedure.ORDINARY,
                "outcome": Outcome.SUPPORTED,
                "accepted_on": filed,
                "decided_on": filed,
                "first_replied_on": due,
                "replied_on": due,
                "closed_on": due,
                "first_closed_on": due,
            }
        else:
            petition |= dict.fromkeys(ANSWERED)
        running = {
            "petition_id": petition["id"],
            "kind": ClockKind.NOTIFY,
            "started_on": filed,
            "due_on": filed + timedelta(days=15),
            "days": 15,
            "stopped_on": None if is_open else filed,
        }
        yield petition, running


def _number(chance: random.Random, filed: date, taken: set[str]) -> str:
    while True:
        number = f"XF{filed:%Y%m}" + "".join(chance.choice(ALPHABET) for _each in range(4))
        if number not in taken:
            taken.add(number)
            return number
