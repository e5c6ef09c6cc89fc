"""The charts of a release draw what it holds and hatch what it hides."""

from __future__ import annotations

import random

from flask import Flask

from paper.charts import HIDDEN
from paper.svg import to_svg
from surveys import charts, workbook
from surveys.items import Definition, ReportingUnit
from surveys.questionnaires.wellbeing import WELLBEING
from surveys.release import Release
from surveys.releasing import build
from surveys.tally import count
from tests.surveys.conftest import answers_of

UNITS = (
    ReportingUnit(0, None, "集团", 0, False),
    ReportingUnit(1, 0, "一车间", 60, True),
    ReportingUnit(2, 0, "二车间", 40, True),
    ReportingUnit(3, 0, "三车间", 10, True),
)


def released(**per_unit: int) -> Release:
    """A release of random answers, `unit_1=30` and so on."""
    from dataclasses import replace

    definition: Definition = replace(WELLBEING.definition, units=UNITS)
    chance = random.Random(3)
    ballots = [
        (int(unit.removeprefix("unit_")), answers_of(definition, chance))
        for unit, number in per_unit.items()
        for _each in range(number)
    ]
    return build(
        definition,
        count(definition, ballots),
        slug="s",
        digest="d" * 32,
        opened_on="2026-11-01",
        closed_on="2026-11-08",
    )


def test_every_dimension_has_a_bar_and_every_shown_unit_a_row(app: Flask) -> None:
    with app.test_request_context():
        drawn = charts.of(released(unit_1=30, unit_2=20, unit_3=8))
        assert drawn is not None
        assert len(drawn.dimensions.labels) == 12
        assert drawn.heat_map is not None
        assert [row.strip("　") for row in drawn.heat_map.rows] == ["集团", "一车间", "二车间", "三车间"]
        assert len(drawn.distributions) == 12
        assert "style=" not in to_svg(drawn.heat_map)


def test_a_unit_with_three_answers_is_no_row_and_cannot_be_had_by_subtraction(app: Flask) -> None:
    with app.test_request_context():
        release = released(unit_1=30, unit_2=20, unit_3=3)
        drawn = charts.of(release)
        assert drawn is not None
        shown = [group.name for group in release.shown_groups]
        assert "三车间" not in shown
        assert len(shown) == 2
        everyone = release.groups[0].n
        assert everyone is not None
        assert everyone - sum(group.n or 0 for group in release.shown_groups[1:]) >= 5


def test_too_few_answers_show_nothing_at_all(app: Flask) -> None:
    with app.test_request_context():
        release = released(unit_1=3)
        drawn = charts.of(release)
        assert drawn is not None
        assert all(value is HIDDEN for value in drawn.dimensions.values)
        assert drawn.heat_map is None
        assert release.index.value is None
        assert workbook.of(release).startswith(b"PK")
    assert charts.of(None) is None
