"""Mediation wants both sides, costs no time, and its agreement is carried out before the case is closed."""

from __future__ import annotations

from typing import Any

import pytest

from petitions import conversation, queries
from petitions.deadlines import ClockKind
from petitions.desk import page as desk_page
from petitions.in_place import Duty, Judgement
from petitions.joint import speaking
from petitions.kinds import Kind
from petitions.mediation.agreement import Agreement, Form, Side
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import CallBack
from petitions.workflow import Action, State
from web.errors import Refusal


def offer(casework: Any, petition: Petition) -> None:
    casework.do(petition, Action.OFFER_MEDIATION, "handler", within_discretion=True, text="周五下午坐下来谈，可以吗？")


def agreed(casework: Any, petition: Petition, key: bytes) -> None:
    offer(casework, petition)
    casework.do(petition, Action.ANSWER_MEDIATION, None, key=key, agrees=True)
    casework.do(petition, Action.ANSWER_MEDIATION, "handler", side=Side.OTHER, agrees=True, text="车间主任当面说同意。")


def settle(casework: Any, petition: Petition, form: Form = Form.MEDIATED, **given: Any) -> None:
    usual = {
        "parties": "信访人；三车间",
        "terms": "12月10日前补发三个月夜班津贴。",
        "signed_on": casework.clock().date(),
        "judgement": Judgement.REASONABLE,
        "text": "协议已经签好，12月10日前到账。",
    }
    casework.do(petition, Action.SETTLE, "officer", form=form, **(usual | given))


