"""A box that does not know an open survey is told once; one that is over stays shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from database import Database
from surveys import queries
from surveys.ballot_box import box, receiving
from surveys.models import Survey
from tests.surveys.conftest import definition_of


def _take(database: Database, survey: Survey, clock: Any) -> bool:
    unit = definition_of(survey).choosable_units[0].id
    assert survey.public_key is not None
    sealed = box.seal_ballot(survey.public_key, unit, {"pay_1": 4})
    with database.main.connect() as reading:
        answered = queries.answering(reading, survey.slug)
    return receiving.take(database, answered, unit, sealed, now=clock)


def _inside(database: Database, survey: Survey) -> int:
    with database.box_reading() as session:
        return sum(box.answered(session, survey.id).values())


def test_the_first_ballot_of_a_survey_the_box_does_not_know_is_taken(
    database: Database, open_survey: Callable[..., Survey], clock: Any
) -> None:
    survey = open_survey()

    _take(database, survey, clock)
    _take(database, survey, clock)

    assert _inside(database, survey) == 2


def test_a_survey_that_is_over_is_not_opened_for_a_late_ballot(
    database: Database, open_survey: Callable[..., Survey], clock: Any
) -> None:
    survey = open_survey(days=1)
    clock.advance(days=2)

    with pytest.raises(box.Shut):
        _take(database, survey, clock)
    assert _inside(database, survey) == 0
