"""What the table allows is offered only where it has a use today."""

from __future__ import annotations

from typing import Any

from petitions.desk import page as desk_page
from petitions.in_place import Duty
from petitions.notes import NoteKind
from petitions.outcome.ratings import CallBack
from petitions.workflow import Action, Procedure, State, Trigger


def offered(casework: Any, petition: Any, who: str = "officer") -> set[Action]:
    who_looks, today = casework.enterprise.people[who], casework.clock().date()
    return {row.action for row in desk_page.load(casework.session, petition.id, who_looks, today=today).rows}


def test_converting_is_offered_only_to_a_simple_case(casework: Any) -> None:
    ordinary, _ = casework.lead_to(State.ACCEPTED)
    simple, _ = casework.lead_to(State.REGISTERED)
    casework.do(simple, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE, fits=True)

    assert Action.CONVERT not in offered(casework, ordinary)
    assert Action.CONVERT in offered(casework, simple)
    assert Action.ASK_EXTENSION not in offered(casework, simple)


def test_a_transfer_is_offered_where_there_is_another_office(casework: Any) -> None:
    petition, _ = casework.lead_to(State.REGISTERED)
    assert Action.TRANSFER not in offered(casework, petition)

    casework.second_office()

    assert Action.TRANSFER in offered(casework, petition)


def test_what_lapses_with_its_days_is_no_longer_offered(casework: Any) -> None:
    sent, _ = casework.lead_to(State.TRANSFERRED)
    outside, _ = casework.lead_to(State.HANDED_OVER)
    assert Action.OBJECT in offered(casework, sent, "officer3")
    assert Action.TAKE_BACK in offered(casework, outside)

    casework.clock.advance(days=8)

    assert Action.OBJECT not in offered(casework, sent, "officer3")
    assert Action.TAKE_BACK not in offered(casework, outside)


def test_an_extension_is_offered_once_and_while_there_is_time(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    assert Action.ASK_EXTENSION in offered(casework, petition)
    leader = casework.enterprise.people["leader"].id
    casework.do(petition, Action.ASK_EXTENSION, "officer", days=10, reason="人多。", leader_id=leader)
    assert Action.ASK_EXTENSION not in offered(casework, petition)
    casework.do(petition, Action.EXTEND, "leader", text="人多，延期。")
    assert Action.ASK_EXTENSION not in offered(casework, petition)


def test_going_up_is_offered_to_what_is_late_and_reporting_back_to_what_is_supervised(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    assert not {Action.ESCALATE, Action.REPORT_BACK} & offered(casework, petition)
    casework.do(petition, Action.SUPERVISE, "officer", trigger=Trigger.DELAYED, days=3, text="请说明。")
    assert Action.REPORT_BACK in offered(casework, petition, "handler")
    assert Action.SUPERVISE not in offered(casework, petition)

    casework.clock.advance(days=10)

    assert Action.ESCALATE in offered(casework, petition)


def test_the_office_decides_a_review_only_when_nobody_inside_was_given_it(casework: Any) -> None:
    inside, _ = casework.lead_to(State.REVIEWING)
    outside, _ = casework.lead_to(State.REVIEW_ASKED)
    casework.do(outside, Action.OPEN_REVIEW, "officer")
    decisions = {Action.UPHOLD, Action.AMEND, Action.REVOKE}

    assert not decisions & offered(casework, inside)
    assert decisions <= offered(casework, inside, "leader2")
    assert decisions <= offered(casework, outside)


def test_after_the_answer_the_next_step_leads_from_evidence_to_confirmation_to_closing(casework: Any) -> None:
    petition, _ = casework.lead_to(State.REPLIED)
    officer, today = casework.enterprise.people["officer"], casework.clock().date()

    def primary() -> Action:
        row = desk_page.load(casework.session, petition.id, officer, today=today).primary
        assert row is not None
        return row.action

    assert primary() is Action.CARRY_OUT
    casework.do(petition, Action.CARRY_OUT, "officer", evidence={Duty.SOLVE: "已补发到账。"})
    assert primary() is Action.CALL_BACK
    casework.do(petition, Action.CALL_BACK, "officer", result=CallBack.SOLVED, text="到账了。")
    assert primary() is Action.CLOSE


def test_before_the_facts_are_verified_the_next_step_is_to_investigate(casework: Any) -> None:
    petition, _ = casework.lead_to(State.ASSIGNED)
    casework.do(petition, Action.INVESTIGATE, "handler", record=NoteKind.MATERIAL, text="先记一笔。")
    handler, today = casework.enterprise.people["handler"], casework.clock().date()

    row = desk_page.load(casework.session, petition.id, handler, today=today).primary

    assert row is not None
    assert row.action is Action.INVESTIGATE


def test_an_alarm_can_be_answered_and_nothing_else_offers_it(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)
    assert Action.PROTECT not in offered(casework, petition)
    casework.clock.advance(days=31)

    casework.do(petition, Action.CHECK_IN, None, key=key, pressed=True)

    assert Action.PROTECT in offered(casework, petition)
