"""The invented staff answers by the seed alone, as people do: most of a unit, not everything, within each scale."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo.surveys import ballots
from surveys.answers import Answers
from surveys.items import FIVE_POINT, Definition, ItemType, ReportingUnit
from surveys.models import Survey
from surveys.questionnaires import BUILT_IN

OPENS = date(2026, 10, 10)
HEADCOUNT = 120


@pytest.fixture(scope="module")
def definition() -> Definition:
    """The survey of happiness in two units."""
    units = tuple(
        ReportingUnit(number, None, name, HEADCOUNT, choosable=True) for number, name in ((1, "一车间"), (2, "二车间"))
    )
    return replace(BUILT_IN["wellbeing"].definition, units=units)


def _answered(definition: Definition, seed: int, wave: int = 0) -> list[tuple[int | None, Answers]]:
    return list(ballots(definition, wave, 0.6, random.Random(seed), opens=OPENS))


def test_the_same_seed_answers_the_same(definition: Definition) -> None:
    assert _answered(definition, 7) == _answered(definition, 7)
    assert _answered(definition, 7) != _answered(definition, 8)


def test_about_the_asked_share_answers_within_every_scale(definition: Definition) -> None:
    answered = _answered(definition, 7)
    scales = {item.id: 5 for item in definition.asked if item.type in FIVE_POINT}
    scales |= {item.id: 10 for item in definition.asked if item.type is ItemType.TEN}

    assert 0.3 * 2 * HEADCOUNT <= len(answered) <= 0.95 * 2 * HEADCOUNT
    assert {unit for unit, _answers in answered} <= {1, 2, None}
    for _unit, answers in answered:
        for item, most in scales.items():
            assert answers.get(item) is None or 0 <= answers[item] <= most  # type: ignore[operator]


def test_the_mood_lifts_from_wave_to_wave(definition: Definition) -> None:
    plain = [item.id for item in definition.asked if item.type in FIVE_POINT and not item.reverse]

    def mood(wave: int) -> float:
        points = [
            answers[item] for _unit, answers in _answered(definition, 7, wave) for item in plain if answers.get(item)
        ]
        return sum(points) / len(points)  # type: ignore[arg-type]

    assert mood(8) > mood(0)


def test_the_last_wave_is_open_and_two_drafts_wait(filled: Session) -> None:
    drafts = filled.execute(sa.select(Survey.questionnaire).where(Survey.opened_at.is_(None))).scalars()
    surveys = filled.execute(sa.select(Survey).where(Survey.opened_at.is_not(None))).scalars().all()

    assert sorted(drafts) == ["aid", "reform"]
    assert any(each.closes_at.date().isoformat() > "2026-11-24" for each in surveys)
