"""A story: the demonstration's year is believable, repeatable, and made by the product's own rules."""

from __future__ import annotations

from collections import Counter
from datetime import date

from demo import plan

TODAY = date(2026, 11, 24)


def test_the_same_seed_and_day_give_the_same_year() -> None:
    assert plan.year(TODAY, seed=7) == plan.year(TODAY, seed=7)
    assert plan.year(TODAY, seed=7) != plan.year(TODAY, seed=8)


def test_the_year_has_enough_of_everything() -> None:
    cases = plan.year(TODAY, seed=2026, count=13)
    assert len(cases) >= 600
    assert set(Counter(case.topic.kind for case in cases)) == {"problem", "suggestion", "help", "report"}
    assert set(Counter(case.identity for case in cases)) == {"anonymous", "confidential", "named"}
    last = {case.steps[-1].action if case.steps else "new" for case in cases}
    assert {"archive", "close", "reply", "decline", "investigate"} <= last
    taken = {step.action for case in cases for step in case.steps}
    assert {"withdraw", "divert", "hand-over", "merge", "extend", "supervise", "sponsor", "uphold", "reopen"} <= taken
    assert {"hear", "check-in", "call-back", "escalate"} <= taken
    assert all(step.day <= TODAY for case in cases for step in case.steps)


def test_steps_never_go_back_in_time() -> None:
    for case in plan.year(TODAY, seed=2026):
        days = [case.filed, *(step.day for step in case.steps)]
        assert days == sorted(days)
