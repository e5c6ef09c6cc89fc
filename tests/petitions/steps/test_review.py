"""复查 and 复核: inside their windows, by somebody new, with what becomes of the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import queries
from petitions.deadlines import ClockKind
from petitions.in_place import Duty, Judgement
from petitions.kinds import LegalClass
from petitions.models import CaseClock, Petition
from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import CallBack
from petitions.workflow import Action, State
from tests.petitions.conftest import RATING, REFUSED
from vault import subject_keys
from web.errors import Refusal


def clock_of(session: Session, petition: Petition, kind: ClockKind, number: int = 1) -> CaseClock:
    return session.get_one(CaseClock, (petition.id, kind, number), populate_existing=True)


def can_open(casework: Any, petition: Petition) -> set[str]:
    """The names of everybody whose key opens the case now."""
    readers = subject_keys.readers(casework.session, queries.subject(petition.id))
    return {name for name, person in casework.enterprise.people.items() if person.id in readers}


def test_a_review_is_asked_inside_its_thirty_days(casework: Any) -> None:
    in_time, key = casework.lead_to(State.REPLIED)
    late, late_key = casework.lead_to(State.REPLIED)
    casework.clock.advance(days=30)
    casework.do(in_time, Action.ASK_REVIEW, None, key=key, text="只补了两个月。")
    casework.clock.advance(days=1)
    with pytest.raises(Refusal) as refused:
        casework.do(late, Action.ASK_REVIEW, None, key=late_key, text="我也不服。")

    assert "申请期限已过" in str(refused.value.message)
    assert clock_of(casework.session, in_time, ClockKind.REVIEW_DECIDE).due_on == date(2026, 12, 29)
    assert clock_of(casework.session, in_time, ClockKind.REVIEW_ANSWER).due_on == date(2027, 1, 25)


def test_whoever_had_a_part_in_the_answer_does_not_review_it(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REVIEW_ASKED)
    for who in ("leader", "handler", "inspector"):
        with pytest.raises(Refusal) as refused:
            casework.do(petition, Action.OPEN_REVIEW, "officer", leader_id=casework.enterprise.people[who].id)
        assert refused.value.field == "leader_id"
    casework.do(petition, Action.OPEN_REVIEW, "officer", leader_id=casework.enterprise.people["leader2"].id)

    assert can_open(casework, petition) == {"officer", "officer2", "leader2"}
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.UPHOLD, "officer", text="我来写。")
    assert "由其作出意见" in str(refused.value.message)


def test_a_review_made_by_a_unit_above_is_written_down_by_the_office(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REVIEW_ASKED)
    casework.do(petition, Action.OPEN_REVIEW, "officer")

    casework.do(petition, Action.UPHOLD, "officer", text="上级公司工会复查：维持。")

    assert petition.state is State.REVIEWED
    assert clock_of(casework.session, petition, ClockKind.REREVIEW).due_on == date(2026, 12, 24)


def test_an_amended_answer_owes_what_its_new_outcome_owes(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED, opinion=REFUSED)
    casework.follow(petition, key, casework.way(State.REVIEWING)[-2:])
    given = {"text": "考核办法第三条执行有误，应予支持。", "outcome": Outcome.SUPPORTED}
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.AMEND, "leader2", **given, judgement=Judgement.UNREASONABLE)
    assert refused.value.field == "judgement"
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.AMEND, "leader2", text="一样。", outcome=Outcome.NOT_SUPPORTED)
    assert refused.value.field == "outcome"

    casework.do(petition, Action.AMEND, "leader2", **given, judgement=Judgement.REASONABLE)

    assert (petition.outcome, petition.judgement) == (Outcome.SUPPORTED, Judgement.REASONABLE)
    assert can_open(casework, petition) == {"officer", "officer2"}


def test_a_revoked_answer_is_done_again_with_the_ordinary_time(casework: Any) -> None:
    petition, key = casework.lead_to(State.REVIEWING)

    casework.do(petition, Action.REVOKE, "leader2", text="主要事实不清，撤销，限期重办。")

    assert (petition.state, petition.outcome) == (State.ACCEPTED, None)
    assert clock_of(casework.session, petition, ClockKind.HANDLE, 2).stopped_on is None
    casework.follow(petition, key, casework.way(State.REPLIED)[2:])
    assert petition.state is State.REPLIED
    assert clock_of(casework.session, petition, ClockKind.REVIEW, 2).stopped_on is None


def test_the_days_of_a_hearing_are_not_counted_into_the_second_review(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REREVIEWING)
    due = clock_of(casework.session, petition, ClockKind.REREVIEW_ANSWER).due_on
    casework.clock.advance(days=6)

    given = {"first": date(2026, 11, 26), "last": date(2026, 11, 28), "text": "听证三天。"}
    casework.do(petition, Action.HEAR, "leader3", **given)

    clock = clock_of(casework.session, petition, ClockKind.REREVIEW_ANSWER)
    assert (clock.extended_from, clock.due_on) == (due, date(2026, 12, 28))


def test_after_the_second_review_nothing_more_can_be_asked(casework: Any) -> None:
    petition, key = casework.lead_to(State.FINAL)

    with pytest.raises(Refusal):
        casework.do(petition, Action.ASK_REREVIEW, None, key=key, text="还是不服。")
    casework.do(petition, Action.CALL_BACK, "officer", result=CallBack.PARTLY, text="已说明。")
    casework.do(petition, Action.CLOSE, "officer", evidence={Duty.SOLVE: "12月15日已补发。"})
    with pytest.raises(Refusal):
        casework.do(petition, Action.ASK_REREVIEW, None, key=key, text="还是不服。")


def test_a_reviewer_who_steps_back_loses_the_key_and_the_office_finds_another(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REVIEWING)

    casework.do(petition, Action.RECUSE, "leader2", reason="我分管过这个车间。")

    assert petition.state is State.REVIEW_ASKED
    assert can_open(casework, petition) == {"officer", "officer2"}
    with pytest.raises(Refusal):
        casework.do(petition, Action.OPEN_REVIEW, "officer", leader_id=casework.enterprise.people["leader2"].id)
    casework.do(petition, Action.OPEN_REVIEW, "officer", leader_id=casework.enterprise.people["leader3"].id)


def test_a_refused_review_says_why_and_stops_its_clocks(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REVIEW_ASKED)

    casework.do(petition, Action.REFUSE_REVIEW, "officer", text="申请的不是原答复的事项。")

    assert (petition.state, petition.next_due) == (State.REPLIED, None)


def test_whoever_was_merged_into_another_case_rates_and_asks_for_a_review_of_its_answer(casework: Any) -> None:
    leading, leading_key = casework.lead_to(State.INVESTIGATING)
    merged, key = casework.lead_to(State.REGISTERED)
    casework.do(merged, Action.MERGE, "officer", leading_id=leading.id)
    with pytest.raises(Refusal):
        casework.do(merged, Action.ASK_REVIEW, None, key=key, text="还没有答复呢。")
    with pytest.raises(Refusal):
        casework.do(merged, Action.RATE, None, key=key, **RATING)
    casework.follow(leading, leading_key, casework.way(State.REPLIED)[4:])

    casework.do(merged, Action.RATE, None, key=key, **RATING)
    casework.do(merged, Action.ASK_REVIEW, None, key=key, text="只说了他的，没有说我的。")

    assert merged.state is State.REVIEW_ASKED
    assert (merged.outcome, merged.replied_on, merged.ended_on) == (leading.outcome, leading.replied_on, None)
    assert leading.state is State.REPLIED
    # Whoever decided the leading case does not look at its answer again.
    with pytest.raises(Refusal):
        casework.do(merged, Action.OPEN_REVIEW, "officer", leader_id=casework.enterprise.people["leader"].id)
    casework.more_leaders()
    casework.do(merged, Action.OPEN_REVIEW, "officer", leader_id=casework.enterprise.people["leader2"].id)
    casework.do(merged, Action.UPHOLD, "leader2", text="经复查，维持。")
    assert merged.state is State.REVIEWED


def test_a_merged_suggestion_is_rated_but_not_reviewed(casework: Any) -> None:
    merged, key = casework.lead_to(State.MERGED)
    merged.legal_class = LegalClass.SUGGESTION

    casework.do(merged, Action.RELAY, "officer", text="已采纳。")

    kinds = {row.kind for row in queries.clock_rows(casework.session, merged.id) if row.stopped_on is None}
    assert kinds == {ClockKind.RATE}
    assert key
