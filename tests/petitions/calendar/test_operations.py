"""The working calendar: its changes leave running clocks alone, but a limit that waited for a year is settled by it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from accounts import preferences
from accounts.models import AuditEntry
from database import Database
from ledgers.workbooks import kept as kept_workbooks
from petitions import queries
from petitions.calendar import operations as calendar_operations
from petitions.calendar import queries as calendar_queries
from petitions.calendar import worked_days
from petitions.calendar.models import CalendarYear
from petitions.calendar.worked_days import SpecialDay
from petitions.deadlines import ClockKind
from petitions.models import CarriedOver, CaseClock
from petitions.workflow import Action, State
from web.clock import ZONE

#: 60 days from the day of the fixture, a Saturday: provisional, the Monday after it.
DUE = date(2027, 1, 25)


def _provisional(casework: Any, petition_id: int) -> list[ClockKind]:
    readings = queries.clocks(casework.session, petition_id, casework.clock().date())
    return [each.kind for each in readings if each.is_running and each.is_provisional]


def _free(casework: Any, *days: date) -> None:
    for day in days:
        calendar_operations.set_day(
            casework.session, day, is_workday=False, name="放假", actor=None, now=casework.clock()
        )


def _announce(casework: Any, year: int = 2027) -> int:
    officer = casework.enterprise.people["officer"]
    return calendar_operations.announce_year(casework.session, year, actor=officer, now=casework.clock())


def test_a_calendar_changed_later_moves_only_new_clocks(casework: Any) -> None:
    before, _ = casework.file()
    _free(casework, date(2026, 12, 9))

    after, _ = casework.file()

    assert (before.next_due, after.next_due) == (date(2026, 12, 9), date(2026, 12, 10))


def test_a_limit_into_a_year_nobody_knows_is_provisional_and_settled_by_its_arrangement(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    assert (_provisional(casework, petition.id), petition.next_due) == ([ClockKind.HANDLE], DUE)
    _free(casework, DUE, date(2027, 1, 26))
    # Days that are entered one by one move nothing; the year is known when somebody says that all of it stands there.
    assert (_provisional(casework, petition.id), petition.next_due) == ([ClockKind.HANDLE], DUE)

    assert _announce(casework) == 1

    assert (_provisional(casework, petition.id), petition.next_due) == ([], date(2027, 1, 27))
    entry = casework.session.query(AuditEntry).filter_by(action="calendar.year").one()
    assert entry.details == {"moved": 1}


def test_the_day_of_first_answer_is_settled_too_by_the_setting_that_held_when_the_case_came(casework: Any) -> None:
    casework.clock.set(datetime(2026, 12, 30, 9, tzinfo=ZONE))
    waiting, _key = casework.file()
    answered, _key = casework.lead_to(State.ACCEPTED)
    provisional = waiting.respond_by
    assert provisional == answered.respond_by > date(2026, 12, 31)
    preferences.write(casework.session, respond_workdays=1)
    _free(casework, provisional)

    assert _announce(casework) == 1

    assert (waiting.respond_by, answered.respond_by) == (provisional + timedelta(days=1), provisional)


def test_a_day_changed_before_an_arrangement_was_taken_settles_by_the_arrangement_and_moves_nothing_more(
    casework: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    arranged = (
        SpecialDay(DUE, is_workday=False, name="放假"),
        SpecialDay(date(2027, 1, 30), is_workday=True, name="调休上班"),
    )
    monkeypatch.setattr(worked_days, "official", lambda year: arranged if year == 2027 else ())

    _free(casework, date(2027, 1, 26))

    assert (petition.next_due, _provisional(casework, petition.id)) == (date(2027, 1, 26), [])
    assert _announce(casework) == 0


def test_a_year_is_settled_once_and_a_correction_moves_nothing(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    assert _announce(casework) == 0
    _free(casework, DUE)

    assert _announce(casework) == 0
    assert petition.next_due == DUE


def test_an_extended_limit_is_settled_with_its_extension(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    leader = casework.enterprise.people["leader"].id
    casework.do(petition, Action.ASK_EXTENSION, "handler", days=30, reason="涉及多个班组。", leader_id=leader)
    casework.do(petition, Action.EXTEND, "leader", text="还要20天。")
    due = petition.next_due
    _free(casework, due)

    assert _announce(casework) == 1
    assert petition.next_due > due
    kept = casework.session.query(CaseClock).filter_by(petition_id=petition.id, kind=ClockKind.HANDLE).one()
    assert kept.extended_from == DUE


def test_what_has_stopped_and_what_others_set_stays(casework: Any) -> None:
    session = casework.session
    answered, _key = casework.lead_to(State.REPLIED)
    charged, _key = casework.lead_to(State.ACCEPTED)
    old, _key = casework.lead_to(State.ACCEPTED)
    session.add(CarriedOver(petition_id=old.id, import_id=_import(casework), old_number="1"))
    casework.do(charged, Action.MANDATE, "officer", issuer="省总工会", reference="1号", due_on=DUE, text="请报结果。")
    _free(casework, DUE)

    assert _announce(casework) == 1

    rows = session.query(CaseClock).filter(CaseClock.due_on == DUE)
    left = {(row.petition_id, row.kind) for row in rows}
    assert left == {
        (answered.id, ClockKind.HANDLE),
        (charged.id, ClockKind.MANDATE),
        (old.id, ClockKind.HANDLE),
    }


def _import(casework: Any) -> int:
    officer = casework.enterprise.people["officer"]
    row = kept_workbooks.note_taken(
        casework.session, "petitions", officer=officer, taken=1, refused=0, now=casework.clock()
    )
    return row.id


def test_a_working_weekend_alone_does_not_make_a_year_known(casework: Any) -> None:
    session = casework.session
    calendar_operations.set_day(session, date(2027, 10, 9), is_workday=True, actor=None, now=casework.clock())
    assert 2027 not in calendar_queries.working_days(session, (2027,)).years
    _announce(casework)

    assert 2027 in calendar_queries.working_days(session, (2027,)).years


def test_an_arrangement_that_comes_with_the_product_is_taken_by_itself(
    app: Flask, database: Database, casework: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    casework.session.commit()
    now = datetime(2026, 11, 24, 9, tzinfo=ZONE)
    with app.app_context():
        calendar_operations.take_next_year(now)
        with database.reading() as session:
            assert session.get(CalendarYear, 2027) is None
        arranged = (
            SpecialDay(DUE, is_workday=False, name="放假"),
            SpecialDay(date(2027, 1, 30), is_workday=True, name="调休上班"),
        )
        monkeypatch.setattr(worked_days, "official", lambda year: arranged if year == 2027 else ())
        calendar_operations.take_next_year(now)
        calendar_operations.take_next_year(now)
    casework.session.expire_all()

    assert petition.next_due == date(2027, 1, 26)
    assert casework.session.query(AuditEntry).filter_by(action="calendar.year").count() == 1


def test_a_last_day_off_moves_unless_the_office_decided_otherwise(casework: Any) -> None:
    """《民法典》 article 203 is applied to petitions by analogy; an office may count without it."""
    preferences.write(casework.session, last_day_moves=False)
    petition, _key = casework.lead_to(State.ACCEPTED)

    assert petition.next_due == date(2027, 1, 23)
