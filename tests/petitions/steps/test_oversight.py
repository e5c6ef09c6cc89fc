"""Pushing a case: nudges, supervision and its answer, sponsors, and what is late going up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts import preferences
from petitions import queries
from petitions.deadlines import ClockKind
from petitions.models import CaseClock, Exclusion, Petition
from petitions.outcome.disposal import Disposal
from petitions.workflow import Action, CaseRole, State, Trigger, find
from vault import subject_keys
from web.errors import Missing, Refusal


def clock_of(session: Session, petition: Petition, kind: ClockKind, number: int = 1) -> CaseClock:
    return session.get_one(CaseClock, (petition.id, kind, number), populate_existing=True)


def can_open(casework: Any, petition: Petition) -> set[str]:
    """The names of everybody whose key opens the case now."""
    readers = subject_keys.readers(casework.session, queries.subject(petition.id))
    return {name for name, person in casework.enterprise.people.items() if person.id in readers}


def supervise(casework: Any, petition: Petition, **given: Any) -> None:
    asked = {"trigger": Trigger.DELAYED, "days": 10, "text": "请说明为什么没有进展。"} | given
    casework.do(petition, Action.SUPERVISE, "officer", **asked)


def test_a_nudge_is_counted_and_changes_nothing_else(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    casework.do(petition, Action.NUDGE, "officer", text="请本周内报情况。")
    casework.clock.advance(days=2)
    casework.do(petition, Action.NUDGE, "officer2", text="再催一次。")

    assert (petition.nudges, petition.nudged_on, petition.state) == (2, date(2026, 11, 26), State.INVESTIGATING)


def test_nudges_are_some_days_apart_and_the_refusal_says_from_when(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    casework.do(petition, Action.NUDGE, "officer", text="请本周内报情况。")
    casework.clock.advance(days=1)
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.NUDGE, "officer2", text="再催。")
    assert "11月24日刚催办过，11月26日起才能再催" in str(refused.value.message)
    preferences.write(casework.session, nudge_gap_days=0)
    casework.do(petition, Action.NUDGE, "officer2", text="再催。")

    assert petition.nudges == 2


def test_a_supervised_case_reports_back_by_its_day(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    supervise(casework, petition)
    assert petition.supervised_for is Trigger.DELAYED
    assert petition.next_due == date(2026, 12, 4)
    with pytest.raises(Refusal):
        supervise(casework, petition)

    casework.do(petition, Action.REPORT_BACK, "handler", text="已找到原始考勤，周五前提意见。")

    assert petition.next_due == clock_of(casework.session, petition, ClockKind.HANDLE).due_on
    with pytest.raises(Refusal):
        casework.do(petition, Action.REPORT_BACK, "handler", text="再报一次。")
    supervise(casework, petition, trigger=Trigger.NOT_CARRIED_OUT)
    assert clock_of(casework.session, petition, ClockKind.SUPERVISE, 2).stopped_on is None


def test_supervision_wants_a_day_within_a_quarter(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    for days in (0, 91):
        with pytest.raises(Refusal) as refused:
            supervise(casework, petition, days=days)
        assert refused.value.field == "days"


def test_a_sponsor_gets_the_key_works_on_the_case_and_gives_it_back_at_the_end(casework: Any) -> None:
    casework.more_leaders()
    petition, key = casework.lead_to(State.ASSIGNED)
    casework.do(petition, Action.SPONSOR, "officer", leader_id=casework.enterprise.people["leader2"].id)
    assert "leader2" in can_open(casework, petition)

    casework.do(petition, Action.GUIDE, "leader2", text="12月1日接访本人，要求车间周五前核清。")
    casework.do(petition, Action.SPONSOR, "officer", leader_id=casework.enterprise.people["leader3"].id)
    assert not {"leader2"} & can_open(casework, petition)
    casework.follow(petition, key, casework.way(State.REPLIED)[3:])
    assert "leader3" in can_open(casework, petition)
    casework.follow(petition, key, casework.way(State.CLOSED)[-2:])

    assert can_open(casework, petition) == {"officer", "officer2"}
    with pytest.raises(Missing):
        casework.do(petition, Action.GUIDE, "leader3", text="再看一眼。")


def test_only_what_is_late_goes_up(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    leader = casework.enterprise.people["leader"].id
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.ESCALATE, "officer", leader_id=leader, reason="想请领导看看。")
    assert "没有超期" in str(refused.value.message)
    casework.clock.advance(days=70)

    casework.do(petition, Action.ESCALATE, "officer", leader_id=leader, reason="车间没有交原始记录。")

    assert (petition.sponsor_id, petition.escalated_on) == (leader, date(2027, 2, 2))
    assert "leader" in can_open(casework, petition)


def test_a_leader_a_case_concerns_never_looks_after_it(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    leader = casework.enterprise.people["leader"].id
    casework.session.add(Exclusion(petition_id=petition.id, account_id=leader))
    casework.session.flush()

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.SPONSOR, "officer", leader_id=leader)

    assert refused.value.field == "leader_id"


def test_what_no_step_tells_is_kept_with_the_case_and_its_petitioner_is_told_nothing(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    unit, said = casework.enterprise.units["三车间"], petition.messages
    chosen = {"disposal": Disposal.REPORTED, "stability_unit_id": unit}

    casework.do(petition, Action.ARRANGE, "officer", **chosen)

    assert (petition.disposal, petition.stability_unit_id, petition.messages) == (Disposal.REPORTED, unit, said)
    event = queries.events(casework.session, petition.id)[-1]
    assert event.details == {"disposal": "reported", "stability_unit": unit}
    row = find(Action.ARRANGE, petition.state, {CaseRole.OFFICE})
    assert row is not None
    assert (row.timeline, row.told) == ("", frozenset())
    for again in (chosen, {**chosen, "stability_unit_id": 999}):
        with pytest.raises(Refusal):
            casework.do(petition, Action.ARRANGE, "officer", **again)
    casework.do(petition, Action.ARRANGE, "officer", disposal=None, stability_unit_id=None)
    assert (petition.disposal, petition.stability_unit_id) == (None, None)
