"""A planned step says what is done on which day, by somebody who works there or by the petitioner."""

from __future__ import annotations

from datetime import date

from demo import plan
from demo.enterprise import PEOPLE
from demo.given import GIVEN
from demo.steps import Step


def test_every_step_is_by_somebody_and_of_a_sort_that_can_be_done() -> None:
    somebody = {username for username, *_rest in PEOPLE} | {"petitioner"}
    steps = [step for case in plan.year(date(2026, 11, 24), seed=3) for step in case.steps]

    assert {step.by for step in steps} <= somebody
    assert {step.action for step in steps} <= set(GIVEN)


def test_a_step_without_words_has_none() -> None:
    assert Step("approve", date(2026, 11, 24), "liuyang").text == ""
