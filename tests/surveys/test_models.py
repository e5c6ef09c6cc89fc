"""The tables of surveys state the facts of the field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys.models import Ballot, SpentMark, Survey, UrnBallot


def test_a_ballot_has_nothing_beside_its_survey_and_unit() -> None:
    for table, more in ((UrnBallot, {"sealed", "spent"}), (Ballot, {"sealed"}), (SpentMark, {"mark"})):
        assert {column.name for column in table.__table__.columns} == {"id", "survey_id", "unit"} | more
        assert not table.__table__.foreign_keys


def test_a_mark_stands_once_in_the_urns_and_once_among_the_marks(box_session: Session) -> None:
    for row in (
        lambda number: UrnBallot(id=number, survey_id=1, unit=number, sealed=b"x", spent=b"mark"),
        lambda number: SpentMark(id=number, survey_id=1, unit=number, mark=b"mark"),
    ):
        box_session.add(row(1))
        box_session.flush()
        box_session.add(row(2))
        with pytest.raises(IntegrityError):
            box_session.flush()
        box_session.rollback()


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
