"""The table of transitions: exactly these steps, by exactly these people, and no state without a way on."""

from __future__ import annotations

import itertools

import pytest

from petitions.workflow import (
    ANSWERED_STATES,
    FINISHED_STATES,
    GROUND_LABELS,
    KNOWN_IN,
    NEED_LABELS,
    OPEN_STATES,
    PETITIONER_LABELS,
    PROCEDURE_LABELS,
    ROLE_LABELS,
    ROUTE_LABELS,
    STATE_LABELS,
    SUBJECTS,
    TRANSITIONS,
    TRIGGER_LABELS,
    Action,
    CaseRole,
    Ground,
    LegalRoute,
    Need,
    Procedure,
    State,
    Tone,
    Trigger,
    allowed,
    find,
    fold,
    lands,
    next_step,
    waits_for,
)

# Written down a second time, from the regulation and the design and not from the table: who may do what, where.
LIVE = "recuse write protect"
PUSH = "nudge supervise report-back sponsor"
OFFICE = {
    State.FILED: f"register {LIVE}",
    State.REGISTERED: f"redact mark-repeat accept decline transfer divert hand-over merge sponsor escalate {LIVE}",
    State.TRANSFERRED: f"take object {LIVE}",
    State.OBJECTED: f"take {LIVE}",
    State.ACCEPTED: f"redact mark-repeat convert assign divert merge ask-extension escalate {PUSH} {LIVE}",
    State.ASSIGNED: f"redact mark-repeat convert assign divert merge ask ask-extension escalate {PUSH} {LIVE}",
    State.INVESTIGATING: f"redact mark-repeat convert assign divert merge ask hear ask-extension escalate {PUSH} {LIVE}",
    State.ASKING: f"redact mark-repeat convert assign divert merge ask-extension escalate {PUSH} {LIVE}",
    State.DRAFTED: f"mark-repeat return ask-extension escalate {PUSH} {LIVE}",
    State.APPROVED: f"mark-repeat return reply escalate {PUSH} {LIVE}",
    State.REPLIED: f"mark-repeat carry-out call-back close reopen {PUSH} {LIVE}",
    State.REVIEW_ASKED: f"mark-repeat open-review refuse-review sponsor escalate {LIVE}",
    State.REVIEWING: f"mark-repeat uphold amend revoke escalate {PUSH} {LIVE}",
    State.REVIEWED: f"mark-repeat carry-out call-back close reopen {PUSH} {LIVE}",
    State.REREVIEW_ASKED: f"mark-repeat open-review refuse-review sponsor escalate {LIVE}",
    State.REREVIEWING: f"mark-repeat uphold amend revoke hear escalate {PUSH} {LIVE}",
    State.FINAL: f"mark-repeat carry-out call-back close reopen {PUSH} {LIVE}",
    State.CLOSED: f"call-back reopen archive {LIVE}",
    State.DECLINED: f"reopen archive {LIVE}",
    State.DIVERTED: f"reopen archive {LIVE}",
    State.HANDED_OVER: f"take-back archive {LIVE}",
    State.MERGED: f"relay reopen archive {LIVE}",
    State.WITHDRAWN: f"reopen archive {LIVE}",
    State.CONCLUDED: f"reopen archive {LIVE}",
    State.ARCHIVED: "reopen protect",
}
HANDLER = {
    State.ACCEPTED: "ask-extension report-back",
    State.ASSIGNED: "recuse investigate ask write ask-extension report-back",
    State.INVESTIGATING: "recuse investigate hear ask draft write ask-extension report-back",
    State.ASKING: "recuse investigate write ask-extension report-back",
    State.DRAFTED: "recuse ask-extension report-back",
    **dict.fromkeys(
        (
            State.APPROVED,
            State.REPLIED,
            State.REVIEWED,
            State.FINAL,
            State.REVIEWING,
            State.REREVIEWING,
        ),
        "report-back",
    ),
}
APPROVER = {State.DRAFTED: "return approve recuse"}
SENDER = {State.OBJECTED: "take-back transfer"}
IN_HAND = (State.ACCEPTED, State.ASSIGNED, State.INVESTIGATING, State.ASKING, State.DRAFTED, State.APPROVED)
EXTENDER = dict.fromkeys(IN_HAND, "extend refuse-extension recuse")
ANSWERED = (State.REPLIED, State.REVIEWED, State.FINAL)
ASKED = (State.REVIEW_ASKED, State.REREVIEW_ASKED)
REVIEWS = (State.REVIEWING, State.REREVIEWING)
SPONSOR = {
    State.FILED: "recuse",
    State.TRANSFERRED: "recuse",
    State.OBJECTED: "recuse",
    State.REGISTERED: "guide recuse",
    **dict.fromkeys(ASKED, "guide recuse"),
    **dict.fromkeys((*IN_HAND, *ANSWERED, *REVIEWS), "guide nudge supervise recuse"),
}
REVIEWER = {
    State.REVIEWING: "uphold amend revoke write recuse",
    State.REREVIEWING: "uphold amend revoke write hear recuse",
}
VOICE = {
    **dict.fromkeys((State.REPLIED, State.MERGED), "ask-review"),
    State.REVIEWED: "ask-rereview",
    **dict.fromkeys((State.CLOSED, State.ARCHIVED), "ask-review ask-rereview"),
}
PETITIONER = {
    **dict.fromkeys((State.FILED, State.REGISTERED, State.TRANSFERRED, State.OBJECTED), "say withdraw"),
    **dict.fromkeys(IN_HAND, "say withdraw check-in"),
    State.APPROVED: "say check-in",
    State.REPLIED: "say rate check-in ask-review",
    State.REVIEWED: "say rate check-in ask-rereview",
    **dict.fromkeys((*ASKED, *REVIEWS, State.FINAL), "say rate check-in"),
    State.CLOSED: "say rate check-in ask-review ask-rereview",
    **dict.fromkeys((State.DECLINED, State.DIVERTED, State.HANDED_OVER, State.WITHDRAWN, State.CONCLUDED), "say"),
    State.MERGED: "say rate ask-review",
    State.ARCHIVED: "rate check-in ask-review ask-rereview",
}
# A claim may be settled as long as it is in hand.
for state in (State.ASSIGNED, State.INVESTIGATING, State.ASKING):
    OFFICE[state] += " offer-mediation answer-mediation end-mediation settle"
    HANDLER[state] += " offer-mediation answer-mediation end-mediation"
    PETITIONER[state] += " answer-mediation"
