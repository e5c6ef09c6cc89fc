"""Findings of a release that ask for something to be done: low dimensions, low cells of the heat map, themes. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.counting.release import GroupRow, Release

MOST_DIMENSIONS = 3
MOST_CELLS = 5
MOST_THEMES = 5
#: A unit is named for a dimension when it lies this many points below the enterprise in it.
BELOW = 8.0
DIMENSION, CELL, THEME = "dimension", "cell", "theme"


@dataclass(frozen=True)
class WeakPoint:
    """A finding and the number under which a ledger keeps it as a source (the survey's slug and the finding's key).

    `label` is the dimension or the theme, `unit` and `unit_id` the unit of a cell, `value` its score, or for a theme
    how many texts speak of it; `whole` the enterprise's score, `question` what the texts answer.
    """

    kind: str
    number: str
    label: str
    value: float
    unit: str = ""
    unit_id: int | None = None
    whole: float | None = None
    question: str = ""


def of(release: Release) -> list[WeakPoint]:
    """The lowest dimensions, then the cells farthest below the enterprise, then what most texts speak of."""
    return [*_dimensions(release), *_cells(release), *_themes(release)]


def _dimensions(release: Release) -> list[WeakPoint]:
    scored = [(row.index.value, row.id, row.label) for row in release.dimensions if row.index.value is not None]
    return [
        WeakPoint(DIMENSION, f"{release.slug}:{number}", label, value)
        for value, number, label in sorted(scored)[:MOST_DIMENSIONS]
    ]


def _cells(release: Release) -> list[WeakPoint]:
    found = [
        point
        for group in release.shown_groups
        if group.parent_id is not None
        for point in _cells_of(release, group)
        if point.whole is not None and point.whole - point.value >= BELOW
    ]
    return sorted(found, key=lambda point: (point.value - (point.whole or 0), point.number))[:MOST_CELLS]


def _cells_of(release: Release, group: GroupRow) -> list[WeakPoint]:
    return [
        WeakPoint(
            CELL,
            f"{release.slug}:{row.id}@{group.id}",
            row.label,
            cell.value,
            unit=group.name,
            unit_id=group.id,
            whole=row.index.value,
        )
        for row, cell in zip(release.dimensions, group.dimensions, strict=True)
        if cell.value is not None
    ]


def _themes(release: Release) -> list[WeakPoint]:
    found = [
        WeakPoint(THEME, f"{release.slug}:{item.id}#{theme.word}"[:60], theme.word, theme.texts, question=item.question)
        for item in (release.comments.items if release.comments else ())
        for theme in item.themes
    ]
    return sorted(found, key=lambda point: (-point.value, point.number))[:MOST_THEMES]
