"""After the answer: ratings, evidence, confirmation, doing it again, taking it back, and the check on revenge."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import queries
from petitions.deadlines import ClockKind
from petitions.in_place import Duty
from petitions.kinds import Kind
from petitions.models import CaseClock, Petition
from petitions.outcome.ratings import CallBack, Grade, Solved
from petitions.workflow import Action, Procedure, State
from vault import subject_keys
from web.errors import Refusal

RATING = {"office": Grade.SATISFIED, "unit": Grade.FAIRLY, "solved": Solved.YES}


def clock_of(session: Session, petition: Petition, kind: ClockKind, number: int = 1) -> CaseClock:
    return session.get_one(CaseClock, (petition.id, kind, number), populate_existing=True)


def can_open(casework: Any, petition: Petition) -> set[str]:
    """The names of everybody whose key opens the case now."""
    readers = subject_keys.readers(casework.session, queries.subject(petition.id))
    return {name for name, person in casework.enterprise.people.items() if person.id in readers}


def test_a_case_is_closed_only_when_every_duty_has_its_evidence(casework: Any) -> None:
    petition, _key = casework.file()
    for action, who, given in casework.way(State.REPLIED):
        more = {"hardship": True} if action is Action.DRAFT else {}
        casework.do(petition, action, who, **given, **more)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.CLOSE, "officer", evidence={Duty.SOLVE: "12月15日已补发。"})
    assert refused.value.field == "aid"
    assert "帮扶救助到位" in str(refused.value.message)
    casework.do(petition, Action.CALL_BACK, "officer", result=CallBack.SOLVED, text="本人说都办了。")
    casework.do(
        petition,
        Action.CLOSE,
        "officer",
        evidence={Duty.SOLVE: "12月15日已补发。", Duty.AID: "发放救助金2000元。"},
    )

    assert petition.state is State.CLOSED
    assert {row.duty for row in queries.duties_done(casework.session, petition.id)} == {Duty.SOLVE, Duty.AID}


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


def test_a_solution_is_confirmed_by_the_petitioner_before_the_case_is_closed(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)
    casework.do(petition, Action.CARRY_OUT, "officer", evidence={Duty.SOLVE: "12月15日已补发。"})
    for result in (None, CallBack.UNSOLVED):
        if result:
            casework.do(petition, Action.CALL_BACK, "officer", result=result, text="本人说没到账。")
        with pytest.raises(Refusal) as refused:
            casework.do(petition, Action.CLOSE, "officer", evidence={})
        assert "回访" in str(refused.value.message)
    casework.do(petition, Action.CALL_BACK, "officer", result=CallBack.SOLVED, text="到账了。")

    casework.do(petition, Action.CLOSE, "officer", evidence={})

    assert petition.state is State.CLOSED


def test_the_petitioners_own_rating_confirms_too(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    casework.do(petition, Action.RATE, None, key=key, **RATING)

    casework.do(petition, Action.CLOSE, "officer", evidence={Duty.SOLVE: "12月15日已补发。"})

    assert petition.state is State.CLOSED


def test_evidence_comes_in_piece_by_piece_and_the_last_word_stands(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)
    with pytest.raises(Refusal):
        casework.do(petition, Action.CARRY_OUT, "officer", evidence={Duty.SOLVE: "  "})
    casework.do(petition, Action.CARRY_OUT, "officer", evidence={Duty.SOLVE: "已列入计划。"})
    casework.clock.advance(days=3)
    casework.do(petition, Action.CARRY_OUT, "officer", evidence={Duty.SOLVE: "今天补发到账。", Duty.LAW: "无。"})

    done = queries.duties_done(casework.session, petition.id)
    assert [(row.duty, row.day) for row in done] == [(Duty.SOLVE, date(2026, 11, 27))]


def test_a_case_done_again_keeps_what_was_late_and_owes_everything_anew(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)
    casework.clock.advance(days=20)

    casework.do(petition, Action.REOPEN, "officer", reason="回访发现有两人漏发。")

    assert (petition.state, petition.outcome, petition.call_back) == (State.ACCEPTED, None, None)
    assert (petition.first_replied_on, petition.reopened_on) == (date(2026, 11, 24), date(2026, 12, 14))
    assert clock_of(casework.session, petition, ClockKind.HANDLE, 1).stopped_on == date(2026, 11, 24)
    assert clock_of(casework.session, petition, ClockKind.HANDLE, 2).started_on == date(2026, 12, 14)
    assert queries.duties_done(casework.session, petition.id) == []
    casework.follow(petition, key, casework.way(State.CLOSED)[2:])
    assert petition.state is State.CLOSED
    assert petition.first_replied_on == date(2026, 11, 24)


def test_a_case_ended_without_an_answer_goes_back_to_the_decision(casework: Any) -> None:
    for state in (State.DECLINED, State.DIVERTED, State.MERGED, State.WITHDRAWN):
        petition, _key = casework.lead_to(state)
        casework.do(petition, Action.REOPEN, "officer", reason="情况有变。")
        assert petition.state is State.REGISTERED
        assert (petition.ended_on, petition.decided_on, petition.leading_id) == (None, None, None)
        casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.ORDINARY)


def test_an_archived_refusal_is_not_done_again(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DECLINED)
    casework.do(petition, Action.ARCHIVE, "officer")

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.REOPEN, "officer", reason="再看看。")

    assert "没有答复过" in str(refused.value.message)


def test_a_petitioner_takes_it_back_and_everybody_but_the_office_gives_the_key_back(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)

    casework.do(petition, Action.WITHDRAW, None, key=key, text="已经补发了。")

    assert (petition.state, petition.next_due, petition.alarm_on) == (State.WITHDRAWN, None, None)
    assert can_open(casework, petition) == {"officer", "officer2"}


def test_taking_it_back_under_pressure_alarms_the_office_and_an_accusation_stays(casework: Any) -> None:
    petition, key = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.WITHDRAW, None, key=key, pressed=True)
    accusation, its_key = casework.file(Kind.ACCUSATION)
    with pytest.raises(Refusal):
        casework.do(accusation, Action.WITHDRAW, None, key=its_key)

    assert petition.alarm_on == date(2026, 11, 24)
    assert accusation.state is State.FILED


def test_a_yes_alarms_the_office_until_it_has_answered(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)
    casework.clock.advance(days=31)

    casework.do(petition, Action.CHECK_IN, None, key=key, pressed=True, text="调我去了最远的班组。")
    assert petition.alarm_on == date(2026, 12, 25)
    casework.do(petition, Action.PROTECT, "officer", text="已责成车间恢复原岗位。")

    assert petition.alarm_on is None
    with pytest.raises(Refusal):
        casework.do(petition, Action.PROTECT, "officer", text="再说一次。")
