"""Reading cases: the petitioner's timeline, clocks in order, and what a leaving member leaves behind."""

from __future__ import annotations

from datetime import date
from typing import Any

from petitions import queries, workflow
from petitions.deadlines import ClockKind, Standing
from petitions.workflow import Action, State


def test_the_petitioners_timeline_tells_the_steps_that_are_theirs_to_know(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)

    rows = queries.timeline(queries.events(casework.session, petition.id))

    assert [row.sentence for row in rows] == [
        "收到您的诉求",
        "已登记",
        "决定受理",
        "交给承办人办理",
        "调查核实",
        "处理意见送审批",
        "处理意见已批准",
        "答复您",
    ]
    assert {row.on for row in rows} == {date(2026, 11, 24)}
    assert "第二十三条" in rows[1].article


def test_internal_steps_are_not_on_the_petitioners_timeline(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)
    before = len(queries.timeline(queries.events(casework.session, petition.id)))
    casework.do(petition, Action.RETURN, "leader", reason="再核对。")
    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["officer"].id)

    assert len(queries.timeline(queries.events(casework.session, petition.id))) == before


def test_the_next_clock_is_the_duty_that_ends_first(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    readings = queries.clocks(casework.session, petition.id, date(2027, 1, 20))

    due = queries.next_clock(readings)

    assert [each.kind for each in readings] == [ClockKind.NOTIFY, ClockKind.HANDLE]
    assert due is not None
    assert (due.kind, due.standing, due.days_left) == (ClockKind.HANDLE, Standing.DUE_SOON, 5)
    assert petition.next_due == due.due_on


def test_a_right_of_the_petitioner_is_never_the_offices_next_duty(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)

    assert queries.next_clock(queries.clocks(casework.session, petition.id, date(2026, 11, 25))) is None


def test_when_a_member_leaves_only_the_keys_of_finished_cases_stay_behind(casework: Any) -> None:
    subjects = {state: queries.subject(casework.lead_to(state)[0].id) for state in State}

    still_open = queries.open_subjects(casework.session, frozenset(subjects.values()) | {"identity:1"})

    finished = {subjects[state] for state in workflow.FINISHED_STATES}
    assert still_open == (set(subjects.values()) - finished) | {"identity:1"}
