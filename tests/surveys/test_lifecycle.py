"""Time decides between open and closed; people do the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from surveys import lifecycle
from surveys.lifecycle import Stage, band, stage

OPENED = datetime(2026, 11, 1, 8, tzinfo=UTC)
CLOSES = OPENED + timedelta(days=10)


def _stage(now: datetime, **facts: bool) -> Stage:
    given = {"counted": False, "released": False} | facts
    return stage(opened_at=OPENED, closes_at=CLOSES, now=now, **given)


def test_a_survey_that_was_never_opened_is_a_draft() -> None:
    assert stage(opened_at=None, closes_at=CLOSES, counted=False, released=False, now=OPENED) is Stage.DRAFT


def test_it_closes_at_the_very_moment_that_was_announced() -> None:
    assert _stage(CLOSES - timedelta(microseconds=1)) is Stage.OPEN
    assert _stage(CLOSES) is Stage.CLOSED


def test_counting_and_releasing_are_for_good() -> None:
    assert _stage(CLOSES, counted=True) is Stage.COUNTED
    assert _stage(CLOSES, counted=True, released=True) is Stage.RELEASED


def test_every_stage_has_a_word_and_a_tone() -> None:
    assert set(lifecycle.LABELS) == set(lifecycle.TONES) == set(Stage)


@given(st.integers(0, 20_000))
def test_a_band_holds_its_count_and_never_tells_one_person_from_the_next(answered: int) -> None:
    low, high = band(answered)
    assert low <= answered
    assert high is None or answered < high
    assert high is None or high - low >= 10
