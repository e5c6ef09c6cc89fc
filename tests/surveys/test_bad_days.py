"""A story: the box on bad days: counting is killed halfway, every key to it was lost, the clock is set back."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from accounts import group_operations
from accounts import operations as account_operations
from database import Database
from surveys import operations, queries, upkeep
from surveys.ballot_box import box
from surveys.counting import operations as counting
from surveys.models import Ballot, StoredRelease, Survey
from tests.surveys.conftest import answers_of, definition_of, form_of
from vault import account_keys, reading_groups, subject_keys

ROOT = Path(__file__).resolve().parents[2]
BALLOTS = 60
#: Counts the survey with the key given and dies like a machine that loses its power, after the first ballots.
KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from app import create_app
from config import Settings
from surveys.ballot_box import box
from surveys.counting import operations as counting
from vault.seal import KeyPair

box.BATCH = 20
app = create_app(Settings(instance=Path(sys.argv[1]), password_cost="cheap", testing=True), migrate=False)
pair = KeyPair.from_private(bytes.fromhex(sys.argv[3]))
with app.app_context():
    counting.count(
        app.extensions["database"], int(sys.argv[2]), pair, actor=None, now=datetime.fromisoformat(sys.argv[4]),
        progress=lambda done, whole: os.kill(os.getpid(), signal.SIGKILL),
    )
"""


def _answer(database: Database, survey: Survey) -> None:
    definition, chance = definition_of(survey), random.Random(5)
    assert survey.public_key is not None
    with database.box_writer.begin() as connection:
        for number in range(BALLOTS):
            unit = definition.choosable_units[number % 2].id
            sealed = box.seal_ballot(survey.public_key, unit, answers_of(definition, chance))
            box.drop_all(connection, [(survey.id, unit, sealed, b"mark %d" % number)])


def _count(database: Database, survey: Survey, keys: Any, enterprise: Any, now: Any) -> StoredRelease:
    with database.reading() as session:
        pair = operations.survey_key(session, survey, keys)
    actor = enterprise.people["officer"]
    counting.count(database, survey.id, pair, actor=actor, now=now, progress=lambda _done, _whole: None)
    with database.reading() as session:
        return session.get_one(StoredRelease, survey.id)


def test_a_count_that_is_killed_is_started_again_and_counts_everything_once(
    open_survey: Callable[..., Survey], database: Database, enterprise: Any, clock: Any
) -> None:
    survey = open_survey(days=1)
    _answer(database, survey)
    clock.advance(days=2)
    keys = enterprise.people["officer"].keys
    with database.reading() as session:
        pair = operations.survey_key(session, survey, keys)
    folder = str(database.settings.instance)
    told = [sys.executable, "-c", KILLED, folder, str(survey.id), pair.private.hex(), clock().isoformat()]
    killed = subprocess.run(told, cwd=ROOT, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr[-600:]
    with database.reading() as session:
        assert queries.survey(session, survey.id).counted_on is None
        assert session.get(StoredRelease, survey.id) is None
    tables = _count(database, survey, keys, enterprise, clock()).tables
    assert tables["answered"] == BALLOTS
    with database.box_reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Ballot)).scalar_one() == BALLOTS
        assert sum(box.spent(session, survey.id).values()) == BALLOTS


def test_every_member_lost_two_sheets_bring_the_group_back_and_the_box_opens(
    app: Flask, open_survey: Callable[..., Survey], database: Database, session: Any, enterprise: Any, clock: Any
) -> None:
    survey = open_survey(days=1)
    _answer(database, survey)
    group, officer, admin = enterprise.groups["union"], enterprise.people["officer"], enterprise.people["admin"]
    sheets = group_operations.print_sheets(session, group, actor=officer, now=clock())
    reading_groups.set_recovery(session, group, sheets.public, by=officer.keys, now=clock())
    passwords = {
        name: account_operations.reset_password(session, enterprise.people[name].id, actor=admin, now=clock())
        for name in ("officer", "officer2")
    }
    session.commit()
    assert subject_keys.readers(session, f"survey:{survey.id}") == frozenset()

    back = replace(officer, keys=account_keys.unlock(session, officer.id, passwords["officer"], cost="cheap"))
    words = [" ".join(sheet) for sheet in (sheets.words[2], sheets.words[0])]
    group_operations.recover(session, group, words, actor=back, now=clock())
    session.commit()
    clock.advance(days=2)
    release = _count(database, survey, back.keys, enterprise, clock())
    assert release.tables["answered"] == BALLOTS


def test_a_clock_that_is_set_back_opens_no_box_again(
    app: Flask, database: Database, slip_survey: Callable[..., Any], clock: Any
) -> None:
    survey, codes = slip_survey(each=2)
    (first, *_), (second, *_) = list(codes.values())[:2]
    form = form_of(definition_of(survey), None, random.Random(1))
    phone = app.test_client()
    assert phone.post(f"/s/{survey.slug}", data=form | {"slip": first}).status_code == 303
    before = clock()
    clock.set(survey.closes_at + timedelta(minutes=1))
    with app.app_context():
        upkeep.keep_up(clock())
    clock.set(before)
    late = phone.post(f"/s/{survey.slug}", data=form | {"slip": second})
    assert late.status_code == 410
    assert "截止" in late.text
    with database.box_reading() as session:
        assert box.is_closed(session, survey.id)
        assert sum(box.answered(session, survey.id).values()) == 1
