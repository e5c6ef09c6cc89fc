"""Texts between counting and publishing: sealed, without unit and order, for the office alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from surveys import operations
from surveys.models import CommentRow, Survey
from surveys.review import sealed_texts
from surveys.review.comments import Decision
from vault import seal

TEXTS = [f"第{number:03}句，班车太晚" for number in range(40)]


def _rows(session: Session) -> list[CommentRow]:
    return list(session.execute(sa.select(CommentRow).order_by(CommentRow.id)).scalars())


def test_a_row_has_nothing_beside_its_survey_and_question() -> None:
    columns = {column.name for column in CommentRow.__table__.columns}
    assert columns == {"id", "survey_id", "item_id", "sealed", "verdict", "decision"}


def test_counting_seals_every_text_and_keeps_no_order(
    session: Session, counted_survey: Callable[..., Survey], enterprise: Any
) -> None:
    survey = counted_survey({"change": TEXTS})
    pair = operations.survey_key(session, survey, enterprise.people["officer2"].keys)
    key = sealed_texts.key_of(pair.private)
    opened = [sealed_texts.opened(row, key).text for row in _rows(session)]
    assert sorted(opened) == TEXTS
    assert opened != TEXTS


def test_all_texts_of_usual_length_are_sealed_alike(session: Session, counted_survey: Callable[..., Survey]) -> None:
    counted_survey({"change": [*TEXTS, "长" * 250]})
    assert len({len(row.sealed) for row in _rows(session)}) == 1


def test_a_text_opens_only_in_its_own_row_with_its_surveys_key(
    session: Session, counted_survey: Callable[..., Survey], enterprise: Any
) -> None:
    survey = counted_survey({"change": TEXTS})
    pair = operations.survey_key(session, survey, enterprise.people["officer"].keys)
    first, second, *_others = _rows(session)
    first.sealed, second.sealed = second.sealed, first.sealed
    with pytest.raises(seal.SealBroken):
        sealed_texts.opened(first, sealed_texts.key_of(pair.private))
    with pytest.raises(seal.SealBroken):
        sealed_texts.opened(_rows(session)[-1], pair.private)
    session.rollback()


def test_what_was_masked_is_sealed_like_the_text(session: Session, counted_survey: Callable[..., Survey]) -> None:
    counted_survey({"change": TEXTS})
    row = _rows(session)[0]
    decision = Decision("drop", ((3, 5),), "abuse")
    sealed = sealed_texts.sealed_decision(row, decision, seal.random_key())
    assert b"abuse" not in sealed
    assert len(sealed) > seal.STEPS[0]


def test_forgetting_clears_the_write_ahead_log(database: Database, counted_survey: Callable[..., Survey]) -> None:
    counted_survey({"change": TEXTS})
    log = database.settings.instance / "xinqiao.db-wal"
    assert log.stat().st_size
    sealed_texts.forget(database)
    assert log.stat().st_size == 0
