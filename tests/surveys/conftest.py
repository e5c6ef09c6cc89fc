"""An open survey and ways to answer it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from surveys import operations
from surveys.answers import Answers
from surveys.items import FIVE_POINT, Definition, ItemType
from surveys.models import Survey


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
def open_survey(session: Session, enterprise: Any, clock: Any) -> Callable[..., Survey]:
    """`open_survey()` opens the well-being survey for a week and commits."""

    def go(*, days: int = 7) -> Survey:
        officer = enterprise.people["officer"]
        survey = operations.make(session, "wellbeing", actor=officer, now=clock())
        survey.closes_at = clock() + timedelta(days=days)
        operations.open_(session, survey, actor=officer, now=clock())
        session.commit()
        return survey

    return go


def definition_of(survey: Survey) -> Definition:
    """The frozen definition."""
    return Definition.from_json(survey.definition)
