"""A matter is at its end for a reason; nobody's right is cut off, and help goes on."""

from __future__ import annotations

from typing import Any

import pytest

from petitions import conversation, queries
from petitions.desk import filling
from petitions.desk import page as desk_page
from petitions.desk.forms import DeclineForm
from petitions.in_place import Duty
from petitions.joint import speaking
from petitions.models import Petition
from petitions.outcome.conclusion import Conclusion
from petitions.outcome.ratings import CallBack
from petitions.workflow import Action, Ground, State
from web.errors import Refusal


def conclude(casework: Any, petition: Petition, why: Conclusion) -> None:
    casework.do(petition, Action.CONCLUDE, "officer", conclusion=why, text="家属说不再提了，丧葬补助已经办好。")


def refused(casework: Any, petition: Petition, why: Conclusion) -> str:
    with pytest.raises(Refusal) as refusal:
        conclude(casework, petition, why)
    return str(refusal.value.message)


@pytest.mark.parametrize("state", [State.REGISTERED, State.INVESTIGATING, State.REPLIED, State.REREVIEWING])
def test_a_case_whose_petitioner_died_ends_without_an_answer_and_can_be_taken_up_again(
    casework: Any, state: State
) -> None:
    petition, key = casework.lead_to(state)
    assert "没有人继续" in refused(casework, petition, Conclusion.OTHER)

    conclude(casework, petition, Conclusion.NOBODY_LEFT)

    assert (petition.state, petition.next_due) == (State.CONCLUDED, None)
    assert (petition.conclusion, petition.ended_on) == (Conclusion.NOBODY_LEFT, casework.clock().date())
    said = conversation.messages(casework.session, petition.id, casework.present(petition, key))
    assert said[-1].text == "家属说不再提了，丧葬补助已经办好。"
    casework.do(petition, Action.REOPEN, "officer", reason="儿子来继续提。")
    assert (petition.state, petition.conclusion) == (State.REGISTERED, None)


def test_another_reason_waits_until_nobody_can_ask_for_a_review(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)
    assert "还可以申请复查" in refused(casework, petition, Conclusion.OTHER)
    assert "自动认定" in refused(casework, petition, Conclusion.LAPSED)

    casework.clock.advance(days=31)

    assert "已经终结" in refused(casework, petition, Conclusion.OTHER)
    assert petition.state is State.CLOSED
    assert key


def test_putting_a_case_away_writes_down_what_its_days_tell(casework: Any) -> None:
    petition, _key = casework.lead_to(State.CLOSED)
    casework.clock.advance(days=45)

    casework.do(petition, Action.ARCHIVE, "officer")

    assert petition.conclusion is Conclusion.LAPSED
    assert queries.events(casework.session, petition.id)[-1].details == {"conclusion": "lapsed"}


def test_a_case_put_away_before_says_nothing_and_a_review_asked_in_time_takes_it_back(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)
    conclude(casework, petition, Conclusion.NOBODY_LEFT)
    assert petition.state is State.CLOSED

    casework.do(petition, Action.ASK_REVIEW, None, key=key, text="我是他儿子，我不服。")

    assert (petition.state, petition.conclusion) == (State.REVIEW_ASKED, None)
    early, _key = casework.lead_to(State.ARCHIVED)
    assert early.conclusion is None


@pytest.mark.parametrize(
    ("state", "ground"), [(State.CLOSED, Ground.CONCLUDED), (State.FINAL, Ground.REVIEWED_FINALLY)]
)
def test_who_brings_it_again_is_offered_help_with_the_refusal(
    app: Any, casework: Any, state: State, ground: Ground
) -> None:
    earlier, _key = casework.lead_to(state)
    casework.clock.advance(days=45)
    petition, _key = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.MARK_REPEAT, "officer", is_repeat=True, repeat_of_id=earlier.id)
    today = casework.clock().date()
    page = desk_page.load(casework.session, petition.id, casework.enterprise.people["officer"], today=today)
    with app.test_request_context():
        form = DeclineForm()
        filling.prefill(form, page, casework.session, today=today)

    assert form.ground.data == ground.value
    assert "第三十七条" in form.text.data
    assert "不再受理" in form.text.data
    casework.do(petition, Action.DECLINE, "officer", ground=ground, text=form.text.data)
    assert petition.ground is ground


def test_what_was_answered_before_the_petitioner_died_keeps_no_duty_of_whoever_carries_on(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)
    casework.do(petition, Action.CARRY_OUT, "officer", evidence={Duty.SOLVE: "12月15日已补发。"})
    casework.do(petition, Action.CALL_BACK, "officer", result=CallBack.SOLVED, text="本人说已到账。")
    conclude(casework, petition, Conclusion.NOBODY_LEFT)

    casework.do(petition, Action.REOPEN, "officer", reason="儿子来继续提：补发的数不对。")

    assert (petition.state, petition.outcome, petition.judgement) == (State.REGISTERED, None, None)
    assert (petition.call_back, petition.called_back_on) == (None, None)
    assert queries.duties_done(casework.session, petition.id) == []


def test_while_others_stand_by_a_matter_somebody_is_left_to_carry_on(casework: Any, joint_case: Any) -> None:
    session, today = casework.session, casework.clock().date()
    assert "还有联名的人" in refused(casework, joint_case.petition, Conclusion.NOBODY_LEFT)
    assert joint_case.petition.state is State.INVESTIGATING

    for voice, key in ((joint_case.first, joint_case.first_key), (joint_case.second, joint_case.second_key)):
        speaking.withdraw(session, voice, is_pressed=False, text="", receipt_key=key, today=today)
    conclude(casework, joint_case.petition, Conclusion.NOBODY_LEFT)

    assert joint_case.petition.state is State.CONCLUDED
