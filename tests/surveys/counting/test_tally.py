"""Counting: every ballot once, reversed items turned round, gaps handled as the method says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import Answers
from surveys.counting.tally import Sums, count, place_key
from surveys.items import Definition, Dimension, Item, ItemType, Option, ReportingUnit

ITEMS = (
    Item("p1", ItemType.AGREEMENT, "一", "p"),
    Item("p2", ItemType.AGREEMENT, "二", "p", reverse=True),
    Item("p3", ItemType.AGREEMENT, "三", "p", may_not_apply=True),
    Item("p4", ItemType.AGREEMENT, "四", "p", may_not_apply=True),
    Item("enps", ItemType.TEN, "推荐"),
    Item("text", ItemType.TEXT, "话", required=False),
)
DEFINITION = Definition(
    "小测",
    "",
    ITEMS,
    (Dimension("p", "公平"),),
    (
        ReportingUnit(0, None, "集团", 0, False),
        ReportingUnit(1, 0, "甲", 30, True),
        ReportingUnit(2, 0, "乙", 30, True),
    ),
)


def _one(**answers: object) -> Answers:
    return {"p1": 3, "p2": 3, "p3": 3, "p4": 3, "enps": 5} | answers  # type: ignore[return-value]


def test_each_ballot_counts_once_in_its_unit() -> None:
    tally = count(DEFINITION, [(1, _one()), (1, _one()), (2, _one()), (None, _one()), (99, _one())])
    assert {unit: counted.n for unit, counted in tally.units.items()} == {1: 2, 2: 1, None: 2}


def test_a_reversed_item_is_turned_round() -> None:
    tally = count(DEFINITION, [(1, _one(p1=5, p2=1, p3=5, p4=5))])
    assert tally.units[1].index.mean == 100.0


def test_the_two_methods_differ_as_printed() -> None:
    neutral = [(1, _one())]
    assert count(DEFINITION, neutral).units[1].index.mean == 50.0
    assert count(replace(DEFINITION, scoring="times_twenty"), neutral).units[1].index.mean == 60.0


def test_a_dimension_counts_when_half_of_it_is_answered() -> None:
    half = count(DEFINITION, [(1, _one(p3=None, p4=None))]).units[1]
    assert half.dimensions["p"].n == 1
    less = count(DEFINITION, [(1, _one(p2=None, p3=None, p4=None))]).units[1]
    assert "p" not in less.dimensions
    assert less.index.n == 0
    assert less.n == 1


def test_texts_are_no_figures() -> None:
    tally = count(DEFINITION, [(1, _one(text="食堂很好")), (1, _one(text=""))])
    assert "text" not in tally.units[1].items
    assert "食堂" not in repr(tally)


def test_memory_does_not_grow_with_the_ballots() -> None:
    chance = random.Random(1)

    def many(number: int) -> Iterator[tuple[int | None, Answers]]:
        for _each in range(number):
            yield chance.choice((1, 2)), _one(p1=chance.randint(1, 5))

    small, large = count(DEFINITION, many(50)), count(DEFINITION, many(3_000))
    assert len(repr(large)) < len(repr(small)) + 400


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=40), st.integers(1, 39))
def test_sums_of_parts_are_sums_of_the_whole(values: list[float], cut: int) -> None:
    whole, left, right = Sums(), Sums(), Sums()
    for number, value in enumerate(values):
        whole.add(value)
        (left if number < cut else right).add(value)
    left.merge(right)
    assert left.n == whole.n
    assert left.mean == pytest.approx(whole.mean)
    assert left.variance == pytest.approx(whole.variance, abs=1e-6)


def test_boxes_places_and_words_beside_other_are_counted_apart() -> None:
    options = (Option("x", "一"), Option("y", "二"))
    items = (
        Item("d", ItemType.MULTIPLE, "选", options=options, other=True),
        Item("r", ItemType.RANKING, "排", options=options),
        Item("s", ItemType.SHORT, "写"),
    )
    ballots: list[tuple[int | None, Answers]] = [
        (1, {"d": ("x", "other"), "d.other": "三", "r": ("y", "x"), "s": "甲班"}),
        (1, {"d": ("x",), "r": ("y", "x")}),
        (1, {"d": ("other",)}),
        (2, {"d": ("y",), "r": ("x", "y")}),
    ]
    tally = count(replace(DEFINITION, items=items), ballots)
    one = tally.units[1]
    assert one.items["d"] == {"x": 2, "other": 2}
    assert one.ticking == {"d": 3}
    assert one.items["r"] == {place_key("y", 1): 2, place_key("x", 2): 2}
    one.merge(tally.units[2])
    assert one.ticking == {"d": 4}


AGE = Item("age", ItemType.SINGLE, "年龄", options=(Option("a", "青年"), Option("b", "中年")), required=False)
WITH_AGE = replace(DEFINITION, items=(*ITEMS, AGE), segments=("age",))


def test_segments_are_counted_per_unit_with_each_figures_own_people() -> None:
    tally = count(WITH_AGE, [(1, _one(age="a")), (1, _one(age="a", p2=None, p3=None, p4=None)), (None, _one())])
    young = tally.crossed[1, ("a",)]
    assert young.n == [2, 1, 1]
    assert young.totals == [0.0, 50.0, 50.0]
    assert tally.crossed[None, (None,)].n == [1, 1, 1]


def test_what_is_no_option_of_the_item_is_no_answer() -> None:
    assert list(count(WITH_AGE, [(1, _one(age="z")), (1, _one(age=3))]).crossed) == [(1, (None,))]


def test_segments_take_no_more_memory_for_more_ballots() -> None:
    chance = random.Random(1)

    def many(number: int) -> Iterator[tuple[int | None, Answers]]:
        for _each in range(number):
            yield chance.choice((1, 2, None)), _one(age=chance.choice("ab"), p1=chance.randint(1, 5))

    small, large = count(WITH_AGE, many(60)), count(WITH_AGE, many(3_000))
    assert len(large.crossed) == len(small.crossed) == 6


def test_without_segments_nothing_is_crossed() -> None:
    assert count(DEFINITION, [(1, _one(age="a"))]).crossed == {}


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=30))
def test_alphas_sums_are_those_of_the_points(rows: list[tuple[int, int]]) -> None:
    items = (Item("p1", ItemType.AGREEMENT, "一", "p"), Item("p2", ItemType.AGREEMENT, "二", "p", reverse=True))
    tally = count(replace(DEFINITION, items=items), [(1, {"p1": one, "p2": two}) for one, two in rows])
    expected = Sums()
    for _first, two in rows:
        expected.add(6 - two)
    found = tally.consistency["p"]
    assert found.items["p2"] == expected
    assert found.total.total == sum(one + 6 - two for one, two in rows)
