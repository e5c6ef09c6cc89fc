"""Clocks start and stop with the steps, and no setting rewrites one that runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from accounts import preferences
from petitions import queries
from petitions.calendar import operations as calendar_operations
from petitions.deadlines import RULES, ClockKind, Standing
from petitions.models import CaseClock, Petition
from petitions.outcome.ratings import Grade, Solved
from petitions.workflow import Action, State, Trigger
from vault import reading_groups, subject_keys

RATING = {"office": Grade.SATISFIED, "unit": Grade.FAIRLY, "solved": Solved.YES}
NOBODY_ELSE = {"admin", "keeper", "keeper2", "inspector", "inspector2"}


def can_open(session: Session, petition: Petition, casework: Any) -> set[str]:
    """The names of everybody whose key really opens the case."""
    found = set()
    for name, person in casework.enterprise.people.items():
        try:
            subject_keys.open_subject(session, queries.subject(petition.id), person.keys)
        except reading_groups.NotAReader:
            continue
        found.add(name)
    return found


def clock_of(session: Session, petition: Petition, kind: ClockKind) -> CaseClock:
    return session.get_one(CaseClock, (petition.id, kind, 1), populate_existing=True)


def test_the_clocks_start_and_stop_with_the_steps(casework: Any) -> None:
    petition, _key = casework.file()
    assert petition.next_due == date(2026, 12, 9)
    casework.clock.advance(days=4)
    for action, who, given in casework.way(State.REPLIED):
        casework.do(petition, action, who, **given)

    stood = {each.kind: each for each in queries.clocks(casework.session, petition.id, date(2027, 6, 1))}

    assert stood[ClockKind.NOTIFY].standing is Standing.NORMAL
    assert stood[ClockKind.HANDLE].started_on == date(2026, 11, 28)
    assert stood[ClockKind.HANDLE].stopped_on == date(2026, 11, 28)
    assert stood[ClockKind.REVIEW].days_left < 0
    assert petition.next_due is None


def test_a_setting_changed_later_does_not_rewrite_a_clock_that_runs(casework: Any) -> None:
    before, _ = casework.file()
    preferences.write(casework.session, acknowledge_days=5)

    after, _ = casework.file()

    assert clock_of(casework.session, before, ClockKind.NOTIFY).due_on == date(2026, 12, 9)
    assert clock_of(casework.session, before, ClockKind.NOTIFY).days == 15
    assert clock_of(casework.session, after, ClockKind.NOTIFY).due_on == date(2026, 11, 30)


def test_every_limit_of_the_settings_leaves_running_clocks_alone(casework: Any) -> None:
    session = casework.session
    petition, _key = casework.lead_to(State.REPLIED)
    casework.do(petition, Action.SUPERVISE, "officer", trigger=Trigger.DELAYED, days=10, text="请说明。")
    before = [(row.kind, row.due_on, row.days) for row in queries.clock_rows(session, petition.id)]
    readings = [each.due_on for each in queries.clocks(session, petition.id, casework.clock().date())]
    preferences.write(session, **{rule.setting: 2 for rule in RULES.values()})
    calendar_operations.set_day(session, date(2027, 1, 25), is_workday=False, actor=None, now=casework.clock())
    session.expire_all()
    assert [(row.kind, row.due_on, row.days) for row in queries.clock_rows(session, petition.id)] == before
    assert [each.due_on for each in queries.clocks(session, petition.id, casework.clock().date())] == readings
