"""What moves with happiness: the outcome that is there, only with a hundred complete answers, read in plain words."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from figures.drivers import Products
from surveys.counting.driving import drivers, driving
from surveys.counting.tally import count
from surveys.items import Definition, Dimension, Item, ItemType

ITEMS = (
    Item("pay1", ItemType.AGREEMENT, "收入", "pay", may_not_apply=True),
    Item("load1", ItemType.AGREEMENT, "累", "load"),
    Item("belong1", ItemType.AGREEMENT, "我们", "belong"),
    Item("happy", ItemType.TEN, "幸福"),
    Item("enps", ItemType.TEN, "推荐"),
)
DEFINITION = Definition(
    "问卷", "", ITEMS, (Dimension("pay", "薪酬"), Dimension("load", "强度"), Dimension("belong", "归属感"))
)


def answers(number: int, *, gaps: int = 0) -> Products:
    chance = random.Random(5)
    ballots = []
    for person in range(number):
        pay, load, belong = (chance.randint(1, 5) for _each in range(3))
        happy = min(10, max(0, round(2 * pay - load + chance.gauss(0, 0.5) + 3)))
        ballots.append(
            (
                None,
                {"pay1": None if person < gaps else pay, "load1": load, "belong1": belong, "happy": happy, "enps": 5},
            )
        )
    products = count(DEFINITION, ballots).products
    assert products is not None
    return products


def test_the_strongest_comes_first_and_only_what_lifts_is_named() -> None:
    found = drivers(DEFINITION, answers(300))
    assert found is not None
    assert [row.id for row in found.drivers] == ["pay", "load", "belong"]
    assert found.drivers[1].sign == -1
    assert [row.id for row in found.strongest] == ["pay"]
    assert found.outcome == "happy"
    assert 90 <= found.explained <= 100
    assert sum(row.percent for row in found.drivers) in range(99, 102)


def test_ninety_nine_complete_answers_are_too_few_and_gaps_do_not_count() -> None:
    assert drivers(DEFINITION, answers(99)) is None
    assert drivers(DEFINITION, answers(100)) is not None
    assert drivers(DEFINITION, answers(110, gaps=20)) is None
    assert drivers(DEFINITION, None) is None


def test_the_outcome_is_happiness_then_recommending_then_belonging() -> None:
    def outcome(*left_out: str) -> tuple[str, tuple[int, ...]] | None:
        items = tuple(item for item in ITEMS if item.id not in left_out)
        found = driving(replace(DEFINITION, items=items))
        return (found.outcome, found.positions) if found else None

    assert outcome() == ("happy", (0, 1, 2))
    assert outcome("happy") == ("enps", (0, 1, 2))
    assert outcome("happy", "enps") == ("belong", (0, 1))
    assert driving(replace(DEFINITION, dimensions=DEFINITION.dimensions[:1])) is None


@pytest.mark.parametrize("outcome", [("happy", "enps")])
def test_belonging_is_weighed_as_an_outcome_too(outcome: tuple[str, ...]) -> None:
    definition = replace(DEFINITION, items=tuple(item for item in ITEMS if item.id not in outcome))
    chance = random.Random(2)
    ballots = []
    for _person in range(150):
        pay, load = chance.randint(1, 5), chance.randint(1, 5)
        ballots.append((None, {"pay1": pay, "load1": load, "belong1": max(1, min(5, pay + chance.randint(-1, 1)))}))
    found = drivers(definition, count(definition, ballots).products)
    assert found is not None
    assert found.drivers[0].id == "pay"


def test_answers_that_do_not_vary_weigh_nothing() -> None:
    same = [(None, {"pay1": 3, "load1": 2, "belong1": 4, "happy": 7, "enps": 7})] * 120
    assert drivers(DEFINITION, count(DEFINITION, same).products) is None
