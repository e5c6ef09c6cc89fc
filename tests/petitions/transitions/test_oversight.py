"""Pushing a case moves nothing, and what the enterprise does about delay its petitioner sees."""

from petitions.transitions.actions import Action, CaseRole
from petitions.transitions.oversight import PUSHED, ROWS, SPONSORED
from petitions.transitions.states import FINISHED_STATES


def test_pushing_moves_no_case() -> None:
    assert {row.target for row in ROWS} == {None}


def test_the_petitioner_sees_that_somebody_pushes() -> None:
    shown = {row.action for row in ROWS if row.timeline}

    assert shown == {Action.NUDGE, Action.SUPERVISE, Action.SPONSOR, Action.ESCALATE, Action.GUIDE}


def test_nothing_finished_is_pushed_and_a_sponsor_acts_only_for_what_is_theirs() -> None:
    assert not (PUSHED | SPONSORED) & FINISHED_STATES
    guiding = next(row for row in ROWS if row.action is Action.GUIDE)
    assert guiding.roles == {CaseRole.SPONSOR}
