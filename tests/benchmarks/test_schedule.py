"""Everybody draws before they answer, at random distances of minutes to days, while the survey is open."""

from __future__ import annotations

import random
from datetime import timedelta

from benchmarks.admissions import Respondent
from benchmarks.schedule import OPEN_DAYS, steps

PEOPLE = [Respondent(f"person {number}", 1, f"{number:016}", 0) for number in range(200)]


def test_everybody_draws_and_then_answers_before_the_end() -> None:
    drawn: dict[str, timedelta] = {}
    waited: list[timedelta] = []
    for step in steps(PEOPLE, random.Random(1)):
        assert step.after < timedelta(days=OPEN_DAYS)
        if step.draws:
            drawn[step.person.name] = step.after
        else:
            waited.append(step.after - drawn.pop(step.person.name))
    assert drawn == {}
    assert len(waited) == len(PEOPLE)
    assert sum(wait <= timedelta(hours=2) for wait in waited) > 60
    assert sum(wait > timedelta(days=1) for wait in waited) > 20


def test_the_order_of_drawing_is_not_the_order_of_answering() -> None:
    found = steps(PEOPLE, random.Random(2))
    drew, answered = ([step.person.name for step in found if step.draws is draws] for draws in (True, False))
    assert sorted(drew) == sorted(answered)
    assert sum(first == second for first, second in zip(drew, answered, strict=True)) < 20
