"""Whoever was given a case may step back from it, wherever it stands."""

from petitions.transitions.actions import Action, CaseRole
from petitions.transitions.assigning import ROWS
from petitions.transitions.states import HANDLER_STATES, State


def test_a_handler_may_step_back_until_the_opinion_is_approved() -> None:
    sources = [row.sources for row in ROWS if row.action is Action.RECUSE and CaseRole.HANDLER in row.roles]

    assert frozenset().union(*sources) == HANDLER_STATES | {State.DRAFTED}


def test_nobody_steps_back_into_the_hands_they_left() -> None:
    for row in ROWS:
        if row.action is Action.RECUSE and row.roles == {CaseRole.APPROVER}:
            assert row.target is State.INVESTIGATING
            assert (CaseRole.HANDLER, State.ACCEPTED) in row.instead
