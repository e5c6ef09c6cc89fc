"""An open survey and ways to answer it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from database import Database
from surveys import operations
from surveys.answering import admission
from surveys.answers import Answers
from surveys.ballot_box import box, slip_codes, slips
from surveys.counting import operations as counting
from surveys.items import FIVE_POINT, Definition, ItemType
from surveys.models import PrintReason, Survey


def form_of(definition: Definition, unit: int | None, chance: random.Random, **typed: str) -> dict[str, str]:
    """A whole posted form with random answers."""
    form = {"unit": "none" if unit is None else str(unit)}
    for item in definition.asked:
        if item.type in FIVE_POINT:
            form[item.id] = str(chance.randint(1, 5))
        elif item.type is ItemType.TEN:
            form[item.id] = str(chance.randint(0, 10))
    return form | typed


def answers_of(definition: Definition, chance: random.Random, *, low: int = 1) -> Answers:
    """A whole set of random answers."""
    answers: Answers = {}
    for item in definition.asked:
        if item.type in FIVE_POINT:
            answers[item.id] = chance.randint(low, 5)
        elif item.type is ItemType.TEN:
            answers[item.id] = chance.randint(0, 10)
    return answers


@pytest.fixture
def officer(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The officer's browser."""
    return sign_in(client, "officer")


@pytest.fixture
def open_survey(session: Session, enterprise: Any, clock: Any) -> Callable[..., Survey]:
    """`open_survey()` opens the well-being survey for a week and commits; `items=…` asks other questions instead."""

    def go(*, days: int = 7, **changed: Any) -> Survey:
        officer = enterprise.people["officer"]
        survey = operations.make(session, "wellbeing", actor=officer, now=clock())
        survey.definition = replace(Definition.from_json(survey.definition), **changed).to_json()
        survey.closes_at = clock() + timedelta(days=days)
        operations.open_(session, survey, actor=officer, now=clock())
        session.commit()
        return survey

    return go


@pytest.fixture
def slip_survey(
    open_survey: Callable[..., Survey], database: Database
) -> Callable[..., tuple[Survey, dict[int, list[str]]]]:
    """`slip_survey()` opens a survey by slips with ten codes for each unit, and gives both; nothing is printed."""

    def go(*, days: int = 7, each: int = 10) -> tuple[Survey, dict[int, list[str]]]:
        survey = open_survey(days=days, admission="slips")
        codes = {
            unit.id: [slip_codes.mint() for _slip in range(each)] for unit in definition_of(survey).choosable_units
        }
        put_slips(database, survey.id, codes)
        assert survey.closes_at is not None
        box.open_(database, survey.id, survey.closes_at)
        return survey, codes

    return go


def put_slips(
    database: Database, survey_id: int, codes: dict[int, list[str]], reason: PrintReason = PrintReason.FIRST
) -> None:
    """Make codes valid."""
    key = admission.slip_key()
    marks = {unit: [slip_codes.mark(key, code) for code in of_unit] for unit, of_unit in codes.items()}
    slips.put(database, survey_id, marks, reason=reason)


def definition_of(survey: Survey) -> Definition:
    """The frozen definition."""
    return Definition.from_json(survey.definition)


def drop_ballots(database: Database, survey: Survey, how_many: int) -> None:
    """Drop so many ballots with random answers, from all units in turn."""
    definition, chance = definition_of(survey), random.Random(how_many)
    assert survey.public_key is not None
    with database.box_writer.begin() as connection:
        for number in range(how_many):
            unit = definition.choosable_units[number % len(definition.choosable_units)].id
            sealed = box.seal_ballot(survey.public_key, unit, answers_of(definition, chance))
            box.drop_all(connection, [(survey.id, unit, sealed, None)])


def open_box(database: Database, survey: Survey, enterprise: Any, clock: Any, **told: Any) -> None:
    """Count a survey as the officer does."""
    with database.reading() as session:
        pair = operations.survey_key(session, survey, enterprise.people["officer"].keys)
    counting.count(
        database,
        survey.id,
        pair,
        actor=enterprise.people["officer"],
        now=clock(),
        progress=told.get("progress", lambda _done, _whole: None),
    )


@pytest.fixture
def counted_survey(
    session: Session, database: Database, open_survey: Callable[..., Survey], enterprise: Any, clock: Any
) -> Callable[..., Survey]:
    """`counted_survey({"change": [...]})` opens a survey, answers it with these texts and 30 silent ballots, counts it."""

    def go(texts: Mapping[str, Sequence[str]]) -> Survey:
        survey = open_survey(days=1)
        assert survey.public_key is not None
        definition, chance = definition_of(survey), random.Random(1)
        units = definition.choosable_units
        written = [{key: text} for key, several in texts.items() for text in several]
        with database.box_writer.begin() as connection:
            for number, typed in enumerate([*written, *([{}] * 30)]):
                unit = units[number % len(units)].id
                sealed = box.seal_ballot(survey.public_key, unit, answers_of(definition, chance) | typed)
                box.drop_all(connection, [(survey.id, unit, sealed, None)])
        clock.advance(days=2)
        # The counting writes through a session of its own.
        session.rollback()
        open_box(database, survey, enterprise, clock)
        session.expire_all()
        return survey

    return go
