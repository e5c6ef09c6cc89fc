"""The table of transitions: exactly these steps, by exactly these people, and no state without a way on."""

from __future__ import annotations

import itertools

import pytest

from petitions.workflow import (
    FINISHED_STATES,
    GROUND_LABELS,
    NEED_LABELS,
    OPEN_STATES,
    PETITIONER_LABELS,
    PROCEDURE_LABELS,
    ROLE_LABELS,
    STATE_LABELS,
    TRANSITIONS,
    Action,
    CaseRole,
    Ground,
    Need,
    Procedure,
    State,
    Tone,
    allowed,
    find,
    fold,
    next_step,
    waits_for,
)

# Written down a second time, from the regulation and the design and not from the table: who may do what, where.
OFFICE = {
    State.FILED: "register recuse write",
    State.REGISTERED: "accept decline recuse write",
    State.ACCEPTED: "convert assign recuse write",
    State.ASSIGNED: "convert assign recuse ask write",
    State.INVESTIGATING: "convert assign recuse ask write",
    State.ASKING: "convert assign recuse write",
    State.DRAFTED: "return recuse write",
    State.APPROVED: "return reply recuse write",
    State.REPLIED: "close recuse write",
    State.CLOSED: "archive recuse write",
    State.DECLINED: "archive recuse write",
    State.ARCHIVED: "",
}
HANDLER = {
    State.ASSIGNED: "recuse investigate ask write",
    State.INVESTIGATING: "recuse investigate ask draft write",
    State.ASKING: "recuse investigate write",
    State.DRAFTED: "recuse",
}
APPROVER = {State.DRAFTED: "return approve recuse"}
PETITIONER = {state: "say" for state in State if state is not State.ARCHIVED} | {
    State.REPLIED: "say rate",
    State.CLOSED: "say rate",
}
MAY = {
    CaseRole.OFFICE: OFFICE,
    CaseRole.HANDLER: HANDLER,
    CaseRole.APPROVER: APPROVER,
    CaseRole.PETITIONER: PETITIONER,
}
TARGETS = {
    Action.REGISTER: State.REGISTERED,
    Action.ACCEPT: State.ACCEPTED,
    Action.DECLINE: State.DECLINED,
    Action.ASSIGN: State.ASSIGNED,
    Action.INVESTIGATE: State.INVESTIGATING,
    Action.ASK: State.ASKING,
    Action.DRAFT: State.DRAFTED,
    Action.RETURN: State.INVESTIGATING,
    Action.APPROVE: State.APPROVED,
    Action.REPLY: State.REPLIED,
    Action.CLOSE: State.CLOSED,
    Action.ARCHIVE: State.ARCHIVED,
}


@pytest.mark.parametrize(("state", "role"), list(itertools.product(State, CaseRole)))
def test_everybody_may_do_exactly_what_was_agreed(state: State, role: CaseRole) -> None:
    expected = set(MAY[role].get(state, "").split())

    found = {action.value for action in Action if action is not Action.FILE and find(action, state, {role})}

    assert found == expected
    assert {row.action.value for row in allowed(state, {role})} == expected


@pytest.mark.parametrize("row", [row for row in TRANSITIONS if row.action in TARGETS], ids=lambda row: row.label)
def test_an_action_leads_to_one_state(row: object) -> None:
    assert row.target is TARGETS[row.action]  # type: ignore[attr-defined]


def test_a_question_is_answered_back_to_its_handler_and_other_words_move_nothing() -> None:
    answer = find(Action.SAY, State.ASKING, {CaseRole.PETITIONER})
    word = find(Action.SAY, State.CLOSED, {CaseRole.PETITIONER})

    assert answer is not None
    assert word is not None
    assert (answer.target, word.target) == (State.INVESTIGATING, None)


def test_stepping_back_sends_the_case_where_somebody_else_can_take_it() -> None:
    targets = {
        role: find(Action.RECUSE, State.DRAFTED, {role}).target
        for role in CaseRole
        if role in MAY and role is not CaseRole.PETITIONER
    }  # type: ignore[union-attr]

    assert targets == {
        CaseRole.OFFICE: None,
        CaseRole.HANDLER: State.ACCEPTED,
        CaseRole.APPROVER: State.INVESTIGATING,
    }


def test_no_two_rows_compete_for_the_same_step() -> None:
    taken = [
        (row.action, state, role) for row in TRANSITIONS for state in (row.sources or {None}) for role in row.roles
    ]

    assert len(taken) == len(set(taken))


def test_somebody_who_is_handler_and_office_steps_back_as_handler() -> None:
    row = find(Action.RECUSE, State.INVESTIGATING, {CaseRole.OFFICE, CaseRole.HANDLER})

    assert row is not None
    assert row.target is State.ACCEPTED


def test_from_every_state_the_enterprise_reaches_the_archive_without_the_petitioner() -> None:
    staff = set(CaseRole) - {CaseRole.PETITIONER}
    for start in State:
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            reached = {row.target or here for row in allowed(here, staff)} - seen
            seen |= reached
            waiting += reached
        assert State.ARCHIVED in seen, start


def test_every_unfinished_state_has_a_next_step_for_whoever_it_waits_for() -> None:
    for state in OPEN_STATES | {State.REPLIED}:
        role = next(role for role, label in ROLE_LABELS.items() if label == waits_for(state))
        step = next_step(allowed(state, {role}))
        assert step is not None, state
        assert step.tone is Tone.PRIMARY


def test_nothing_waits_for_anybody_once_finished() -> None:
    assert {waits_for(state) for state in FINISHED_STATES} == {""}


def test_every_row_has_its_words() -> None:
    for row in TRANSITIONS:
        assert row.label
        assert row.done.endswith("。")
    for labels, values in (
        (STATE_LABELS, State),
        (PETITIONER_LABELS, State),
        (ROLE_LABELS, CaseRole),
        (NEED_LABELS, Need),
        (PROCEDURE_LABELS, Procedure),
        (GROUND_LABELS, Ground),
    ):
        assert set(labels) == set(values)  # type: ignore[call-overload]


def test_a_petitioner_never_reads_the_internal_words() -> None:
    told = [row.timeline for row in TRANSITIONS] + list(PETITIONER_LABELS.values())

    assert not [words for words in told if "无理" in words or "信访人" in words]


def test_a_history_folds_to_its_state() -> None:
    steps = [
        (Action.FILE, None, State.FILED),
        (Action.REGISTER, State.FILED, State.REGISTERED),
        (Action.SAY, State.REGISTERED, State.REGISTERED),
        (Action.DECLINE, State.REGISTERED, State.DECLINED),
    ]

    assert fold(steps) is State.DECLINED
    assert fold([]) is None


@pytest.mark.parametrize(
    "steps",
    [
        [(Action.REGISTER, None, State.REGISTERED)],
        [(Action.FILE, None, State.FILED), (Action.ACCEPT, State.FILED, State.ACCEPTED)],
        [(Action.FILE, None, State.FILED), (Action.ACCEPT, State.REGISTERED, State.ACCEPTED)],
        [(Action.FILE, None, State.FILED), (Action.SAY, State.FILED, State.CLOSED)],
    ],
)
def test_a_history_that_cannot_be_is_refused(steps: list[tuple[Action, State | None, State]]) -> None:
    with pytest.raises(ValueError):
        fold(steps)
