"""Reading cases: the petitioner's timeline, clocks in order, the calendar in force, and who may know of what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound

from petitions import queries, workflow, working_days
from petitions.deadlines import ClockKind, Standing
from petitions.models import CalendarYear, Petition
from petitions.workflow import Action, State


def test_the_petitioners_timeline_tells_the_steps_that_are_theirs_to_know(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)

    rows = queries.timeline(casework.session, petition.id)

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
    before = len(queries.timeline(casework.session, petition.id))
    casework.do(petition, Action.RETURN, "leader", reason="再核对。")
    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["officer"].id)

    assert len(queries.timeline(casework.session, petition.id)) == before


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


def test_a_kept_year_rules_and_any_other_year_is_official(casework: Any) -> None:
    session = casework.session
    assert not queries.working_days(session, (2026,)).is_workday(date(2026, 10, 1))

    working_days.set_day(session, date(2026, 10, 1), is_workday=None, actor=None, now=casework.clock())
    session.add(CalendarYear(year=2028, announced=False))
    session.flush()
    days = queries.working_days(session, (2026, 2027, 2028))

    assert days.is_workday(date(2026, 10, 1))
    assert not days.is_workday(date(2026, 10, 2))
    assert not days.is_workday(date(2027, 10, 1))
    assert days.is_workday(date(2028, 10, 2))
    assert days.missing_years(date(2026, 1, 1), date(2028, 1, 1)) == [2027, 2028]


def test_a_case_one_may_not_know_of_does_not_exist(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.DRAFTED)

    for who in ("officer", "officer2", "handler", "leader"):
        assert queries.visible(casework.session, petition.id, people[who]).id == petition.id
        assert queries.id_of_number(casework.session, petition.number.lower(), people[who]) == petition.id
    for who in ("admin", "inspector", "keeper"):
        with pytest.raises(NoResultFound):
            queries.visible(casework.session, petition.id, people[who])
        assert queries.id_of_number(casework.session, petition.number, people[who]) is None


def test_a_finished_step_ends_what_its_holder_knows(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.APPROVED)

    assert not queries.roles(casework.session, petition, people["handler"])
    assert not queries.roles(casework.session, petition, people["leader"])


def test_a_handler_knows_of_the_cases_given_to_them_and_of_no_other(casework: Any) -> None:
    handler = casework.enterprise.people["handler"]
    given, _ = casework.lead_to(State.ASSIGNED)
    casework.file()

    known = casework.session.query(Petition.id).where(queries.may_know(casework.session, handler)).all()

    assert known == [(given.id,)]


def test_when_a_member_leaves_only_the_keys_of_finished_cases_stay_behind(casework: Any) -> None:
    subjects = {state: queries.subject(casework.lead_to(state)[0].id) for state in State}

    still_open = queries.open_subjects(casework.session, frozenset(subjects.values()) | {"identity:1"})

    finished = {subjects[state] for state in workflow.FINISHED_STATES}
    assert still_open == (set(subjects.values()) - finished) | {"identity:1"}
