"""A case of the old ledger begins where that says it stands, and nowhere else."""

from __future__ import annotations

import pytest

from petitions import workflow
from petitions.old_ledger.columns import STATES
from petitions.transitions.carried import CARRIED_TO, ROWS, row_to
from petitions.workflow import Action, CaseRole, State


def test_every_state_an_old_ledger_knows_has_its_row() -> None:
    assert {each.code for each in STATES} == {state.value for state in CARRIED_TO}
    assert [row_to(state).target for state in CARRIED_TO] == list(CARRIED_TO)
    with pytest.raises(StopIteration):
        row_to(State.DRAFTED)


def test_no_case_that_exists_is_carried_over() -> None:
    assert all(not row.sources and row.roles == {CaseRole.OFFICE} for row in ROWS)
    for state in State:
        assert all(row.action is not Action.CARRY_OVER for row in workflow.allowed(state, set(CaseRole)))


def test_a_history_that_begins_so_folds_to_where_it_stands() -> None:
    steps = [(Action.CARRY_OVER, None, State.REPLIED), (Action.CLOSE, State.REPLIED, State.CLOSED)]
    assert workflow.fold(steps) is State.CLOSED
    with pytest.raises(ValueError):
        workflow.fold([(Action.CARRY_OVER, None, State.DRAFTED)])
