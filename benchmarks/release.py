"""release: seconds for the results page of a survey with 200 units, twelve dimensions and three segments.

Its details say how long a server takes to make everything ready after its start, beside its work, and the first view then.
"""

from __future__ import annotations

import random
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask import Flask, send_from_directory
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import preferences, unit_operations
from accounts.roles import Role
from accounts.unit_lists import from_text
from app import create_app
from benchmarks import instance
from benchmarks.result import Result
from benchmarks.timing import median
from config import Settings
from surveys import operations
from surveys.answers import Answers
from surveys.counting import releasing, tally
from surveys.items import FIVE_POINT, Definition, Item, ItemType, Option, ReportingUnit
from surveys.models import StoredRelease
from web import clock, warming

UNITS = 200
ANSWERS = 8_000
SLUG = "benchmark"
PAGE = "page.html"
SEGMENTS = tuple(
    Item(name, ItemType.SINGLE, text, required=False, options=tuple(Option(each, each) for each in "abcde"[:options]))
    for name, text, options in (("age", "年龄", 5), ("job", "岗位", 4), ("contract", "用工", 3))
)


def run(*, seconds: float, kind: str, units: int = UNITS, answers: int = ANSWERS) -> Result:
    """Ask for the page again and again; the reference sends the same bytes from a file."""
    del seconds, kind
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder)))
        database = app.extensions["database"]
        with app.test_request_context(), database.writing() as session, session.begin():
            preferences.write(session, organisation="岱山能源集团", visit_place="综合楼一楼")
            _release(session, units, answers)
        client = app.test_client()
        began = time.perf_counter()
        warming.warm(app)
        warmed = time.perf_counter() - began
        began = time.perf_counter()
        page = _get(client, f"/results/{SLUG}")
        first = time.perf_counter() - began
        product = median(lambda: _get(client, f"/results/{SLUG}"), rounds=15)
        (Path(folder) / PAGE).write_bytes(page)
        reference = median(lambda: _get(_static(folder).test_client(), "/"), rounds=15)
        database.dispose()
    details = {
        "units": units,
        "kb": round(len(page) / 1024),
        "warm_seconds": round(warmed, 3),
        "first_seconds": round(first, 3),
    }
    return Result("release", product, reference, "s", 0, details)


def _static(folder: str) -> Flask:
    app = Flask("reference")
    app.add_url_rule("/", "page", lambda: send_from_directory(folder, PAGE))
    return app


def _get(client: FlaskClient, path: str) -> bytes:
    with client.get(path) as answer:
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return answer.get_data()


def _release(session: Session, units: int, answers: int) -> None:
    """A published survey whose answers come from chance, in branches of twenty units each."""
    now = clock.now()
    root, *_ = unit_operations.add_units(
        session, from_text("岱山能源集团\n  一车间 80"), below=None, actor=None, now=now
    )
    officer = instance.office(session, "union", Role.OFFICER, root)
    survey = operations.make(session, "wellbeing", actor=officer, now=now)
    survey.closes_at = now + timedelta(days=1)
    operations.open_(session, survey, actor=officer, now=now)
    whole = Definition.from_json(survey.definition)
    branches = range(1, units // 20 + 1)
    tree = (
        ReportingUnit(0, None, "岱山能源集团", 0, choosable=False),
        *(ReportingUnit(number, 0, f"{number}矿", 0, choosable=False) for number in branches),
        *(
            ReportingUnit(number, (number - 1) % len(branches) + 1, f"{number}队", 60, choosable=True)
            for number in range(len(branches) + 1, units + 1)
        ),
    )
    items = (*(item for item in whole.items if item.type is not ItemType.SINGLE), *SEGMENTS)
    definition = replace(whole, items=items, units=tree, segments=tuple(item.id for item in SEGMENTS))
    chance = random.Random(11)
    ballots = [(chance.randint(len(branches) + 1, units), _answers(definition, chance)) for _each in range(answers)]
    tables = releasing.build(
        definition,
        tally.count(definition, ballots),
        slug=SLUG,
        digest=definition.digest,
        opened_on="2026-10-01",
        closed_on="2026-10-20",
    )
    session.add(StoredRelease(survey_id=survey.id, tables=tables.to_json()))
    survey.slug = SLUG
    survey.counted_on = survey.released_on = now.date()


def _answers(definition: Definition, chance: random.Random) -> Answers:
    answers: Answers = {}
    for item in definition.asked:
        if item.type in FIVE_POINT:
            answers[item.id] = chance.randint(1, 5)
        elif item.type is ItemType.TEN:
            answers[item.id] = chance.randint(0, 10)
        elif item.options and item.type is ItemType.SINGLE:
            answers[item.id] = chance.choice(item.options).id
    return answers
