"""A case whose handler, approver or reviewer is left out goes where somebody else can be given the step."""

from __future__ import annotations

from petitions.transitions.actions import OFFICE, PETITIONER, Action, CaseRole
from petitions.transitions.recusal import ROWS, TAKEN_FROM, parted
from petitions.transitions.states import LIVE_STATES, State


def test_parts_are_the_sources_once_each() -> None:
    parts = parted(LIVE_STATES)

    assert frozenset().union(*(states for states, _instead in parts)) == LIVE_STATES
    assert sum(len(states) for states, _instead in parts) == len(LIVE_STATES)
    assert dict(parts)[frozenset({State.REVIEWING})] == ((CaseRole.REVIEWER, State.REVIEW_ASKED),)


def test_nobody_but_the_petitioner_asks_and_only_the_office_decides_wherever_it_stands() -> None:
    asking = [row for row in ROWS if row.action is Action.ASK_RECUSAL]
    (deciding,) = (row for row in ROWS if row.action is Action.DECIDE_RECUSAL)

    assert {row.roles for row in asking} == {PETITIONER}
    assert (deciding.roles, deciding.sources) == (OFFICE, frozenset(State))
    assert all(not row.stops and not row.starts and not row.extends for row in ROWS)


def test_where_a_step_can_be_taken_from_somebody_the_case_does_not_stay() -> None:
    for states, instead in TAKEN_FROM:
        assert all(state not in states for _role, state in instead)
