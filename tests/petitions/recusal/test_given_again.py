"""Whoever is let back does not get their step back by itself; that is told until somebody gives it again."""

from __future__ import annotations

from petitions.recusal.given_again import GIVEN_BY, Step, let_back
from petitions.transitions.actions import Action
from petitions.transitions.recusal import TAKEN_FROM
from petitions.transitions.states import State

ASKED: Step = (Action.ASK_RECUSAL, State.INVESTIGATING, State.ACCEPTED, {"asked": 7, "lost": True})
BACK: Step = (Action.DECIDE_RECUSAL, State.ACCEPTED, State.ACCEPTED, {"asked": 7, "stays-out": False})
OUT: Step = (Action.DECIDE_RECUSAL, State.ACCEPTED, State.ACCEPTED, {"asked": 7, "stays-out": True})
GIVEN: Step = (Action.ASSIGN, State.ACCEPTED, State.ASSIGNED, {"handler": 7})
WRITTEN: Step = (Action.WRITE, State.ACCEPTED, State.ACCEPTED, {})


def test_it_waits_from_their_coming_back_until_the_case_goes_on() -> None:
    assert let_back([ASKED]) == let_back([ASKED, OUT]) == []
    assert let_back([ASKED, BACK]) == let_back([ASKED, WRITTEN, BACK, WRITTEN]) == [7]
    assert let_back([ASKED, BACK, GIVEN]) == let_back([ASKED, GIVEN, BACK]) == []
    assert let_back([ASKED, GIVEN, (Action.REVOKE, State.REVIEWING, State.ACCEPTED, {}), BACK]) == []


def test_who_had_no_step_lost_none() -> None:
    asked: Step = (Action.ASK_RECUSAL, State.INVESTIGATING, State.INVESTIGATING, {"asked": 7})
    # The case moved because of somebody else, who was left out before.
    beside: Step = (Action.ASK_RECUSAL, State.INVESTIGATING, State.ACCEPTED, {"asked": 7})
    unlisted: Step = (Action.ASK_RECUSAL, State.INVESTIGATING, State.INVESTIGATING, {})
    back: Step = (Action.DECIDE_RECUSAL, State.INVESTIGATING, State.INVESTIGATING, {"stays-out": False})

    assert let_back([asked, BACK]) == let_back([beside, BACK]) == let_back([unlisted, back]) == []


def test_wherever_a_step_can_be_lost_somebody_is_told_to_give_it_again() -> None:
    assert set(GIVEN_BY) == {state for _sources, instead in TAKEN_FROM for _role, state in instead}
