"""The tables of surveys state the facts of the field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys.models import Ballot, Survey, UrnBallot


def test_a_ballot_has_nothing_beside_its_survey_and_unit() -> None:
    for table in (UrnBallot, Ballot):
        assert {column.name for column in table.__table__.columns} == {"id", "survey_id", "unit", "sealed"}
        assert not table.__table__.foreign_keys


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"digest": None}, "frozen_exactly_when_opened"),
        ({"public_key": None}, "keyed_exactly_when_opened"),
        ({"released_on": sa.func.current_date()}, "counted_before_it_is_released"),
        ({"closes_at": sa.literal_column("opened_at")}, "closes_after_it_opens"),
    ],
)
def test_a_survey_that_contradicts_itself_is_refused(
    session: Session, open_survey: Callable[..., Survey], change: dict[str, object], constraint: str
) -> None:
    survey = open_survey()
    with pytest.raises(IntegrityError, match=constraint):
        session.execute(sa.update(Survey).where(Survey.id == survey.id).values(**change))
