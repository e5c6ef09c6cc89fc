"""Ratings: three grades, and whether it was solved, each with its word."""

from __future__ import annotations

from petitions.outcome.ratings import CONTENT, GRADE_LABELS, SOLVED_LABELS, Grade, Solved


def test_fairly_satisfied_counts_as_content() -> None:
    assert {Grade.SATISFIED, Grade.FAIRLY} == CONTENT


def test_every_grade_has_its_word() -> None:
    assert list(GRADE_LABELS.values()) == ["满意", "基本满意", "不满意"]
    assert set(SOLVED_LABELS) == set(Solved)
