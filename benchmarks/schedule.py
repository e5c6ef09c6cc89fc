"""When known people draw and when they answer: minutes to days apart, within the week that the survey is open."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.admissions import Respondent

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
OPEN_DAYS = 7
#: Everybody has drawn after three days; half answer within the hour, the others when they come to it.
DRAWING_DAYS = 3.0
AT_ONCE = 0.5
LATER_DAYS = 1.2


@dataclass(frozen=True)
class Step:
    """One person draws, or answers, so long after the opening."""

    after: timedelta
    person: Respondent
    draws: bool


def steps(people: Sequence[Respondent], chance: random.Random) -> list[Step]:
    """Everybody's two steps in the order of time."""
    found = [step for person in people for step in _of_one(person, chance)]
    return sorted(found, key=lambda step: step.after)


def _of_one(person: Respondent, chance: random.Random) -> Iterator[Step]:
    draws = chance.uniform(MINUTE, DRAWING_DAYS * DAY)
    at_once = chance.random() < AT_ONCE
    waits = chance.uniform(MINUTE, HOUR) if at_once else chance.expovariate(1 / (LATER_DAYS * DAY))
    # Whoever would come too late comes in the last hours.
    answers = min(draws + MINUTE + waits, OPEN_DAYS * DAY - chance.uniform(MINUTE, 8 * HOUR))
    yield Step(timedelta(seconds=draws), person, draws=True)
    yield Step(timedelta(seconds=answers), person, draws=False)
