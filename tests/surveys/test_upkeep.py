"""What surveys need done without anybody asking."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from database import Database
from surveys import queries
from surveys.ballot_box import box, rewriting
from surveys.models import Survey, UrnBallot
from surveys.upkeep import check, keep_up
from tests.surveys.conftest import definition_of, form_of
from web import doctor


def test_how_many_answered_is_noted_in_bands_once_a_day(
    app: Flask, database: Database, session: Any, open_survey: Callable[..., Survey], clock: Any
) -> None:
    survey = open_survey()
    definition, phone, chance = definition_of(survey), app.test_client(), random.Random(3)
    unit = definition.choosable_units[0].id
    for _answer in range(12):
        phone.post(f"/s/{survey.slug}", data=form_of(definition, unit, chance))
    keep_up(clock())
    first = _noted(database, survey.id)
    assert first == {"on": "2026-11-24", "all": 10, "bands": {str(unit): 10}}
    for _answer in range(30):
        phone.post(f"/s/{survey.slug}", data=form_of(definition, unit, chance))
    keep_up(clock())
    assert _noted(database, survey.id) == first
    clock.advance(days=1)
    keep_up(clock())
    assert _noted(database, survey.id)["all"] == 30


def test_after_the_closing_the_urns_are_emptied(
    app: Flask, database: Database, session: Any, open_survey: Callable[..., Survey], clock: Any
) -> None:
    survey = open_survey(days=1)
    definition = definition_of(survey)
    app.test_client().post(f"/s/{survey.slug}", data=form_of(definition, None, random.Random(1)))
    keep_up(clock() + timedelta(days=2))
    with database.box_reading() as box:
        assert box.execute(sa.select(sa.func.count()).select_from(UrnBallot)).scalar_one() == 0


def _noted(database: Database, survey_id: int) -> Any:
    with database.reading() as reading:
        return queries.survey(reading, survey_id).answered


def test_a_box_whose_urns_are_empty_is_rewritten_too_and_only_once(
    app: Flask, database: Database, session: Any, open_survey: Callable[..., Survey], clock: Any, monkeypatch: Any
) -> None:
    survey = open_survey(days=1)
    definition, phone, chance = definition_of(survey), app.test_client(), random.Random(4)
    for _answer in range(10):
        phone.post(f"/s/{survey.slug}", data=form_of(definition, definition.choosable_units[0].id, chance))
    rewritten: list[Database] = []
    monkeypatch.setattr(rewriting, "rewrite", rewritten.append)
    for _minute in range(3):
        keep_up(clock() + timedelta(days=2))
    assert rewritten == [database]


def test_a_log_that_is_in_use_is_tried_again_the_next_minute(
    app: Flask, database: Database, session: Any, open_survey: Callable[..., Survey], clock: Any, monkeypatch: Any
) -> None:
    survey = open_survey(days=1)
    definition = definition_of(survey)
    app.test_client().post(f"/s/{survey.slug}", data=form_of(definition, None, random.Random(5)))
    tries: list[int] = []

    def busy(_database: Database) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise rewriting.LogNotCleared

    monkeypatch.setattr(rewriting, "rewrite", busy)
    for _minute in range(5):
        keep_up(clock() + timedelta(days=2))
    assert len(tries) == 3
    with database.box_reading() as opened:
        assert box.is_closed(opened, survey.id)


def test_doctor_names_a_closed_box_that_waits(
    app: Flask, session: Any, open_survey: Callable[..., Survey], clock: Any
) -> None:
    survey = open_survey(days=1)
    app.test_client().post(f"/s/{survey.slug}", data=form_of(definition_of(survey), None, random.Random(6)))
    clock.advance(days=2)
    with app.app_context():
        assert any(survey.slug in each.sentence for each in check())
        keep_up(clock())
        assert [each.level for each in check()] == [doctor.Level.GOOD]