# A matter comes to its end (终结) wherever one office has it, and once it is closed.
for state in (OPEN_STATES | ANSWERED_STATES | {State.CLOSED}) - {State.TRANSFERRED, State.OBJECTED}:
    OFFICE[state] += " conclude"
# Words that ask for no step of the procedure, wherever a case is not put away.
PETITIONER = {
    state: steps if state is State.ARCHIVED else f"{steps} ask-recusal correct" for state, steps in PETITIONER.items()
}
# A superior's charge and its report are no step of the procedure: wherever one office has it and it is not archived.
CHARGE = {
    state: "mandate report-up" for state in OFFICE if state not in (State.TRANSFERRED, State.OBJECTED, State.ARCHIVED)
}
# Whoever leaves hands on what they hold wherever one office has the case and it is not finished.
HANDED = dict.fromkeys((OPEN_STATES | ANSWERED_STATES) - {State.TRANSFERRED, State.OBJECTED}, "hand-on")
# What became of it and who looks after it is kept from registration to the end.
ARRANGED = dict.fromkeys(set(HANDED) - {State.FILED}, "arrange")
MAY = {
    CaseRole.OFFICE: {
        state: f"{steps} decide-recusal {CHARGE.get(state, '')} {HANDED.get(state, '')} {ARRANGED.get(state, '')}"
        for state, steps in OFFICE.items()
    },
    CaseRole.HANDLER: HANDLER,
    CaseRole.APPROVER: APPROVER,
    CaseRole.PETITIONER: PETITIONER,
    CaseRole.SENDER: SENDER,
    CaseRole.EXTENDER: EXTENDER,
    CaseRole.SPONSOR: SPONSOR,
    CaseRole.REVIEWER: REVIEWER,
    CaseRole.VOICE: VOICE,
}
TARGETS = {
    Action.CARRY_OVER: {
        State.REGISTERED,
        State.ACCEPTED,
        State.REPLIED,
        State.CLOSED,
        State.DECLINED,
        State.HANDED_OVER,
        State.WITHDRAWN,
    },
    Action.REGISTER: {State.REGISTERED},
    Action.TRANSFER: {State.TRANSFERRED},
    Action.TAKE: {State.REGISTERED},
    Action.OBJECT: {State.OBJECTED},
    Action.TAKE_BACK: {State.REGISTERED},
    Action.ACCEPT: {State.ACCEPTED},
    Action.DECLINE: {State.DECLINED},
    Action.DIVERT: {State.DIVERTED},
    Action.HAND_OVER: {State.HANDED_OVER},
    Action.MERGE: {State.MERGED},
    Action.ASSIGN: {State.ASSIGNED},
    Action.INVESTIGATE: {State.INVESTIGATING},
    Action.ASK: {State.ASKING},
    Action.DRAFT: {State.DRAFTED},
    Action.RETURN: {State.INVESTIGATING},
    Action.APPROVE: {State.APPROVED},
    Action.REPLY: {State.REPLIED},
    Action.SETTLE: {State.REPLIED},
    Action.ASK_REVIEW: {State.REVIEW_ASKED},
    Action.ASK_REREVIEW: {State.REREVIEW_ASKED},
    Action.OPEN_REVIEW: {State.REVIEWING, State.REREVIEWING},
    Action.REFUSE_REVIEW: {State.REPLIED, State.REVIEWED},
    Action.UPHOLD: {State.REVIEWED, State.FINAL},
    Action.AMEND: {State.REVIEWED, State.FINAL},
    Action.REVOKE: {State.ACCEPTED},
    Action.REOPEN: {State.ACCEPTED, State.REGISTERED},
    Action.WITHDRAW: {State.WITHDRAWN},
    Action.CONCLUDE: {None, State.CONCLUDED},
    Action.CLOSE: {State.CLOSED},
    Action.ARCHIVE: {State.ARCHIVED},
}
#: Steps that leave the case where it is.
STAYING = set(Action) - set(TARGETS) - {Action.FILE, Action.SAY, Action.RECUSE}