def refusal(casework: Any, petition: Petition, form: Form = Form.MEDIATED, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        settle(casework, petition, form, **given)
    return refused.value


def test_an_agreement_answers_the_case_and_what_was_promised_is_done_before_it_is_closed(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    due = petition.next_due
    agreed(casework, petition, key)
    assert petition.next_due == due

    settle(casework, petition)

    assert petition.state is State.REPLIED
    assert (petition.outcome, petition.replied_on) == (Outcome.SETTLED, casework.clock().date())
    running = {row.kind for row in queries.clock_rows(casework.session, petition.id) if row.stopped_on is None}
    assert running == {ClockKind.RATE}
    page = desk_page.load(
        casework.session, petition.id, casework.enterprise.people["officer"], today=petition.replied_on
    )
    assert page.sealed is not None
    kept = page.sealed.notes[-1]
    assert (kept.kind, kept.with_whom) == (NoteKind.AGREEMENT, "信访人；三车间")
    assert "12月10日前补发" in kept.text
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.CLOSE, "officer", evidence={})
    assert refused.value.field == Duty.SOLVE.value
    casework.do(petition, Action.CALL_BACK, "officer", result=CallBack.SOLVED, text="到账了。")
    casework.do(petition, Action.CLOSE, "officer", evidence={Duty.SOLVE: "12月8日已补发。"})
    assert petition.state is State.CLOSED


def test_mediation_wants_both_sides_and_a_no_goes_on_as_before(casework: Any) -> None:
    petition, key = casework.lead_to(State.ASKING)
    offer(casework, petition)
    assert refusal(casework, petition).field == "form"
    casework.do(petition, Action.ANSWER_MEDIATION, None, key=key, agrees=False)

    assert petition.state is State.ASKING
    assert petition.awaits_answer
    with pytest.raises(Refusal):
        casework.do(petition, Action.ANSWER_MEDIATION, "officer", side=Side.OTHER, agrees=True, text="同意。")
    assert refusal(casework, petition).field == "form"
    settle(casework, petition, Form.BETWEEN_THEM)
    assert petition.state is State.REPLIED


def test_it_comes_to_nothing_and_the_petitioner_is_told(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    agreed(casework, petition, key)
    with pytest.raises(Refusal):
        casework.do(petition, Action.ANSWER_MEDIATION, None, key=key, agrees=True)
    with pytest.raises(Refusal):
        offer(casework, petition)

    casework.do(petition, Action.END_MEDIATION, "handler", text="谈了两次没有谈拢，我们继续查。")

    assert petition.state is State.INVESTIGATING
    said = conversation.messages(casework.session, petition.id, casework.present(petition, key))
    assert said[-1].text == "谈了两次没有谈拢，我们继续查。"
    with pytest.raises(Refusal):
        casework.do(petition, Action.END_MEDIATION, "handler", text="再说一次。")
    offer(casework, petition)


def test_an_accusation_is_never_settled_nor_anything_beyond_discretion(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.INVESTIGATING)
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.OFFER_MEDIATION, "handler", text="谈一谈？")
    assert refused.value.field == "within_discretion"
    suggestion, _key = casework.file(Kind.SUGGESTION)
    for action, who, given in casework.way(State.ASSIGNED):
        casework.do(suggestion, action, who, **given)

    with pytest.raises(Refusal):
        casework.do(suggestion, Action.OFFER_MEDIATION, "handler", within_discretion=True, text="谈一谈？")
    assert "申诉求决" in str(refusal(casework, suggestion, Form.BETWEEN_THEM).message)
    assert people


def test_what_cannot_be_on_the_paper_is_refused(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    casework.clock.advance(days=1)
    tomorrow = casework.clock().date().replace(year=2030)

    assert refusal(casework, petition, Form.BETWEEN_THEM, signed_on=tomorrow).field == "signed_on"
    assert refusal(casework, petition, Form.BETWEEN_THEM, judgement=Judgement.UNREASONABLE).field == "judgement"
    assert refusal(casework, petition, Form.BETWEEN_THEM, parties="甲" * 301).field == "parties"
    assert refusal(casework, petition, Form.BETWEEN_THEM, terms=" ").field == "terms"


def test_whoever_was_merged_into_the_case_is_told_of_the_agreement_and_nothing_of_its_terms(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    merged, key = casework.lead_to(State.REGISTERED)
    casework.do(merged, Action.MERGE, "officer", leading_id=petition.id)

    settle(casework, petition, Form.BETWEEN_THEM)

    *_before, told = conversation.messages(casework.session, merged.id, casework.present(merged, key))
    assert (told.action, told.text) == (Action.RELAY, "协议已经签好，12月10日前到账。")
    assert queries.notes(casework.session, merged.id) == []
    running = {row.kind for row in queries.clock_rows(casework.session, merged.id) if row.stopped_on is None}
    # Not bound by what others agreed: they may rate it, and have their own looked at again.
    assert running == {ClockKind.RATE, ClockKind.REVIEW}


def test_an_agreement_keeps_its_day_and_form(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    settle(casework, petition, Form.BETWEEN_THEM)

    event = queries.events(casework.session, petition.id)[-1]

    assert event.details["form"] == "between-them"
    assert Agreement(Form.BETWEEN_THEM, petition.replied_on, "", "").signed_on.isoformat() == event.details["signed"]
    assert key


def test_an_answer_without_a_word_waits_for_the_office_also_where_others_joined(casework: Any, joint_case: Any) -> None:
    offer(casework, joint_case.petition)

    petition, key = joint_case.petition, joint_case.key
    casework.do(petition, Action.ANSWER_MEDIATION, None, key=key, agrees=True)
    assert petition.awaits_answer

    # Nor does it fall out of what waits when one who joined is answered, or the other side's word is kept.
    officer = casework.enterprise.people["officer"]

    def talk(said: str, answered: str) -> None:
        joined, today = joint_case.first, casework.clock().date()
        speaking.say(casework.session, joined, said, receipt_key=joint_case.first_key, today=today)
        speaking.answer(casework.session, petition.id, joined, answered, actor=officer, now=casework.clock())

    talk("我也愿意谈。", "好的。")
    casework.do(petition, Action.ANSWER_MEDIATION, "handler", side=Side.OTHER, agrees=True, text="车间同意。")
    assert petition.awaits_answer

    casework.do(petition, Action.WRITE, "officer", text="那就周五下午谈。")
    talk("周五我值班。", "改周六。")
    assert not petition.awaits_answer
