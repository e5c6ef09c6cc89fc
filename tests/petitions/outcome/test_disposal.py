"""What became of a case follows from its steps; an officer says only what no step tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.outcome.disposal import DISPOSAL_LABELS, Disposal, after, of_old
from petitions.transitions.actions import Action
from petitions.transitions.states import State


def by_steps(*actions: Action, with_office: bool = False) -> Disposal | None:
    found: Disposal | None = None
    for action in actions:
        found = after(action, found, lambda: with_office)
    return found


@pytest.mark.parametrize(
    ("actions", "found"),
    [
        ((Action.FILE, Action.REGISTER, Action.ACCEPT), None),
        ((Action.ACCEPT, Action.ASSIGN, Action.INVESTIGATE, Action.REPLY), Disposal.CHARGED),
        ((Action.DECLINE,), Disposal.ANSWERED),
        ((Action.TRANSFER,), Disposal.REFERRED),
        ((Action.TRANSFER, Action.TAKE), None),
        ((Action.HAND_OVER, Action.TAKE_BACK), None),
        ((Action.SPONSOR,), Disposal.REPORTED),
        ((Action.SPONSOR, Action.ASSIGN), Disposal.CHARGED),
        ((Action.ASSIGN, Action.ESCALATE), Disposal.CHARGED),
        ((Action.ASSIGN, Action.MERGE), Disposal.FILED),
        ((Action.WITHDRAW,), Disposal.FILED),
    ],
)
def test_it_follows_from_the_steps(actions: tuple[Action, ...], found: Disposal | None) -> None:
    assert by_steps(*actions) is found


def test_what_the_office_handles_itself_is_answered_by_it() -> None:
    assert by_steps(Action.ASSIGN, with_office=True) is Disposal.ANSWERED


@given(st.sampled_from(Action), st.none() | st.sampled_from(Disposal), st.booleans())
def test_a_step_that_disposes_of_nothing_leaves_what_was_said(
    action: Action, before: Disposal | None, with_office: bool
) -> None:
    asked: list[bool] = []
    found = after(action, before, lambda: asked.append(True) or with_office)
    assert bool(asked) == (action is Action.ASSIGN)
    if action in {
        Action.SAY,
        Action.REGISTER,
        Action.ACCEPT,
        Action.REPLY,
        Action.CLOSE,
        Action.REOPEN,
        Action.ARRANGE,
    }:
        assert found is before


def test_the_old_ledger_stands_by_where_its_cases_do() -> None:
    assert of_old(State.WITHDRAWN, is_given=True) is Disposal.FILED
    assert of_old(State.CLOSED, is_given=True) is Disposal.CHARGED
    assert of_old(State.REGISTERED, is_given=False) is None
    assert set(DISPOSAL_LABELS) == set(Disposal)
