"""What a superior charges the office with has its own number and day, is owed until it is reported, and once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import queries
from petitions.deadlines import ClockKind
from petitions.desk import page as desk_page
from petitions.models import Petition
from petitions.register import mandate_queries
from petitions.workflow import Action, State
from web.errors import Missing, Refusal

DUE = date(2026, 12, 8)


def charge(casework: Any, petition: Petition, **given: Any) -> None:
    asked = {"issuer": "省总工会", "reference": "信〔2026〕5号", "due_on": DUE, "text": "请认真核查。"} | given
    casework.do(petition, Action.MANDATE, "officer", **asked)


def test_the_superiors_day_is_a_clock_of_its_own_beside_the_others(session: Session, casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    before = petition.next_due
    charge(casework, petition)
    running = {row.kind: row.due_on for row in queries.clock_rows(session, petition.id) if row.stopped_on is None}
    assert running == {ClockKind.HANDLE: before, ClockKind.MANDATE: DUE}
    assert petition.next_due == DUE
    (kept,) = mandate_queries.of_case(session, petition.id)
    assert (kept.issuer, kept.reference, kept.due_on) == ("省总工会", "信〔2026〕5号", DUE)
    page = desk_page.load(session, petition.id, casework.enterprise.people["officer"], today=casework.clock().date())
    assert page.sealed is not None
    assert [note.text for note in page.sealed.notes] == ["请认真核查。"]
    actions = {row.action for row in page.rows}
    assert Action.REPORT_UP in actions
    assert Action.MANDATE not in actions


def test_without_a_day_there_is_no_clock_and_still_a_report(session: Session, casework: Any) -> None:
    petition, _key = casework.file()
    before = petition.next_due
    charge(casework, petition, due_on=None, reference="", text="")
    assert petition.next_due == before
    assert petition.notes == 0
    casework.do(petition, Action.REPORT_UP, "officer", text="已口头报告。")
    assert mandate_queries.unreported(session, petition.id) is None


def test_the_report_is_owed_after_closing_and_ends_the_clock(session: Session, casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)
    charge(casework, petition)
    for action, who, given in casework.way(State.CLOSED)[-2:]:
        casework.do(petition, action, who, **given)
    assert (petition.state, petition.next_due) == (State.CLOSED, DUE)
    casework.clock.advance(days=20)
    casework.do(petition, Action.REPORT_UP, "officer2", text="办结报告：已补发。")
    assert petition.next_due is None
    (kept,) = mandate_queries.of_case(session, petition.id)
    assert kept.reported_on == casework.clock().date()
    with pytest.raises(Refusal):
        casework.do(petition, Action.REPORT_UP, "officer", text="再报一次。")
    charge(casework, petition, reference="信〔2026〕9号", due_on=casework.clock().date() + timedelta(days=5))
    assert [each.number for each in mandate_queries.of_case(session, petition.id)] == [1, 2]
    assert [row.round for row in queries.clock_rows(session, petition.id) if row.kind is ClockKind.MANDATE] == [1, 2]


def test_a_charge_needs_its_superior_a_day_to_come_and_the_report_before_the_next(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    for wrong in ({"issuer": "  "}, {"due_on": casework.clock().date()}):
        with pytest.raises(Refusal):
            charge(casework, petition, **wrong)
    charge(casework, petition)
    with pytest.raises(Refusal):
        charge(casework, petition)
    with pytest.raises(Missing):
        casework.do(petition, Action.REPORT_UP, "handler", text="不该由我来。")
