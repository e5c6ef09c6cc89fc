"""The plan speaks in words the product knows."""

from __future__ import annotations

from datetime import date

from demo import plan
from demo.given import ACTIONS, GIVEN
from petitions.workflow import Action


def test_every_word_of_the_plan_is_one_of_the_product() -> None:
    steps = {step.action for case in plan.year(date(2026, 11, 24), seed=5) for step in case.steps}

    assert set(GIVEN) <= {action.value for action in Action} | set(ACTIONS)
    assert steps <= set(GIVEN)
