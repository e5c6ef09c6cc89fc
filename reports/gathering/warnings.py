"""What in a period's figures should be looked into as a risk: a topic that shoots up, a unit's score that is low; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from figures.comparison import rounded
from reports.statement import Statement
from reports.survey_statement import Survey

#: A topic shoots up when it grew by at least so many cases and by half.
MORE_CASES = 5
GROWN_BY = 0.5
#: A unit's score (of 100) below this is low; the lowest few of a survey are told.
LOW_SCORE = 40.0
MOST_CELLS = 3


@dataclass(frozen=True)
class Warned:
    """Something to be looked into: what it is in one line, and the figures behind it."""

    title: str
    about: str


def found_in(statement: Statement) -> list[Warned]:
    """What stands out in a period, topics first; figures that may not be shown warn of nothing."""
    return [*_topics(statement), *(each for survey in statement.surveys for each in _scores(survey))]


def _topics(statement: Statement) -> Iterator[Warned]:
    words = statement.words
    for row in statement.petitions.categories if statement.petitions else ():
        count = row.count
        if count is None or count.before is None:
            continue
        more = count.now - count.before
        if more >= MORE_CASES and more >= GROWN_BY * count.before:
            about = f"{words.this}登记{count.now}件，{words.last}{count.before}件，增加{more}件。请排查集中在哪些单位、是什么原因。"
            yield Warned(f"“{row.label}”类诉求明显增多", about)


def _scores(survey: Survey) -> list[Warned]:
    cells = [
        (score, row.unit, dimension.label)
        for row in survey.heat
        for dimension, score in zip(survey.dimensions, row.scores, strict=True)
        if score is not None and score < LOW_SCORE
    ]
    return [
        Warned(
            f"{unit}“{label}”得分偏低",
            f"《{survey.title}》中得{rounded(score, 1)}分（百分制）。请了解职工反映的具体问题。",
        )
        for score, unit, label in sorted(cells)[:MOST_CELLS]
    ]
