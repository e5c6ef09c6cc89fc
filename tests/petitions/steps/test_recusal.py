"""Asking somebody to step back: at once past them, then decided, and no way to stop a case."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.roles import Role
from petitions import conversation, queries, reach, rekeying
from petitions.deadlines import ClockKind
from petitions.joint import speaking
from petitions.keys import holding
from petitions.models import Exclusion, Petition
from petitions.recusal import queries as recusals
from petitions.workflow import Action, CaseRole, State
from tests.petitions.test_leaving_out import can_open
from vault import reading_groups
from web.errors import Missing, Refusal

REASON = "承办人是班长的弟弟，我不放心。"


def ask(casework: Any, petition: Petition, key: bytes, who: str | None) -> None:
    person_id = casework.enterprise.people[who].id if who else None
    casework.do(petition, Action.ASK_RECUSAL, None, key=key, person_id=person_id, text=REASON)


def decide(casework: Any, petition: Petition, who: str, *, stays_out: bool, **given: Any) -> None:
    casework.do(petition, Action.DECIDE_RECUSAL, who, stays_out=stays_out, text="我们商量过了。", **given)


def test_a_handler_loses_the_case_at_once_and_it_is_given_to_somebody_else(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    due = petition.next_due

    ask(casework, petition, key, "handler")

    assert petition.state is State.ACCEPTED
    assert petition.handler_id is None
    assert can_open(casework, petition) == {"officer", "officer2"}
    assert casework.present(petition, key) != key
    assert petition.next_due == due
    assert petition.awaits_answer
    with pytest.raises(Missing):
        casework.do(petition, Action.INVESTIGATE, "handler", text="我继续查。")
    said = conversation.messages(casework.session, petition.id, casework.present(petition, key))
    assert said[-1].text == REASON


@pytest.mark.parametrize(
    ("state", "who", "after"),
    [
        (State.DRAFTED, "handler", State.ACCEPTED),
        (State.DRAFTED, "leader", State.INVESTIGATING),
        (State.REVIEWING, "leader2", State.REVIEW_ASKED),
        (State.REREVIEWING, "leader3", State.REREVIEW_ASKED),
    ],
)
def test_whose_step_it_is_loses_it_and_the_case_waits_where_it_can_be_given_anew(
    casework: Any, state: State, who: str, after: State
) -> None:
    petition, key = casework.lead_to(state)

    ask(casework, petition, key, who)

    assert petition.state is after
    assert who not in can_open(casework, petition)
    assert ("handler" in can_open(casework, petition)) == (after is State.INVESTIGATING)


def test_an_opinion_is_not_returned_to_a_handler_who_was_left_out(casework: Any) -> None:
    petition, key = casework.lead_to(State.APPROVED)
    ask_key = casework.present(petition, key)
    casework.do(petition, Action.ASK_RECUSAL, None, key=ask_key, person_id=None, text=REASON)
    handler = casework.enterprise.people["handler"].id
    decide(casework, petition, "officer", stays_out=True, person_id=handler)

    casework.do(petition, Action.RETURN, "officer", reason="再核一核。")

    assert petition.state is State.ACCEPTED
    assert "handler" not in can_open(casework, petition)


def test_the_office_that_has_two_others_keeps_the_case_and_lets_the_named_one_back(casework: Any) -> None:
    people, union = casework.enterprise.people, casework.enterprise.groups["union"]
    reading_groups.admit(casework.session, union, people["handler"].id, by=people["officer"].keys, now=casework.clock())
    petition, key = casework.lead_to(State.REGISTERED)
    ask(casework, petition, key, "officer")
    assert petition.group_id == union
    assert can_open(casework, petition) == {"officer2", "handler"}

    decide(casework, petition, "officer2", stays_out=False)

    assert can_open(casework, petition) == {"officer", "officer2", "handler"}
    # What the page says before anybody is asked: whoever comes back reads why.
    opened = holding.case_key(casework.session, petition, people["officer"])
    assert REASON in [each.text for each in conversation.messages(casework.session, petition.id, opened)]
    assert CaseRole.OFFICE in reach.roles(casework.session, petition, people["officer"])
    assert not petition.awaits_answer
    with pytest.raises(Refusal) as refused:
        ask(casework, petition, key, "officer")
    assert "已经决定过" in str(refused.value.message)


def test_naming_everybody_in_turn_ends_where_nobody_would_be_left(casework: Any) -> None:
    petition, key = casework.lead_to(State.REGISTERED)
    ask(casework, petition, key, "officer")
    assert petition.group_id == casework.enterprise.groups["discipline"]
    before = (petition.version, can_open(casework, petition))

    with pytest.raises(Refusal) as refused:
        ask(casework, petition, key, "inspector")
    casework.session.rollback()

    assert refused.value.field == "person"
    assert "当面反映" in str(refused.value.message)
    assert before == (3, {"inspector", "inspector2"})


def test_the_clock_runs_on_and_each_naming_stands_in_the_history(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    running = {row.kind: row.due_on for row in queries.clock_rows(casework.session, petition.id)}
    ask(casework, petition, key, "handler")
    decide(casework, petition, "officer", stays_out=True)

    assert {row.kind: row.due_on for row in queries.clock_rows(casework.session, petition.id)} == running
    assert ClockKind.HANDLE in running
    asked, decided = queries.events(casework.session, petition.id)[-2:]
    handler = casework.enterprise.people["handler"].id
    assert (asked.action, asked.details["asked"]) == (Action.ASK_RECUSAL, handler)
    assert (decided.action, decided.details) == (Action.DECIDE_RECUSAL, {"stays-out": True, "asked": handler})
    assert recusals.undecided(casework.session, petition.id) == []
    with pytest.raises(Refusal) as refused:
        decide(casework, petition, "officer", stays_out=True)
    assert "没有要决定" in str(refused.value.message)


def test_other_words_to_the_petitioner_do_not_decide_it(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    ask(casework, petition, key, "handler")

    casework.do(petition, Action.WRITE, "officer", text="正在研究。")

    assert petition.awaits_answer
    decide(casework, petition, "officer", stays_out=True)
    assert not petition.awaits_answer


def test_whom_the_office_recognises_is_never_given_the_case(casework: Any) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    ask(casework, petition, key, None)
    with pytest.raises(Refusal) as refused:
        ask(casework, petition, key, None)
    assert "名单以外的人" in str(refused.value.message)
    with pytest.raises(Refusal) as refused:
        decide(casework, petition, "officer", stays_out=True, person_id=casework.enterprise.people["officer2"].id)
    assert "先改派" in str(refused.value.message)
    handler = casework.enterprise.people["handler"].id

    decide(casework, petition, "officer", stays_out=True, person_id=handler)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.ASSIGN, "officer", handler_id=handler)
    assert "回避" in str(refused.value.message)


def test_whoever_is_let_back_reads_on_when_one_who_joined_names_somebody_else(casework: Any, joint_case: Any) -> None:
    session, people, union = casework.session, casework.enterprise.people, casework.enterprise.groups["union"]
    third = casework.add_person("officer5", "吴刚", Role.OFFICER, "岱山能源集团")
    reading_groups.admit(session, union, third.id, by=people["officer"].keys, now=casework.clock())
    rekeying.after_admission(session, union, third.id, actor=people["officer"])
    petition = joint_case.petition
    ask(casework, petition, casework.present(petition, joint_case.key), "officer")
    decide(casework, petition, "officer2", stays_out=False)
    casework.follow(petition, joint_case.key, casework.way(State.REPLIED)[-3:])
    casework.clock.advance(days=31)

    speaking.check_in(
        session,
        joint_case.first,
        is_pressed=True,
        named=[people["officer2"].id],
        text="他找我谈话。",
        receipt_key=joint_case.first_key,
        today=casework.clock().date(),
    )

    assert can_open(casework, petition) == {"officer", "officer5"}


def test_a_request_to_step_back_waits_beside_those_who_joined_whatever_the_office_writes(
    casework: Any, joint_case: Any
) -> None:
    petition = joint_case.petition
    ask(casework, petition, joint_case.key, None)

    casework.do(petition, Action.WRITE, "officer", text="收到，我们在查。")

    assert petition.awaits_answer
    decide(casework, petition, "officer", stays_out=False)
    assert not petition.awaits_answer


@pytest.mark.parametrize("action", [Action.RETURN, Action.RECUSE, Action.ASK_RECUSAL])
def test_a_handler_left_out_by_somebody_who_joined_gets_no_key_back_by_any_step(casework: Any, action: Action) -> None:
    petition, key = casework.lead_to(State.DRAFTED)
    handler = casework.enterprise.people["handler"].id
    casework.session.add(Exclusion(petition_id=petition.id, account_id=handler))
    casework.session.flush()

    if action is Action.ASK_RECUSAL:
        ask(casework, petition, key, "leader")
    else:
        casework.do(petition, action, "leader", reason="另请人办。")

    assert (petition.state, petition.handler_id) == (State.ACCEPTED, None)
    assert "handler" not in can_open(casework, petition)
