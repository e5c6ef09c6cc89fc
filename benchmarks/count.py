"""count: seconds to open the box of 100,000 ballots × 20 items × 200 units and to write the Release."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from accounts import preferences, unit_operations
from accounts.people import Person
from accounts.roles import Role
from accounts.unit_lists import from_text
from app import create_app
from benchmarks import instance
from benchmarks.result import Result
from config import Settings
from database import BoxBase, Database, random_id
from surveys import operations, queries
from surveys.ballot_box import box
from surveys.items import Definition, Item, ItemType, Option
from web import clock

BALLOTS = 100_000
UNITS = 200
PEOPLE = 600
BATCH = 5_000
SEGMENTS = (
    Item("age", ItemType.SINGLE, "年龄", required=False, options=tuple(Option(each, each) for each in "abcde")),
    Item("job", ItemType.SINGLE, "岗位", required=False, options=tuple(Option(each, each) for each in "abcd")),
)


def run(*, seconds: float, kind: str, ballots: int = BALLOTS, units: int = UNITS) -> Result:
    """Fill a box, then count in a process of its own (and a tenth as many before, to see how memory grows)."""
    del seconds, kind
    small = _counted(max(ballots // 10, 1), units)
    whole = _counted(ballots, units)
    details = {
        "ballots": ballots,
        "units": units,
        "segments": len(SEGMENTS),
        "memory_mb": whole["memory_mb"],
        "memory_mb_at_a_tenth": small["memory_mb"],
        "reference_memory_mb": whole["reference_memory_mb"],
        "cpu_seconds": whole["cpu_seconds"],
        "reference_cpu_seconds": whole["reference_cpu_seconds"],
        "shown_units": whole["shown_units"],
        "shown_parts": whole["shown_parts"],
    }
    errors = abs(whole["answered"] - ballots) + abs(whole["summed"] - ballots)
    return Result("count", whole["seconds"], whole["reference_seconds"], "s", errors, details)


def _counted(ballots: int, units: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        survey_id, private = _fill(Path(folder), ballots, units)
        # The reference first: the product rewrites the box before it counts.
        found: dict[str, Any] = {}
        for module in ("benchmarks.summing", "benchmarks.counting"):
            command = [sys.executable, "-m", module, folder, str(survey_id)]
            said = subprocess.run(command, check=True, capture_output=True, text=True, input=private.hex())
            found |= json.loads(said.stdout.splitlines()[-1])
    return found


def _fill(folder: Path, ballots: int, units: int) -> tuple[int, bytes]:
    """An instance with one open survey and its ballots; returns the survey and its private key."""
    app = create_app(Settings(instance=folder))
    database = app.extensions["database"]
    lines = "岱山能源集团\n" + "\n".join(f"  {number}车间 {PEOPLE}" for number in range(1, units + 1))
    with app.test_request_context(), database.writing() as session, session.begin():
        preferences.write(session, organisation="岱山能源集团", visit_place="综合楼一楼")
        root, *_ = unit_operations.add_units(session, from_text(lines), below=None, actor=None, now=clock.now())
        officer = instance.office(session, "union", Role.OFFICER, root)
        survey_id, private, definition = _open(session, officer)
    _answer(database, survey_id, definition, ballots)
    database.dispose()
    return survey_id, private


def _open(session: Session, officer: Person) -> tuple[int, bytes, Definition]:
    now = clock.now()
    survey = operations.make(session, "wellbeing", actor=officer, now=now)
    whole = Definition.from_json(survey.definition)
    items = (*instance.first_items(whole), *SEGMENTS)
    used = {item.dimension for item in items}
    survey.definition = replace(
        whole,
        items=items,
        dimensions=tuple(each for each in whole.dimensions if each.id in used),
        segments=tuple(item.id for item in SEGMENTS),
    ).to_json()
    survey.closes_at = now + timedelta(days=7)
    operations.open_(session, survey, actor=officer, now=now)
    pair = operations.survey_key(session, survey, officer.keys)
    return survey.id, pair.private, Definition.from_json(survey.definition)


def _answer(database: Database, survey_id: int, definition: Definition, ballots: int) -> None:
    """Ballots straight into the box, sealed as the product seals them."""
    chance = random.Random(7)
    places = [unit.id for unit in definition.choosable_units]
    with database.reading() as session:
        public = queries.survey(session, survey_id).public_key
    assert public is not None
    table = BoxBase.metadata.tables["box.ballot"]
    for start in range(0, ballots, BATCH):
        rows = []
        for _each in range(min(BATCH, ballots - start)):
            unit = chance.choice(places)
            answers: dict[str, Any] = {
                item.id: chance.choice(item.options).id if item.options else chance.randint(1, 5)
                for item in definition.asked
            }
            sealed = box.seal_ballot(public, unit, answers)
            rows.append({"id": random_id(), "survey_id": survey_id, "unit": unit, "sealed": sealed})
        with database.box_writer.begin() as connection:
            connection.execute(table.insert(), rows)
