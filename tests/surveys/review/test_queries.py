"""What the review asks the database: progress, and the next text in an order that is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from surveys.models import Survey
from surveys.review import operations as review
from surveys.review import queries as review_queries
from surveys.review.comments import Decision


def test_progress_is_told_by_question(
    session: Session, counted_survey: Callable[..., Survey], enterprise: Any, clock: Any
) -> None:
    survey = counted_survey({"change": ["班车太晚"] * 12, "keep": ["送清凉"] * 11})
    assert review_queries.unreviewed(session, survey.id) == 23
    officer = enterprise.people["officer"]
    key = review.borrow_key(session, survey, officer.keys)
    first, second, *_others = review_queries.comments(session, survey.id)
    review.decide(session, survey, first, Decision("keep"), key, seen="", actor=officer, now=clock())
    review.decide(session, survey, second, Decision("drop", reason="abuse"), key, seen="", actor=officer, now=clock())
    change, keep = review_queries.progress(session, survey.id)
    assert (change.whole, change.kept, change.dropped, change.left) == (12, 1, 1, 10)
    assert (keep.whole, keep.left) == (11, 11)


def test_the_next_text_follows_the_one_just_read_and_comes_round(
    session: Session, counted_survey: Callable[..., Survey]
) -> None:
    survey = counted_survey({"change": ["班车太晚"] * 10})
    numbers = sorted(row.id for row in review_queries.comments(session, survey.id))
    assert review_queries.next_unreviewed(session, survey.id) == numbers[0]
    assert review_queries.next_unreviewed(session, survey.id, after=numbers[3]) == numbers[4]
    assert review_queries.next_unreviewed(session, survey.id, after=numbers[-1]) == numbers[0]
    assert review_queries.next_unreviewed(session, survey.id + 1) is None
