"""One who joined sees the case's progress, and nothing of what is between the first petitioner and the office."""

from __future__ import annotations

from petitions.joint import speaking, voice_page
from petitions.joint import terms as joint
from petitions.workflow import Action, State
from tests.petitions.conftest import RATING, Casework, Joint


def test_words_grades_and_alarms_of_the_first_petitioner_are_nobody_elses_business(
    casework: Casework, joint_case: Joint
) -> None:
    petition, key, session = joint_case.petition, joint_case.key, casework.session
    casework.do(petition, Action.ASK, "handler", text="是哪几天？")
    asking = voice_page.load(session, joint_case.first, joint_case.first_key, today=casework.clock().date())
    assert joint.STATE_LABELS[asking.petition.state] == joint.STATE_LABELS[State.INVESTIGATING]
    casework.do(petition, Action.SAY, None, key=key, text="八月")
    steps = [row for row in casework.way(State.REPLIED) if row[0] in (Action.DRAFT, Action.APPROVE, Action.REPLY)]
    casework.follow(petition, key, steps)
    casework.do(petition, Action.RATE, None, key=key, **RATING)
    casework.clock.advance(days=31)
    casework.do(petition, Action.CHECK_IN, None, key=key, pressed=True, named=[], text="找我谈话")
    casework.do(petition, Action.PROTECT, "officer", text="已制止")

    shown = voice_page.load(session, joint_case.first, joint_case.first_key, today=casework.clock().date())

    sentences = [row.sentence for row in shown.timeline]
    assert sentences[0] == "有人提出诉求"
    assert not [each for each in sentences if "您提" in each or "评价" in each or "为难" in each or "留言" in each]
    assert [each.action for each in shown.told] == [Action.REPLY]


def test_the_second_asking_waits_its_days_and_each_is_asked_for_themselves(
    casework: Casework, joint_case: Joint
) -> None:
    steps = [row for row in casework.way(State.REPLIED) if row[0] in (Action.DRAFT, Action.APPROVE, Action.REPLY)]
    casework.follow(joint_case.petition, joint_case.key, steps)
    casework.clock.advance(days=31)
    today = casework.clock().date()
    speaking.check_in(
        casework.session,
        joint_case.first,
        is_pressed=False,
        named=[],
        text="",
        receipt_key=joint_case.first_key,
        today=today,
    )
    first = voice_page.load(casework.session, joint_case.first, joint_case.first_key, today=today)
    second = voice_page.load(casework.session, joint_case.second, joint_case.second_key, today=today)
    assert (first.check_in, second.check_in) == (None, 1)
    # A plain no leaves no message behind.
    assert first.talk == []
    casework.clock.advance(days=60)
    today = casework.clock().date()
    assert voice_page.load(casework.session, joint_case.first, joint_case.first_key, today=today).check_in == 2
