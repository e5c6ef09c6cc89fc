"""What each step does besides moving the case: procedures, records, opinions, evidence, ratings, recusal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.models import Account
from petitions import conduct, queries
from petitions.deadlines import ClockKind
from petitions.in_place import Duty, Judgement
from petitions.kinds import Kind, LegalClass
from petitions.models import CaseClock, Exclusion, Petition
from petitions.opinion import Claim, Opinion, Outcome, Verdict
from petitions.ratings import Grade, Solved
from petitions.workflow import Action, Ground, Procedure, State
from web.errors import Refusal

RATING = {"office": Grade.SATISFIED, "unit": Grade.FAIRLY, "solved": Solved.YES}


def clock_of(session: Session, petition: Petition, kind: ClockKind) -> CaseClock:
    return session.get_one(CaseClock, (petition.id, kind), populate_existing=True)


def test_simple_handling_is_decided_within_three_working_days(casework: Any) -> None:
    early, _ = casework.lead_to(State.REGISTERED)
    late, _ = casework.lead_to(State.REGISTERED)

    casework.clock.advance(days=3)
    casework.do(early, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE)
    casework.clock.advance(days=1)
    with pytest.raises(Refusal) as refused:
        casework.do(late, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE)

    assert clock_of(casework.session, early, ClockKind.SIMPLE).due_on == date(2026, 12, 11)
    assert refused.value.field == "procedure"


def test_simple_handling_may_not_refuse_and_is_converted_with_the_time_from_acceptance(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE)
    for action, who, given in casework.way(State.INVESTIGATING)[2:]:
        casework.do(petition, action, who, **given)
    refusing = Opinion((Claim("取消考核", Verdict.NOT_SUPPORTED, "职代会通过。"),), "事实", "依据")
    given = {
        "opinion": refusing,
        "judgement": Judgement.UNREASONABLE,
        "approver_id": casework.enterprise.people["leader"].id,
    }
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.DRAFT, "handler", **given)
    assert "转为普通程序" in str(refused.value.message)
    casework.clock.advance(days=5)

    casework.do(petition, Action.CONVERT, "officer", reason="可能不予支持。")
    casework.do(petition, Action.DRAFT, "handler", **given)

    ordinary = clock_of(casework.session, petition, ClockKind.HANDLE)
    assert (ordinary.started_on, ordinary.due_on) == (date(2026, 11, 24), date(2027, 1, 25))
    assert clock_of(casework.session, petition, ClockKind.SIMPLE).stopped_on == date(2026, 11, 29)
    assert petition.next_due == ordinary.due_on
    with pytest.raises(Refusal):
        casework.do(petition, Action.CONVERT, "officer", reason="再转一次")


def test_an_ordinary_case_cannot_be_converted(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.CONVERT, "officer", reason="想转")

    assert "不用转" in str(refused.value.message)


@pytest.mark.parametrize(("done", "lacking"), [({"heard": True}, "调查核实"), ({"verified": True}, "听取")])
def test_a_claim_is_heard_and_verified_before_its_opinion(casework: Any, done: dict[str, bool], lacking: str) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    casework.do(petition, Action.INVESTIGATE, "handler", text="记录。", **done)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, *casework.way(State.DRAFTED)[-1][:2], **casework.way(State.DRAFTED)[-1][2])

    assert lacking in str(refused.value.message)


def test_nobody_approves_their_own_opinion(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    given = dict(casework.way(State.DRAFTED)[-1][2], approver_id=casework.enterprise.people["handler"].id)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.DRAFT, "handler", **given)

    assert refused.value.field == "approver_id"


def test_whoever_a_case_concerns_is_never_its_handler_or_approver(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.ACCEPTED)
    casework.session.add_all(
        Exclusion(petition_id=petition.id, account_id=people[each].id) for each in ("handler", "leader")
    )
    casework.session.flush()

    assert people["handler"].id not in {each.id for each in conduct.handler_choices(casework.session, petition)}
    assert people["leader"].id not in {each.id for each in conduct.approver_choices(casework.session, petition)}
    with pytest.raises(Refusal):
        casework.do(petition, Action.ASSIGN, "officer", handler_id=people["handler"].id)


def test_a_handler_whose_account_was_closed_is_replaced(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.INVESTIGATING)
    casework.session.get_one(Account, people["handler"].id).active = False
    casework.session.flush()

    with pytest.raises(Refusal):
        casework.do(petition, Action.ASSIGN, "officer", handler_id=people["handler"].id)
    casework.do(petition, Action.ASSIGN, "officer", handler_id=people["officer"].id)

    assert petition.handler_id == people["officer"].id


def test_a_suggestion_is_adopted_without_a_judgement(casework: Any) -> None:
    petition, _key = casework.file(Kind.SUGGESTION, category="production")
    for action, who, given in casework.way(State.INVESTIGATING):
        casework.do(petition, action, who, **given)
    opinion = Opinion((Claim("夜宵延长到一点", Verdict.ADOPTED, "成本可行。"),), "试算", "")

    casework.do(petition, Action.DRAFT, "handler", opinion=opinion, approver_id=casework.enterprise.people["leader"].id)

    assert petition.legal_class is LegalClass.SUGGESTION
    assert (petition.outcome, petition.judgement) == (Outcome.ADOPTED, None)


def test_a_case_is_closed_only_when_every_duty_has_its_evidence(casework: Any) -> None:
    petition, _key = casework.file()
    for action, who, given in casework.way(State.REPLIED):
        more = {"hardship": True} if action is Action.DRAFT else {}
        casework.do(petition, action, who, **given, **more)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.CLOSE, "officer", evidence={Duty.SOLVE: "12月15日已补发。"})
    assert refused.value.field == "aid"
    assert "帮扶救助到位" in str(refused.value.message)
    casework.do(
        petition,
        Action.CLOSE,
        "officer",
        evidence={Duty.SOLVE: "12月15日已补发。", Duty.AID: "发放救助金2000元。"},
    )

    assert petition.state is State.CLOSED
    assert {row.duty for row in queries.duties_done(casework.session, petition.id)} == {Duty.SOLVE, Duty.AID}


def test_a_declined_case_names_its_ground_and_stops_the_clock(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DECLINED)

    assert petition.ground is Ground.NOT_OURS
    assert petition.next_due is None
    assert clock_of(casework.session, petition, ClockKind.NOTIFY).stopped_on == date(2026, 11, 24)


# The petitioner


def test_an_answer_returns_the_case_to_its_handler(casework: Any) -> None:
    petition, key = casework.lead_to(State.ASKING)

    casework.do(petition, Action.SAY, None, key=key, text="7月3日、9日和12日。")

    assert petition.state is State.INVESTIGATING
    assert petition.awaits_answer


def test_words_after_closing_are_kept_and_marked_for_the_office(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)

    casework.do(petition, Action.SAY, None, key=key, text="还没有到账。")
    assert (petition.state, petition.awaits_answer) == (State.CLOSED, True)
    casework.do(petition, Action.WRITE, "officer", text="已查，明天到账。")

    assert not petition.awaits_answer


def test_a_rating_is_given_once(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    casework.do(petition, Action.RATE, None, key=key, **RATING, words="谢谢。")

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.RATE, None, key=key, **RATING)

    stored = queries.rating(casework.session, petition.id)
    assert (stored.office, stored.unit, stored.solved) == (Grade.SATISFIED, Grade.FAIRLY, Solved.YES)
    assert "不能修改" in str(refused.value.message)


def test_the_last_day_of_the_rating_window_counts_and_the_next_does_not(casework: Any) -> None:
    in_time, key = casework.lead_to(State.REPLIED)
    late, late_key = casework.lead_to(State.REPLIED)

    casework.clock.advance(days=30)
    casework.do(in_time, Action.RATE, None, key=key, **RATING)
    casework.clock.advance(days=1)
    with pytest.raises(Refusal) as refused:
        casework.do(late, Action.RATE, None, key=late_key, **RATING)

    assert "评价期已过" in str(refused.value.message)


def test_only_what_was_decided_on_a_claim_can_be_reviewed_and_accusations_are_not_rated(casework: Any) -> None:
    rights = {ClockKind.RATE, ClockKind.REVIEW}
    verdicts = {
        Kind.PROBLEM: Verdict.SUPPORTED,
        Kind.SUGGESTION: Verdict.ADOPTED,
        Kind.ACCUSATION: Verdict.SUBSTANTIATED,
    }
    found = {}
    for kind, verdict in verdicts.items():
        accusation = kind is Kind.ACCUSATION
        who = {"officer": "inspector", "handler": "inspector", "leader": "inspector2"} if accusation else {}
        petition, _key = casework.file(kind)
        for action, usual, given in casework.way(State.REPLIED):
            more = dict(given)
            if action is Action.ASSIGN:
                more["handler_id"] = casework.enterprise.people[who.get("handler", "handler")].id
            if action is Action.DRAFT:
                more["opinion"] = Opinion((Claim("一件事", verdict, "理由。"),), "事实", "依据")
                more["approver_id"] = casework.enterprise.people[who.get("leader", "leader")].id
            casework.do(petition, action, who.get(usual, usual), **more)
        found[kind] = {row.kind for row in queries.clock_rows(casework.session, petition.id)} & rights

    assert found == {Kind.PROBLEM: rights, Kind.SUGGESTION: {ClockKind.RATE}, Kind.ACCUSATION: set()}


def test_nobody_makes_an_accusation_of_a_petition_or_hides_one_by_registering(casework: Any) -> None:
    """Both would leave the case with people who must not have it."""
    petition, _key = casework.file()
    accusation, _other = casework.file(Kind.ACCUSATION)
    steps = ((petition, "officer", LegalClass.ACCUSATION), (accusation, "inspector", LegalClass.CLAIM))
    for case, who, legal_class in steps:
        with pytest.raises(Refusal) as refused:
            casework.do(case, Action.REGISTER, who, category="pay", legal_class=legal_class)
        assert refused.value.field == "legal_class"
    casework.do(petition, Action.REGISTER, "officer", category="pay", legal_class=LegalClass.SUGGESTION)

    assert petition.legal_class is LegalClass.SUGGESTION
