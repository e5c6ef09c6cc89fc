"""A superior's charge and its report are the office's, wherever one office has the case; they move nothing."""

from __future__ import annotations

from petitions.deadlines import ClockKind
from petitions.transitions.actions import OFFICE
from petitions.transitions.mandate import CHARGED, ROWS
from petitions.transitions.states import State


def test_they_are_the_offices_and_move_nothing() -> None:
    assert all(row.roles == OFFICE and row.target is None for row in ROWS)
    assert [(row.starts, row.stops) for row in ROWS] == [((ClockKind.MANDATE,), ()), ((), (ClockKind.MANDATE,))]


def test_a_report_may_be_owed_after_the_case_is_closed_but_not_between_two_offices() -> None:
    assert State.CLOSED in CHARGED
    assert not CHARGED & {State.TRANSFERRED, State.OBJECTED, State.ARCHIVED}
