"""Why it takes longer: where it lies and what was done about it, never more than is known."""

from datetime import date
from types import SimpleNamespace

from petitions import deadlines
from petitions.deadlines import ClockKind, Reading
from petitions.transitions.states import OPEN_STATES, State
from petitions.visit import delay
from petitions.visit.delay import WAITING

TODAY = date(2026, 12, 20)


def clock(due_on: date, extended_from: date | None = None) -> Reading:
    started = date(2026, 10, 1)
    return deadlines.read(ClockKind.HANDLE, started, due_on, None, today=TODAY, extended_from=extended_from)


def said(state: State, reading: Reading | None, **days: date | None) -> list[delay.Reason]:
    known = {"nudged_on": None, "supervised_on": None, "escalated_on": None} | days
    return delay.reasons(SimpleNamespace(state=state, **known), reading)


def test_in_time_there_is_nothing_to_explain() -> None:
    assert said(State.INVESTIGATING, clock(TODAY), nudged_on=date(2026, 12, 1)) == []
    assert said(State.CLOSED, None) == []


def test_a_late_case_says_where_it_lies_and_what_was_done() -> None:
    found = said(State.DRAFTED, clock(date(2026, 12, 1)), nudged_on=date(2026, 12, 5), escalated_on=date(2026, 12, 9))

    assert [each.sentence for each in found] == [WAITING[State.DRAFTED], delay.NUDGED, delay.ESCALATED]
    assert [each.day for each in found] == [None, date(2026, 12, 5), date(2026, 12, 9)]


def test_an_extension_is_explained_even_while_there_is_time() -> None:
    found = said(State.INVESTIGATING, clock(date(2027, 1, 3), extended_from=date(2026, 12, 4)))

    assert found == [delay.Reason(delay.EXTENDED, date(2026, 12, 4))]


def test_every_state_in_which_something_is_owed_has_its_sentence() -> None:
    assert set(WAITING) == OPEN_STATES
