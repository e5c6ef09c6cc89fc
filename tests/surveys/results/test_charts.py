"""The charts of a release draw what it holds and hatch what it hides."""

from __future__ import annotations

import random
from dataclasses import replace

from flask import Flask, render_template

from paper.charts import HIDDEN
from paper.svg import to_svg
from surveys.answers import Answers
from surveys.counting.release import Release
from surveys.counting.releasing import build
from surveys.counting.tally import count
from surveys.items import Definition, Item, ItemType, Option, ReportingUnit
from surveys.questionnaires.wellbeing import WELLBEING
from surveys.results import charts, workbook
from tests.surveys.conftest import answers_of

UNITS = (
    ReportingUnit(0, None, "集团", 0, False),
    ReportingUnit(1, 0, "一车间", 60, True),
    ReportingUnit(2, 0, "二车间", 40, True),
    ReportingUnit(3, 0, "三车间", 10, True),
)


def released(**per_unit: int) -> Release:
    """A release of random answers, `unit_1=30` and so on."""
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
        assert len(drawn.dimensions.labels) == 12
        assert drawn.heat_map is not None
        assert [row.strip("　") for row in drawn.heat_map.rows] == ["集团", "一车间", "二车间", "三车间"]
        assert len(drawn.distributions) == 12
        assert "style=" not in to_svg(drawn.heat_map)


def test_of_many_units_the_upper_levels_are_drawn(app: Flask) -> None:
    release = released(unit_1=30, unit_2=20, unit_3=8)
    deep = tuple(replace(release.groups[1], id=number, parent_id=1, depth=2) for number in range(10, 60))
    with app.test_request_context():
        drawn = charts.heat_map(replace(release, groups=release.groups + deep))
        assert drawn is not None
        assert len(drawn.rows) == 4
        wide = charts.heat_map(replace(release, groups=(release.groups[0], *(replace(each, depth=1) for each in deep))))
        assert wide is not None
        assert len(wide.rows) == charts.MOST_ROWS


def test_a_unit_with_three_answers_is_no_row_and_cannot_be_had_by_subtraction(app: Flask) -> None:
    with app.test_request_context():
        release = released(unit_1=30, unit_2=20, unit_3=3)
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
        assert all(value is HIDDEN for value in drawn.dimensions.values)
        assert drawn.heat_map is None
        assert release.index.value is None
        assert workbook.of(release).startswith(b"PK")


MIXED = Definition(
    "混合",
    "",
    (
        Item("c", ItemType.SINGLE, "先办", options=(Option("x", "食堂"), Option("y", "班车")), other=True),
        Item("d", ItemType.MULTIPLE, "缺什么", options=(Option("x", "热饭"), Option("y", "工装"))),
        Item("r", ItemType.RANKING, "排一排", options=(Option("x", "食堂"), Option("y", "班车"))),
        Item("n", ItemType.NUMBER, "加班", unit="小时"),
        Item("t", ItemType.DATE, "入职"),
        Item("s", ItemType.SINGLE, "都一样", options=(Option("x", "甲"), Option("y", "乙"))),
    ),
    (),
    UNITS,
)


def mixed() -> Release:
    """A release with a row of every kind that is no scale."""
    ballots: list[tuple[int | None, Answers]] = [
        (
            1,
            {
                "c": ("x", "y", "other")[number % 3],
                "d": (("x",), ("x", "y"), ("y",))[number % 3],
                "r": (("x", "y"), ("y", "x"))[number % 2],
                "n": 10 + number,
                "t": f"2026-0{1 + number % 2}-11",
                "s": "x",
            },
        )
        for number in range(12)
    ]
    return build(
        MIXED, count(MIXED, ballots), slug="m", digest="d" * 32, opened_on="2026-11-01", closed_on="2026-11-08"
    )


def test_items_beside_the_dimensions_are_drawn_where_shares_may_be_shown(app: Flask) -> None:
    with app.test_request_context():
        drawn = charts.of(mixed())
        kinds = {item.id: (item.kind, chart is not None) for item, chart in drawn.others}
        assert kinds == {
            "c": ("shares", True),
            "d": ("shares", True),
            "r": ("shares", True),
            "n": ("mean", False),
            "t": ("shares", True),
            "s": ("band", False),
        }
        assert drawn.heat_map is None
        page = render_template("surveys/results/_tables.html", release=mixed(), charts=drawn)
        for words in ("其他", "可以选几项", "平均名次", "平均 16 小时", "2026-02", "意见高度集中"):
            assert words in page
        assert workbook.of(mixed())


def test_the_tables_are_told_in_english_too(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        told = released(unit_1=30, unit_2=20)
        page = render_template("surveys/results/_tables.html", release=told, charts=charts.of(told))
        assert "95 % confidence interval" in page
        assert "Put first" in render_template(
            "surveys/results/_tables.html", release=mixed(), charts=charts.of(mixed())
        )
