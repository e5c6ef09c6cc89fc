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
from surveys.models import Survey, UrnBallot
from surveys.upkeep import keep_up
from tests.surveys.conftest import definition_of, form_of


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
