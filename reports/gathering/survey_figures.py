"""Released surveys as figures of a report: read from the Release and from nothing else."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from reports.period import Period
from reports.survey_statement import DimensionScore, HeatRow, Spoken, Survey
from surveys import queries
from surveys.counting import scoring
from surveys.counting.release import Cell, GroupRow, Release
from surveys.review.comments import ItemComments
from web import formats

#: Admission by open link cannot see that somebody answers twice.
OPEN_LINK = "open"
#: A heat map with more rows is read by nobody; the results page has them all.
MOST_UNITS = 16
MOST_WORDS = 5


def surveys_released(session: Session, period: Period) -> tuple[Survey, ...]:
    """What was released in the period, oldest first."""
    return tuple(survey(each) for each in queries.releases_in(session, period.first_day, period.last_day))


def survey(release: Release) -> Survey:
    """One release as the report tells it."""
    return Survey(
        title=release.title,
        closed=formats.plain_day(date.fromisoformat(release.closed_on[:10])),
        answered=release.answered,
        invited=release.headcount or None,
        response=release.rate,
        unrepresentative=release.low_response,
        unverified=release.admission == OPEN_LINK,
        index=release.index.value,
        index_words=str(release.index.words) if release.index.value is None else "",
        index_change=_change(release),
        recommend=release.enps.value,
        dimensions=tuple(DimensionScore(row.label, row.index.value) for row in release.dimensions),
        heat=tuple(HeatRow(group.name, _scores(group)) for group in _heat_groups(release)),
        method=str(scoring.METHODS.get(release.scoring, "")),
        spoken=tuple(_spoken(item) for item in (release.comments.items if release.comments else ()) if item.themes),
    )


def _change(release: Release) -> float | None:
    """The index's change since the last survey; nothing where the interval leaves it in doubt."""
    change = release.trend.index if release.trend else None
    if change is None:
        return None
    return change.difference if change.direction else 0.0


def _spoken(item: ItemComments) -> Spoken:
    """The words most texts speak of, and the first quote of the first of them."""
    words = tuple((theme.word, theme.texts) for theme in item.themes[:MOST_WORDS])
    quote = next((theme.quotes[0] for theme in item.themes if theme.quotes), "")
    return Spoken(item.question, len(item.texts), words, quote)


def _scores(group: GroupRow) -> tuple[float | None, ...]:
    return tuple(_value(cell) for cell in group.dimensions)


def _value(cell: Cell) -> float | None:
    return None if cell.value is None else float(cell.value)


def _heat_groups(release: Release) -> list[GroupRow]:
    """The units below the enterprise, upper levels first where there are too many to read."""
    below = [group for group in release.groups if group.parent_id is not None and group.dimensions]
    depth = max((group.depth for group in below), default=0)
    while len(below) > MOST_UNITS and depth > 1:
        below = [group for group in below if group.depth < depth]
        depth -= 1
    return below[:MOST_UNITS]
