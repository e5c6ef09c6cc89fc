"""Settling is for a claim in hand, and no clock stops for it before there is an agreement."""

from __future__ import annotations

from petitions.deadlines import ClockKind
from petitions.transitions.actions import OFFICE, Action
from petitions.transitions.mediation import ROWS
from petitions.transitions.states import HANDLER_STATES, State


def test_it_happens_while_the_case_is_in_hand_and_only_an_agreement_moves_it() -> None:
    assert {row.sources for row in ROWS} == {HANDLER_STATES}
    assert {row.action for row in ROWS if row.target is not None} == {Action.SETTLE}


def test_an_agreement_is_the_answer_and_gives_nothing_to_be_reviewed() -> None:
    (settle,) = (row for row in ROWS if row.action is Action.SETTLE)

    assert (settle.roles, settle.target) == (OFFICE, State.REPLIED)
    assert settle.starts == (ClockKind.RATE,)
    assert ClockKind.HANDLE in settle.stops
    assert all(not row.stops and not row.extends for row in ROWS if row is not settle)
