"""A month is counted from where each entry stood on its last day, whenever one counts it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ledgers import monthly
from ledgers.monthly import Fact

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


def _fact(*trail: tuple[date, str], day: date = FIRST, **more: Any) -> Fact:
    values: dict[str, Any] = {"title": "事", "kind": "hardship", "due_on": None, "first_state": "found"} | more
    return Fact(day=day, trail=trail, **values)


def test_it_stands_where_its_history_left_it() -> None:
    fact = _fact((date(2026, 10, 2), "found"), (date(2026, 10, 9), "registered"), (date(2026, 11, 3), "graded"))
    assert fact.state_on(date(2026, 9, 30)) is None
    assert fact.state_on(FIRST) == "found"
    assert fact.state_on(LAST) == "registered"
    assert fact.state_on(date(2026, 11, 3)) == "graded"


def test_what_happens_later_does_not_change_an_earlier_month() -> None:
    before = _fact((FIRST, "found"), (date(2026, 10, 5), "registered"), contents={"level": "red"})
    after = _fact(*before.trail, (date(2026, 11, 5), "struck"), contents={"level": "red"})
    assert monthly.risk_month([before], FIRST, LAST) == monthly.risk_month([after], FIRST, LAST)


def test_risks_are_found_defused_and_struck_in_their_months_and_counted_by_grade() -> None:
    facts = [
        _fact((FIRST, "found"), (LAST, "guarded"), contents={"level": "red"}, due_on=date(2026, 10, 20)),
        _fact((FIRST, "found"), (LAST, "defused"), contents={"level": "blue"}),
        _fact((FIRST, "found"), (date(2026, 10, 8), "defused"), (LAST, "struck"), day=date(2026, 9, 9)),
        _fact((FIRST, "found")),
    ]
    found = monthly.risk_month(facts, FIRST, LAST)
    assert (found.found, found.defused, found.struck, found.open, found.late) == (3, 2, 1, 3, 1)
    assert found.levels == (("red", 1), ("blue", 1), ("", 1))


def test_aid_counts_on_the_day_it_was_given() -> None:
    given_facts = [
        _fact((FIRST, "given"), contents={"given_on": on, "people": 2, "amount": 50_000})
        for on in (FIRST, LAST, date(2026, 11, 1))
    ]
    waiting = _fact((FIRST, "reported"), first_state="reported")
    found = monthly.aid_month([*given_facts, waiting], FIRST, LAST)
    assert [(each.kind, each.times, each.people, each.fen) for each in found.kinds] == [("hardship", 2, 4, 100_000)]
    assert found.waiting == 1


def test_measures_due_first_come_first_and_late_ones_are_counted() -> None:
    facts = [
        _fact((FIRST, "doing"), title="后", due_on=date(2026, 12, 1)),
        _fact((FIRST, "doing"), title="晚", due_on=date(2026, 10, 5)),
        _fact((FIRST, "done"), title="成", contents={"verdict": "met"}),
    ]
    found = monthly.measure_month(facts, FIRST, LAST)
    assert [each.title for each in found.next] == ["晚", "后"]
    assert (found.under_way, found.late, found.done[0].verdict) == (2, 1, "met")


def test_answers_by_way_and_the_questions_asked_most() -> None:
    asked = {"甲": {"visit": 2, "page": 1}, "乙": {"call": 5}}
    found = monthly.policy_month([_fact((FIRST, "in_force"))], asked, LAST)
    assert (found.times, found.questions, found.valid) == (8, (("乙", 5), ("甲", 3)), 1)
    assert found.channels == (("visit", 2), ("call", 5), ("page", 1))


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["registered", "defused", "struck"])), max_size=6))
def test_nothing_counted_exceeds_what_there_is(steps: list[tuple[int, str]]) -> None:
    trail = sorted((FIRST + timedelta(days=days), state) for days, state in steps)
    found = monthly.risk_month([_fact((FIRST, "found"), *trail)], FIRST, LAST)
    assert 0 <= found.open <= 1
    assert sum(count for _code, count in found.levels) == found.open
    assert max(found.struck, found.defused) <= 1
