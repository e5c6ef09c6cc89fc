"""What has changed since the last survey: only the same figure, only large enough groups, with how sure it is."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from surveys.counting.release import Release
from surveys.counting.releasing import build
from surveys.counting.tally import count
from surveys.counting.waves import basis
from surveys.items import Definition, Dimension, Item, ItemType, ReportingUnit

ITEMS = (
    Item("pay1", ItemType.AGREEMENT, "收入", "pay"),
    Item("load1", ItemType.AGREEMENT, "劳动强度", "load"),
    Item("open", ItemType.TEXT, "还想说"),
)
DEFINITION = Definition(
    "问卷",
    "",
    ITEMS,
    (Dimension("pay", "薪酬待遇"), Dimension("load", "劳动强度")),
    (
        ReportingUnit(0, None, "公司", 0, False),
        ReportingUnit(1, 0, "一车间", 60, True),
        ReportingUnit(2, 0, "二车间", 60, True),
    ),
)


def wave(pay: int, *, people: int = 30, definition: Definition = DEFINITION, earlier: Any = ()) -> Release:
    """Everybody of both workshops answers around `pay`."""
    ballots = [
        (unit, {"pay1": min(5, max(1, pay + number % 3 - 1)), "load1": 1 + number % 5})
        for unit in (1, 2)
        for number in range(people)
    ]
    made = build(
        definition,
        count(definition, ballots),
        slug=f"wave-{pay}",
        digest="d",
        opened_on="",
        closed_on="2026-10-20",
        earlier=earlier,
        compared=earlier,
    )
    return Release.from_json(json.loads(json.dumps(made.to_json())))


def test_a_change_is_told_with_its_interval() -> None:
    first = wave(2)
    second = wave(4, earlier=[first])
    assert second.trend is not None
    assert second.trend.before.slug == "wave-2"
    change = second.trend.dimensions[0]
    assert change is not None
    assert change.difference == 50.0
    spreads = [release.dimensions[0].spread for release in (first, second)]
    assert spreads == [21, 21]
    reach = 1.959963984540054 * math.sqrt(21**2 / 60 + 21**2 / 60)
    assert (change.low, change.high) == (round(50 - reach, 1), round(50 + reach, 1))
    assert change.direction == 1
    assert second.trend.dimensions[1] is not None
    assert second.trend.dimensions[1].direction == 0
    assert [point.dimensions[0] for point in second.trend.waves] == [25.0, 75.0]


def test_the_first_survey_has_nothing_to_compare_with() -> None:
    assert wave(3).trend is None


def test_units_are_compared_by_name_and_only_with_ten_answers_both_times() -> None:
    first = wave(2)
    swapped = replace(
        DEFINITION, units=(DEFINITION.units[0], replace(DEFINITION.units[2], id=1), replace(DEFINITION.units[1], id=2))
    )
    second = wave(4, definition=swapped, earlier=[first])
    assert second.trend is not None
    assert len(second.trend.groups) == 2
    few = wave(4, people=9, earlier=[first])
    assert few.trend is not None
    assert few.trend.groups == ()


@pytest.mark.parametrize(("headcount", "compared"), [(60, 2), (61, 1), (64, 1), (65, 2), (57, 1)])
def test_a_unit_that_few_joined_or_left_is_not_compared(headcount: int, compared: int) -> None:
    units = (*DEFINITION.units[:2], replace(DEFINITION.units[2], headcount=headcount))
    second = wave(4, definition=replace(DEFINITION, units=units), earlier=[wave(2)])
    assert second.trend is not None
    assert len(second.trend.groups) == compared


@pytest.mark.parametrize(
    "other",
    [
        replace(DEFINITION, scoring="times_twenty"),
        replace(DEFINITION, items=(replace(ITEMS[0], reverse=True), *ITEMS[1:])),
        replace(DEFINITION, items=(replace(ITEMS[0], id="pay2"), *ITEMS[1:])),
        replace(DEFINITION, items=(*ITEMS, Item("pay9", ItemType.SATISFACTION, "奖金", "pay"))),
    ],
)
def test_other_items_or_another_scoring_are_another_figure(other: Definition) -> None:
    second = wave(4, definition=other, earlier=[wave(2)])
    assert second.trend is not None
    assert second.trend.index is None
    assert second.trend.dimensions[0] is None
    assert second.trend.waves[0].index is None


def test_wording_and_order_do_not_make_another_figure() -> None:
    worded = replace(DEFINITION, items=(ITEMS[1], replace(ITEMS[0], text="工资")))
    assert basis(worded, ["pay"]) == basis(DEFINITION, ["pay"])
    assert basis(worded, ["pay"]) != basis(DEFINITION, ["load"])


def test_renamed_members_are_another_unit() -> None:
    units = (*DEFINITION.units[:2], replace(DEFINITION.units[2], members=("二车间", "仓库")))
    second = wave(4, definition=replace(DEFINITION, units=units), earlier=[wave(2)])
    assert second.trend is not None
    assert [group.id for group in second.trend.groups] == [1]


def test_spreads_are_kept_for_the_enterprise_alone() -> None:
    stored = wave(3).to_json()
    assert stored["spread"] is not None
    assert all("spread" not in group for group in stored["groups"])
    assert wave(3, people=4).spread is None
