"""A reception day is announced, held and recorded: its numbers in clear, who came sealed to the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.models import AuditEntry
from database import Database
from petitions.kinds import Kind
from petitions.register import reception_queries, receptions
from petitions.register.models import ReceptionDay
from petitions.retention import operations as retention_operations
from petitions.workflow import State
from vault import subject_keys
from web.errors import Forbidden, Missing, Refusal

STORY = "欧阳青禾等三人来，说夜班津贴的事，当场答复核对考勤。"


def announce(session: Session, enterprise: Any, clock: Any, *, in_days: int = 0, who: str = "officer") -> ReceptionDay:
    return receptions.announce(
        session,
        day=clock().date() + timedelta(days=in_days),
        hours="9:00–11:30",
        place="工会二楼接待室",
        leader="刘洋（副总经理）",
        leader_id=enterprise.people["leader"].id,
        actor=enterprise.people[who],
        now=clock(),
    )


def record(session: Session, enterprise: Any, clock: Any, row: ReceptionDay, **given: Any) -> ReceptionDay:
    said = {"visits": 2, "visitors": 5, "text": STORY} | given
    return receptions.record(session, row.id, actor=enterprise.people["officer"], now=clock(), **said)


def test_numbers_are_clear_and_who_came_is_sealed_to_the_office(
    session: Session, enterprise: Any, clock: Any, database: Database
) -> None:
    row = announce(session, enterprise, clock)
    record(session, enterprise, clock, row)
    assert (row.visits, row.visitors, row.recorded_on) == (2, 5, clock().date())
    people = enterprise.people
    assert receptions.opened(session, row, people["officer2"]) == STORY
    assert [receptions.opened(session, row, people[each]) for each in ("leader", "handler", "inspector", "admin")] == [
        None
    ] * 4
    session.commit()
    files = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    assert "欧阳青禾".encode() not in files


def test_a_record_is_written_anew_and_may_hold_numbers_alone(session: Session, enterprise: Any, clock: Any) -> None:
    row = announce(session, enterprise, clock)
    record(session, enterprise, clock, row)
    record(session, enterprise, clock, row, visits=0, visitors=0, text="")
    assert receptions.opened(session, row, enterprise.people["officer"]) == ""


def test_what_makes_no_sense_is_refused_in_words(session: Session, enterprise: Any, clock: Any) -> None:
    with pytest.raises(Refusal):
        announce(session, enterprise, clock, in_days=-1)
    with pytest.raises(Forbidden):
        announce(session, enterprise, clock, who="handler")
    ahead = announce(session, enterprise, clock, in_days=3)
    with pytest.raises(Refusal):
        record(session, enterprise, clock, ahead)
    receptions.cancel(session, ahead.id, actor=enterprise.people["officer"], now=clock())
    today = announce(session, enterprise, clock)
    for wrong in ({"visitors": 1},):
        with pytest.raises(Refusal):
            record(session, enterprise, clock, today, **wrong)
    record(session, enterprise, clock, today)
    with pytest.raises(Refusal):
        receptions.cancel(session, today.id, actor=enterprise.people["officer"], now=clock())
    clock.advance(days=3)
    with pytest.raises(Refusal):
        record(session, enterprise, clock, ahead)


def test_cases_are_linked_to_the_day_they_came_from(session: Session, casework: Any) -> None:
    row = announce(session, casework.enterprise, casework.clock)
    petition, _key = casework.file()
    accusation, _key = casework.file(Kind.ACCUSATION)
    for each in (petition, accusation):
        receptions.came_from(session, each.id, row.id)
    people = casework.enterprise.people
    assert [each.id for each in reception_queries.cases(session, row.id, people["officer"])] == [petition.id]
    assert [each.id for each in reception_queries.cases(session, row.id, people["inspector"])] == [accusation.id]
    assert reception_queries.counted(session, [row], people["officer2"]) == {row.id: 1}
    with pytest.raises(Missing):
        receptions.came_from(session, petition.id, 7)


def test_only_days_ahead_are_announced(session: Session, enterprise: Any, clock: Any) -> None:
    assert not reception_queries.any_coming(session, clock().date())
    later, first = announce(session, enterprise, clock, in_days=9), announce(session, enterprise, clock, in_days=2)
    assert [each.id for each in reception_queries.coming(session, clock().date())] == [first.id, later.id]
    assert reception_queries.any_coming(session, clock().date())
    for each in (later, first):
        receptions.cancel(session, each.id, actor=enterprise.people["officer"], now=clock())
    assert not reception_queries.any_coming(session, clock().date())
    assert [each.id for each in reception_queries.between(session, date(2026, 11, 1), date(2026, 12, 31))] == [
        later.id,
        first.id,
    ]


def test_a_record_is_destroyed_with_its_key_when_its_period_is_over_and_the_numbers_stay(
    session: Session, enterprise: Any, clock: Any
) -> None:
    row = announce(session, enterprise, clock)
    record(session, enterprise, clock, row)
    later = announce(session, enterprise, clock, in_days=1)
    years = preferences.read(session).keep_reception_years

    before = clock().replace(year=clock().year + years, month=12, day=31)
    assert retention_operations.destroy_due(session, now=before) == (0, 0, 0)
    over = before.replace(year=before.year + 1, month=1, day=1)
    assert retention_operations.destroy_due(session, now=over) == (0, 0, 1)
    assert retention_operations.destroy_due(session, now=over) == (0, 0, 0)

    assert (row.visits, row.visitors, row.record_sealed, row.purged_on) == (2, 5, None, over.date())
    assert subject_keys.readers(session, receptions.subject(row.id)) == frozenset()
    assert receptions.opened(session, row, enterprise.people["officer"]) == ""
    assert later.purged_on is None
    with pytest.raises(Refusal):
        record(session, enterprise, clock, row)
    last = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(1)).one()
    assert (last.action, last.subject) == ("retention.reception", f"reception:{row.id}")


def test_a_record_stays_while_a_case_that_came_from_it_is_held(casework: Any, session: Session, clock: Any) -> None:
    enterprise = casework.enterprise
    row = announce(session, enterprise, clock)
    record(session, enterprise, clock, row)
    petition, _key = casework.lead_to(State.CLOSED)
    receptions.came_from(session, petition.id, row.id)
    officer = enterprise.people["officer"]
    retention_operations.place_hold(session, petition, reason="正在诉讼。", actor=officer, now=clock())

    over = clock().replace(year=clock().year + 30)
    retention_operations.destroy_due(session, now=over)
    assert row.record_sealed is not None
    retention_operations.lift_hold(session, petition, actor=officer, now=clock())
    retention_operations.destroy_due(session, now=over)
    assert session.get_one(ReceptionDay, row.id).record_sealed is None


def test_kept_for_good_means_for_good(session: Session, enterprise: Any, clock: Any) -> None:
    row = announce(session, enterprise, clock)
    record(session, enterprise, clock, row)
    preferences.write(session, keep_reception_years=0)

    retention_operations.destroy_due(session, now=clock().replace(year=clock().year + 90))

    assert row.record_sealed is not None
