"""The facts of a letter are those of the case, opened with its key and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts import preferences
from petitions.conversation import Named, name_place
from petitions.kinds import Naming
from petitions.letters import catalogue as letters
from petitions.letters import facts as letter_facts
from petitions.letters import texts as letter_texts
from petitions.letters.catalogue import LetterKind
from petitions.workflow import Action, State, Trigger
from tests.petitions.conftest import NARRATIVE, REFUSED, SUPPORTED
from vault import seal


def test_an_answered_case_gives_every_letter_of_its_way(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    facts = letter_facts.gather(session, petition, key, demo=False)
    assert facts.text == NARRATIVE
    assert facts.opinion == SUPPORTED
    assert facts.approved
    assert facts.handler
    assert facts.office.endswith("工会")
    assert facts.assigned_on is not None
    assert set(letters.available(facts)) == {
        LetterKind.REGISTER,
        LetterKind.ACCEPTANCE,
        LetterKind.HANDOVER,
        LetterKind.INVESTIGATED,
        LetterKind.OPINION,
        LetterKind.REPLY,
    }


def test_an_opinion_that_was_returned_is_not_approved(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.DRAFTED)
    casework.do(petition, Action.RETURN, "leader", reason="依据不足，请补充。")
    facts = letter_facts.gather(session, petition, key, demo=False)
    assert facts.opinion is not None
    assert not facts.approved


def test_a_declined_case_gives_its_refusal_as_it_was_written(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.DECLINED)
    facts = letter_facts.gather(session, petition, key, demo=False)
    assert facts.refusal
    assert LetterKind.REFUSAL in letters.available(facts)


def test_a_name_given_openly_is_opened_with_the_case(session: Session, casework: Any) -> None:
    petition, key = casework.file()
    petition.naming = Naming.NAMED
    petition.name_sealed = seal.seal_text(key, Named("张𬱖", "138").to_text(), name_place(petition.id))
    facts = letter_facts.gather(session, petition, key, demo=False)
    assert (facts.name, facts.contact) == ("张𬱖", "138")


def test_the_register_form_tells_what_is_owed_as_the_enterprise_calls_it(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    preferences.write(session, duty_solve="问题解决到位", duty_set="三到位一处理")
    found = letter_facts.gather(session, petition, key, demo=False)

    assert (found.duty_set, found.duties) == ("三到位一处理", (("问题解决到位", False),))
    assert "问题解决到位：还没有凭据" in repr(
        letter_texts.compose(letters.Paper(LetterKind.REGISTER), found, on=petition.filed_on)
    )


def test_a_letter_says_the_days_that_held_when_their_clock_began(session: Session, casework: Any) -> None:
    begun, key = casework.lead_to(State.REPLIED)
    preferences.write(session, review_days=45, objection_workdays=8)
    found = letter_facts.gather(session, begun, key, demo=False)

    assert (found.review_days, found.rereview_days, found.objection_workdays) == (30, 30, 8)


def test_an_extension_and_a_supervision_give_their_papers(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    leader = casework.enterprise.people["leader"].id
    casework.do(petition, Action.ASK_EXTENSION, "handler", days=10, reason="要逐人核对。", leader_id=leader)
    casework.do(petition, Action.EXTEND, "leader", text="情况复杂，同意延长。")
    casework.do(petition, Action.SUPERVISE, "officer", trigger=Trigger.DELAYED, days=3, text="请说明。")
    facts = letter_facts.gather(session, petition, key, demo=False)
    assert facts.extension is not None
    assert (facts.extension.text, facts.extension_days) == ("要逐人核对。", 10)
    assert facts.extended is not None
    assert facts.extended.text == "情况复杂，同意延长。"
    assert facts.due_before is not None
    assert facts.due_before < facts.due_on
    assert facts.supervision is not None
    assert (facts.supervision.text, facts.supervision_days) == ("请说明。", 3)
    assert facts.trigger


@pytest.mark.parametrize(("state", "kind"), [(State.REVIEWED, LetterKind.REVIEW), (State.FINAL, LetterKind.REREVIEW)])
def test_a_decided_review_gives_its_paper(session: Session, casework: Any, state: State, kind: LetterKind) -> None:
    petition, key = casework.lead_to(state)
    facts = letter_facts.gather(session, petition, key, demo=False)
    assert kind in letters.for_petitioner(facts)
    decision = facts.review if kind is LetterKind.REVIEW else facts.rereview
    assert decision is not None
    assert decision.result
    assert decision.text


def test_what_was_told_stays_as_it_was_told_when_a_case_is_handled_again(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    leader = casework.enterprise.people["leader"].id
    casework.do(petition, Action.ASK_EXTENSION, "handler", days=10, reason="要逐人核对。", leader_id=leader)
    casework.do(petition, Action.EXTEND, "leader", text="情况复杂，同意延长。")
    casework.follow(petition, key, casework.way(State.REPLIED)[4:])
    told = letter_facts.gather(session, petition, key, demo=False)
    assert LetterKind.OPINION in letters.for_petitioner(told)
    casework.clock.advance(days=20)
    casework.do(petition, Action.REOPEN, "officer", reason="有新的考勤记录。")
    handler = casework.enterprise.people["handler"].id
    casework.do(petition, Action.ASSIGN, "officer", handler_id=handler)
    casework.follow(petition, key, casework.way(State.APPROVED, REFUSED)[3:])
    again = letter_facts.gather(session, petition, key, demo=False)

    assert (again.opinion, again.approved) == (REFUSED, True)
    assert LetterKind.OPINION not in letters.for_petitioner(again), "nobody reads an opinion before it is told"
    assert {LetterKind.ACCEPTANCE, LetterKind.REPLY, LetterKind.EXTENSION} <= set(letters.for_petitioner(again))
    assert again.due_on > told.due_on
    for kind in (LetterKind.ACCEPTANCE, LetterKind.REPLY, LetterKind.EXTENSION):
        one, other = (
            letter_texts.compose(letters.Paper(kind), each, on=casework.clock().date()) for each in (told, again)
        )
        assert one == other
    opinion = repr(letter_texts.compose(letters.Paper(LetterKind.OPINION), again, on=casework.clock().date()))
    assert f"{casework.clock().date():%Y年}" in opinion
    assert repr(told.opinion_told_on) not in opinion


def test_a_review_quotes_the_reply_it_was_about(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.REVIEWING)
    casework.do(petition, Action.REVOKE, "leader2", text="漏算一个月，撤销原意见。")
    handler = casework.enterprise.people["handler"].id
    casework.do(petition, Action.ASSIGN, "officer", handler_id=handler)
    casework.follow(petition, key, casework.way(State.APPROVED)[3:])
    casework.do(petition, Action.REPLY, "officer", text="三个月都补发。")
    facts = letter_facts.gather(session, petition, key, demo=False)

    assert facts.reply == "三个月都补发。"
    assert facts.review is not None
    assert facts.review.reply == "您的诉求应予支持，12月工资补发。"
