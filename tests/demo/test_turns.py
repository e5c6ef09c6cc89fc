"""Turns keep a case in the order of its days, are drawn by the seed alone, and leave an accusation alone."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from demo.steps import Step
from demo.turns import TURNS, WEIGHTS, turned

STRAIGHT = [
    Step(action, date(2026, 3, 2) + timedelta(days=3 * number), by)
    for number, (action, by) in enumerate(
        [
            ("register", "wangfang"),
            ("accept", "wangfang"),
            ("assign", "wangfang"),
            ("investigate", "zhangwei"),
            ("draft", "zhangwei"),
            ("approve", "liuyang"),
            ("reply", "wangfang"),
            ("rate", "petitioner"),
            ("close", "wangfang"),
            ("archive", "wangfang"),
        ]
    )
]
#: The step that tells each turn.
TELLING = {"hand-over": "hand-over", "merge": "merge", "review": "ask-review", "extend": "ask-extension"}


@pytest.mark.parametrize("turn", WEIGHTS)
def test_each_turn_is_taken_in_the_order_of_days(turn: str) -> None:
    for seed in range(5):
        steps = TURNS[turn](random.Random(seed), STRAIGHT)
        days = [step.day for step in steps]
        assert TELLING.get(turn, turn) in {step.action for step in steps}
        assert days == sorted(days)
        assert steps[0] == STRAIGHT[0]


def test_the_same_seed_takes_the_same_turn() -> None:
    def turn(seed: int, kind: str = "problem") -> list[Step]:
        return turned(random.Random(seed), STRAIGHT, kind=kind, category="pay", fast=False)

    assert [turn(seed) for seed in range(40)] == [turn(seed) for seed in range(40)]
    assert len({tuple(turn(seed)) for seed in range(200)}) > 5
    assert all(turn(seed, kind="report") == STRAIGHT for seed in range(40))


def test_most_cases_go_straight() -> None:
    assert sum(WEIGHTS.values()) < 500
