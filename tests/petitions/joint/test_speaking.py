"""One who joined writes, asks for a review, says that somebody takes revenge and steps back, and no other voice learns of it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from petitions import queries
from petitions.deadlines import ClockKind
from petitions.history.verification import is_whole
from petitions.joint import joining, speaking, voice_page, voice_talk, voices
from petitions.joint.models import Voice, VoiceMessage
from petitions.joint.terms import Speech
from petitions.models import Petition
from petitions.workflow import Action, State
from tests.petitions.conftest import NAME, Casework, Joint
from vault import seal, subject_keys
from web.errors import Missing, Refusal

WORDS = "班组长让我们别再签字"


def answered(casework: Casework, joint: Joint) -> None:
    steps = [row for row in casework.way(State.REPLIED) if row[0] in (Action.DRAFT, Action.APPROVE, Action.REPLY)]
    casework.follow(joint.petition, joint.key, steps)


def page(casework: Casework, voice_id: int, key: bytes) -> voice_page.VoicePage:
    return voice_page.load(casework.session, voice_id, key, today=casework.clock().date())


def say(casework: Casework, joint: Joint, text: str = WORDS) -> None:
    speaking.say(casework.session, joint.first, text, receipt_key=joint.first_key, today=casework.clock().date())


def reply(casework: Casework, joint: Joint, who: str = "officer", text: str = "已经提醒他了。") -> None:
    actor = casework.enterprise.people[who]
    speaking.answer(casework.session, joint.petition.id, joint.first, text, actor=actor, now=casework.clock())


def press(casework: Casework, joint: Joint, *named: str) -> None:
    ids = [casework.enterprise.people[each].id for each in named]
    speaking.check_in(
        casework.session,
        joint.first,
        is_pressed=True,
        named=ids,
        text=WORDS,
        receipt_key=joint.first_key,
        today=casework.clock().date(),
    )


def said(casework: Casework, joint: Joint) -> dict[int, voices.Said]:
    return {each.id: each for each in voices.for_office(casework.session, joint.petition.id, joint.key)}


def test_what_one_writes_opens_to_them_and_the_office_and_to_nobody_else(casework: Casework, joint_case: Joint) -> None:
    steps = len(queries.events(casework.session, joint_case.petition.id))
    say(casework, joint_case)
    reply(casework, joint_case)
    own = page(casework, joint_case.first, joint_case.first_key)
    assert [(each.speech, each.text) for each in own.talk] == [
        (Speech.SAY, WORDS),
        (Speech.ANSWER, "已经提醒他了。"),
    ]
    assert [each.text for each in said(casework, joint_case)[joint_case.first].talk] == [WORDS, "已经提醒他了。"]
    # The other one sees nothing of it, and what they hold opens nothing of it.
    assert page(casework, joint_case.second, joint_case.second_key).talk == []
    row = casework.session.get_one(VoiceMessage, (joint_case.first, 2))
    place = voice_talk.said_place(joint_case.first, 2)
    shared = voices.shared_with(voices.voice(casework.session, joint_case.second), joint_case.second_key)
    for key in (shared, joint_case.second_key, voices.first_own_key(joint_case.first, joint_case.second_key)):
        with pytest.raises(seal.SealBroken):
            seal.open_text(key, row.sealed, place)
    # Nor does the history tell the others that anybody wrote.
    assert len(queries.events(casework.session, joint_case.petition.id)) == steps
    assert WORDS.encode() not in row.sealed


def test_a_case_waits_for_the_office_until_whoever_wrote_is_answered(casework: Casework, joint_case: Joint) -> None:
    petition = joint_case.petition
    say(casework, joint_case)
    assert petition.awaits_answer
    casework.do(petition, Action.WRITE, "officer", text="给第一位的话")
    assert petition.awaits_answer
    reply(casework, joint_case)
    assert not petition.awaits_answer
    casework.do(petition, Action.SAY, None, key=joint_case.key, text="第一位也有话")
    say(casework, joint_case)
    reply(casework, joint_case)
    assert petition.awaits_answer
    casework.do(petition, Action.WRITE, "officer", text="答第一位")
    assert not petition.awaits_answer
    say(casework, joint_case)
    answered(casework, joint_case)
    assert not petition.awaits_answer


def test_whoever_may_write_to_the_petitioner_may_write_to_one_who_joined_and_nobody_else(
    casework: Casework, joint_case: Joint
) -> None:
    reply(casework, joint_case, text="请您来一趟工会。")
    assert page(casework, joint_case.first, joint_case.first_key).talk[0].text == "请您来一趟工会。"
    say(casework, joint_case)
    reply(casework, joint_case, "handler")
    with pytest.raises(Missing):
        reply(casework, joint_case, "leader")
    other, _key = casework.lead_to(State.INVESTIGATING)
    with pytest.raises(Missing):
        speaking.answer(
            casework.session,
            other.id,
            joint_case.first,
            "串了",
            actor=casework.enterprise.people["officer"],
            now=casework.clock(),
        )


def test_one_asks_for_a_review_the_others_stand_behind_it_and_everybody_may_still_ask(
    casework: Casework, joint_case: Joint
) -> None:
    petition, session = joint_case.petition, casework.session
    answered(casework, joint_case)
    found = page(casework, joint_case.first, joint_case.first_key).asking
    assert found is not None
    assert found.speech is Speech.ASK_REVIEW
    assert found.until is not None
    messages = len(queries.messages(session, petition.id))
    speaking.ask_review(
        session, joint_case.first, "只补了两个月", receipt_key=joint_case.first_key, now=casework.clock()
    )
    assert petition.state is State.REVIEW_ASKED
    # Not among the first petitioner's words, and told without saying who.
    assert len(queries.messages(session, petition.id)) == messages
    assert queries.timeline(queries.events(session, petition.id))[-1].sentence == "联名的人申请复查"
    assert is_whole(session, petition, queries.events(session, petition.id), joint_case.key)
    assert page(casework, joint_case.first, joint_case.first_key).asking is None
    behind = page(casework, joint_case.second, joint_case.second_key).asking
    assert behind == voice_page.Asking(Speech.ASK_REVIEW, None, answer_days=30)
    speaking.ask_review(session, joint_case.second, "", receipt_key=joint_case.second_key, now=casework.clock())
    assert [each.talk[-1].speech for each in said(casework, joint_case).values()] == [Speech.ASK_REVIEW] * 2
    with pytest.raises(Refusal):
        speaking.ask_review(session, joint_case.second, "", receipt_key=joint_case.second_key, now=casework.clock())
    # A refused request takes nothing from the first petitioner, whose days run on.
    casework.do(petition, Action.REFUSE_REVIEW, "officer", text="没有新的理由。")
    running = {each.kind for each in queries.clocks(session, petition.id, casework.clock().date()) if each.is_running}
    assert ClockKind.REVIEW in running
    casework.do(petition, Action.ASK_REVIEW, None, key=joint_case.key, text="我也不服")
    assert petition.state is State.REVIEW_ASKED


def test_nobody_asks_for_a_review_that_was_decided_or_after_the_days(casework: Casework, joint_case: Joint) -> None:
    petition, session = joint_case.petition, casework.session
    answered(casework, joint_case)
    speaking.ask_review(session, joint_case.first, "不服", receipt_key=joint_case.first_key, now=casework.clock())
    casework.more_leaders()
    second = casework.enterprise.people["leader2"].id
    casework.do(petition, Action.OPEN_REVIEW, "officer", leader_id=second)
    casework.do(petition, Action.UPHOLD, "leader2", text="经复查，维持。")
    told = page(casework, joint_case.second, joint_case.second_key)
    assert told.told[-1].text == "经复查，维持。"
    assert told.asking is not None
    assert told.asking.speech is Speech.ASK_REREVIEW
    casework.clock.advance(days=60)
    assert page(casework, joint_case.second, joint_case.second_key).asking is None
    with pytest.raises(Refusal):
        speaking.ask_review(session, joint_case.second, "晚了", receipt_key=joint_case.second_key, now=casework.clock())
    assert petition.state is State.REVIEWED


def test_whoever_is_pressed_alarms_the_office_past_whom_they_name_and_is_answered_alone(
    casework: Casework, joint_case: Joint
) -> None:
    petition, session = joint_case.petition, casework.session
    answered(casework, joint_case)
    with pytest.raises(Refusal):
        press(casework, joint_case)
    casework.clock.advance(days=31)
    assert page(casework, joint_case.first, joint_case.first_key).check_in == 1
    casework.do(petition, Action.SPONSOR, "officer", leader_id=casework.enterprise.people["leader"].id)
    press(casework, joint_case, "leader")
    assert petition.alarm_on == casework.clock().date()
    assert casework.enterprise.people["leader"].id not in subject_keys.readers(session, queries.subject(petition.id))
    # It is not the first petitioner who said so: they are told nothing.
    with pytest.raises(Refusal):
        casework.do(petition, Action.PROTECT, "officer", text="已制止。")
    assert page(casework, joint_case.second, joint_case.second_key).check_in == 1
    with pytest.raises(Refusal):
        press(casework, joint_case)
    casework.do(petition, Action.CHECK_IN, None, key=joint_case.key, pressed=True, named=[], text="我也被找")
    casework.do(petition, Action.PROTECT, "officer", text="已找他谈话。")
    assert petition.alarm_on is not None
    reply(casework, joint_case, text="已制止，调回原班组。")
    assert petition.alarm_on is None
    shown = [row.action for row in voice_page.timeline(session, petition.id)]
    assert not {Action.CHECK_IN, Action.PROTECT} & set(shown)


def test_naming_too_many_is_refused_and_nothing_is_kept(casework: Casework, joint_case: Joint) -> None:
    answered(casework, joint_case)
    casework.clock.advance(days=31)
    with pytest.raises(Refusal) as refused:
        press(casework, joint_case, "officer", "officer2")
    assert refused.value.field == "named"
    assert "当面" in str(refused.value.message)


def test_stepping_back_erases_name_and_words_and_ends_everything_but_the_own_talk(
    casework: Casework, joint_case: Joint
) -> None:
    session, today = casework.session, casework.clock().date()
    say(casework, joint_case)
    speaking.withdraw(
        session, joint_case.first, is_pressed=False, text="", receipt_key=joint_case.first_key, today=today
    )
    gone = said(casework, joint_case)[joint_case.first]
    assert (gone.name, gone.contact, gone.text, gone.withdrawn_on) == ("", "", "", today)
    assert voices.voice(session, joint_case.first).sealed == b""
    assert voices.count(session, joint_case.petition.id) == 1
    assert voices.ever_joined(session, joint_case.petition.id) == 2
    own = page(casework, joint_case.first, joint_case.first_key)
    assert (own.asking, own.check_in, own.rate_until) == (None, None, None)
    assert own.talk
    reply(casework, joint_case)
    with pytest.raises(Refusal):
        speaking.withdraw(
            session, joint_case.first, is_pressed=False, text="", receipt_key=joint_case.first_key, today=today
        )
    assert joint_case.petition.alarm_on is None


def test_whoever_is_pressed_to_step_back_can_still_be_found_by_the_office(
    casework: Casework, joint_case: Joint
) -> None:
    today = casework.clock().date()
    speaking.withdraw(
        casework.session, joint_case.first, is_pressed=True, text="", receipt_key=joint_case.first_key, today=today
    )
    gone = said(casework, joint_case)[joint_case.first]
    assert (gone.name, gone.alarm_on) == (NAME, today)
    assert joint_case.petition.alarm_on == today
    joining.settle(casework.session, joint_case.petition)
    assert joint_case.petition.alarm_on == today


def test_nothing_is_written_into_an_archived_case(casework: Casework, joint_case: Joint) -> None:
    casework.session.execute(sa.update(Petition).values(state=State.ARCHIVED))
    with pytest.raises(Refusal):
        say(casework, joint_case)


def test_one_who_joined_before_words_were_possible_is_answered_once_they_wrote(
    casework: Casework, joint_case: Joint
) -> None:
    casework.session.execute(sa.update(Voice).values(key_for_office=None))
    casework.session.expire_all()
    with pytest.raises(Refusal):
        reply(casework, joint_case)
    say(casework, joint_case)
    reply(casework, joint_case)
    assert len(page(casework, joint_case.first, joint_case.first_key).talk) == 2
