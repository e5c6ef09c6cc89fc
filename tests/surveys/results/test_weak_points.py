"""What asks for something to be done is read from the release, so it never points at a hidden group."""

from __future__ import annotations

from dataclasses import replace

from surveys.counting.release import Cell, Release
from surveys.results import weak_points
from surveys.results.weak_points import BELOW, CELL, DIMENSION, THEME
from tests.surveys.results.test_charts import released
from tests.surveys.results.test_tidy import with_comments


def _low_in_one_cell() -> Release:
    """The release with one cell far below the enterprise's score."""
    release = with_comments()
    group = release.groups[1]
    cells = (Cell(round((release.dimensions[0].index.value or 0) - BELOW - 1, 1)), *group.dimensions[1:])
    groups = (release.groups[0], replace(group, dimensions=cells), *release.groups[2:])
    return replace(release, groups=groups)


def test_the_lowest_dimensions_come_first() -> None:
    release = with_comments()
    found = [point for point in weak_points.of(release) if point.kind == DIMENSION]
    scores = sorted(row.index.value for row in release.dimensions if row.index.value is not None)
    assert [point.value for point in found] == scores[:3]
    assert found[0].number.startswith("s:")


def test_a_cell_far_below_the_enterprise_is_named_with_its_unit() -> None:
    (cell,) = [
        point
        for point in weak_points.of(_low_in_one_cell())
        if point.unit_id == 1 and point.label == "薪酬待遇与收入增长"
    ]
    assert cell.kind == CELL
    assert cell.unit == "一车间"
    assert cell.number == "s:pay@1"


def test_a_hidden_unit_is_never_named() -> None:
    assert all(point.unit != "三车间" for point in weak_points.of(_low_in_one_cell()))


def test_themes_are_findings_and_every_number_fits_a_ledger() -> None:
    found = weak_points.of(with_comments())
    (theme,) = [point for point in found if point.kind == THEME]
    assert theme.number == "s:change#夜班、热饭"
    assert theme.value == 12
    assert len({point.number for point in found}) == len(found)
    assert all(len(point.number) <= 60 for point in found)


def test_a_release_that_shows_nothing_has_no_weak_points() -> None:
    assert weak_points.of(released(unit_1=4)) == []