@pytest.mark.parametrize(("state", "role"), list(itertools.product(State, CaseRole)))
def test_everybody_may_do_exactly_what_was_agreed(state: State, role: CaseRole) -> None:
    expected = set(MAY[role].get(state, "").split())

    found = {action.value for action in Action if action is not Action.FILE and find(action, state, {role})}

    assert found == expected
    assert {row.action.value for row in allowed(state, {role})} == expected


def test_an_action_leads_where_it_is_called_to() -> None:
    reached = {action: {row.target for row in TRANSITIONS if row.action is action} for action in Action}

    assert {action: reached[action] for action in TARGETS} == TARGETS
    assert {action for action in STAYING if reached[action] != {None}} == set()


def test_a_question_is_answered_back_to_its_handler_and_other_words_move_nothing() -> None:
    answer = find(Action.SAY, State.ASKING, {CaseRole.PETITIONER})
    word = find(Action.SAY, State.CLOSED, {CaseRole.PETITIONER})

    assert answer is not None
    assert word is not None
    assert (answer.target, word.target) == (State.INVESTIGATING, None)


def test_stepping_back_sends_the_case_where_somebody_else_can_take_it() -> None:
    def target(state: State, role: CaseRole) -> State | None:
        row = find(Action.RECUSE, state, {role})
        assert row is not None
        return row.target

    assert target(State.DRAFTED, CaseRole.HANDLER) is State.ACCEPTED
    assert target(State.DRAFTED, CaseRole.APPROVER) is State.INVESTIGATING
    assert target(State.REVIEWING, CaseRole.REVIEWER) is State.REVIEW_ASKED
    assert target(State.REREVIEWING, CaseRole.REVIEWER) is State.REREVIEW_ASKED
    assert {target(State.DRAFTED, role) for role in (CaseRole.OFFICE, CaseRole.SPONSOR, CaseRole.EXTENDER)} == {None}


def test_a_step_taken_from_somebody_left_out_is_given_anew_and_the_history_still_folds() -> None:
    row = find(Action.ASK_RECUSAL, State.DRAFTED, {CaseRole.PETITIONER})
    assert row is not None

    assert lands(row, State.DRAFTED, ()) is State.DRAFTED
    assert lands(row, State.DRAFTED, {CaseRole.SPONSOR}) is State.DRAFTED
    assert lands(row, State.DRAFTED, {CaseRole.APPROVER}) is State.INVESTIGATING
    assert lands(row, State.DRAFTED, {CaseRole.APPROVER, CaseRole.HANDLER}) is State.ACCEPTED
    begun = [(Action.FILE, None, State.FILED), (Action.ASK_RECUSAL, State.FILED, State.FILED)]
    assert fold(begun) is State.FILED
    with pytest.raises(ValueError):
        fold([*begun, (Action.ASK_RECUSAL, State.FILED, State.ACCEPTED)])


def test_whoever_is_given_a_step_can_step_back_wherever_they_know_of_it() -> None:
    for role, states in KNOWN_IN.items():
        for state in states:
            assert role is CaseRole.SENDER or find(Action.RECUSE, state, {role}) is not None, (role, state)


def test_every_row_stands_in_the_menu_under_one_subject() -> None:
    assert sum((rows for _subject, rows in SUBJECTS), ()) == TRANSITIONS


def test_no_two_rows_compete_for_the_same_step() -> None:
    # Of the rows that open a case, where it begins is said by whoever opens it.
    taken = [
        (row.action, state, role)
        for row in TRANSITIONS
        for state in (row.sources or {row.target})
        for role in row.roles
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
    for state in OPEN_STATES | ANSWERED_STATES:
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
        (ROUTE_LABELS, LegalRoute),
        (TRIGGER_LABELS, Trigger),
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
