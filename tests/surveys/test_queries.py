"""What is asked of surveys: open ones, released ones, and none before its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from surveys import operations, queries
from surveys.counting.releasing import build
from surveys.counting.tally import Tally
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import StoredRelease, Survey

Open = Callable[..., Survey]


def _release(session: Session, survey: Survey, day: Any) -> None:
    definition = Definition.from_json(survey.definition)
    tables = build(definition, Tally(), slug=survey.slug, digest="0" * 32, opened_on="", closed_on="")
    session.add(StoredRelease(survey_id=survey.id, tables=tables.to_json()))
    survey.counted_on = survey.released_on = day
    session.flush()


def test_a_survey_is_open_from_its_opening_to_its_closing(session: Session, open_survey: Open, clock: Any) -> None:
    survey = open_survey(days=2)
    assert [each.id for each in queries.open_surveys(session, clock())] == [survey.id]
    assert queries.stage(survey, clock()) is Stage.OPEN
    later = clock() + timedelta(days=2)
    assert queries.open_surveys(session, later) == []
    assert [each.id for each in queries.unfinished_closed(session, later)] == [survey.id]


def test_drafts_are_neither_open_nor_released(session: Session, enterprise: Any, clock: Any) -> None:
    operations.make(session, "wellbeing", actor=enterprise.people["officer"], now=clock())
    assert queries.open_surveys(session, clock()) == []
    assert queries.released(session) == []


def test_releases_are_found_by_the_day_they_were_released(session: Session, open_survey: Open, clock: Any) -> None:
    today = clock().date()
    first, second = open_survey(), open_survey()
    _release(session, first, today)
    _release(session, second, today + timedelta(days=40))
    assert [each.slug for each in queries.releases_in(session, today, today)] == [first.slug]
    assert [each.slug for each in queries.releases_in(session, today, today + timedelta(days=60))] == [
        first.slug,
        second.slug,
    ]
    assert [each.slug for each in queries.releases_before(session, second)] == [first.slug]
    assert [each.id for each in queries.released(session)] == [second.id, first.id]


def test_only_what_everybody_may_read_is_compared_with(session: Session, open_survey: Open, clock: Any) -> None:
    first, second = open_survey(), open_survey()
    _release(session, first, clock().date())
    first.released_on = None
    session.flush()
    assert [each.slug for each in queries.releases_before(session, second)] == [first.slug]
    assert queries.releases_before(session, second, published=True) == []
