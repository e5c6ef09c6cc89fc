"""Writes of the working calendar: its years, its days, and what becomes of limits that waited for a year to be known."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from petitions import deadlines, queries
from petitions.calendar import queries as calendar_queries
from petitions.calendar import worked_days
from petitions.calendar.models import CalendarDay, CalendarYear
from petitions.deadlines import ClockKind
from petitions.models import CarriedOver, CaseClock, Petition
from web.transactions import database


def keep_calendar_year(session: Session, year: int, *, announced: bool) -> None:
    """Copy a year's official days into the table, where an officer may correct them; a year kept already stays."""
    if session.get(CalendarYear, year) is not None:
        return
    session.add(CalendarYear(year=year, announced=announced))
    for day in worked_days.official(year):
        session.add(CalendarDay(day=day.on, is_workday=day.is_workday, name=day.name))
    session.flush()
    calendar_queries.forget_calendar(session)


def announce_year(session: Session, year: int, *, actor: Person | None, now: datetime) -> int:
    """Say that a year's official arrangement stands in the calendar, entered or checked; `actor` is None for the product.

    Limits that ran into it were provisional until now: those are settled by it. Returns how many cases got another day.
    """
    kept = session.get(CalendarYear, year)
    was_announced = kept is not None and kept.announced
    keep_calendar_year(session, year, announced=True)
    session.get_one(CalendarYear, year).announced = True
    session.flush()
    calendar_queries.forget_calendar(session)
    moved = 0 if was_announced else _settle(session, year)
    audit.record(session, actor, "calendar.year", str(year), now=now, moved=moved)
    return moved


def set_day(
    session: Session, day: date, *, is_workday: bool | None, name: str = "", actor: Person | None, now: datetime
) -> None:
    """Make `day` worked or free whatever its weekday says; None leaves it to the weekday. Running clocks stay.

    What waited for the year is settled by its arrangement first, when that came with the product and was not taken yet.
    """
    if session.get(CalendarYear, day.year) is None and worked_days.is_announced(worked_days.official(day.year)):
        announce_year(session, day.year, actor=None, now=now)
    keep_calendar_year(session, day.year, announced=False)
    session.execute(sa.delete(CalendarDay).where(CalendarDay.day == day))
    if is_workday is not None:
        session.add(CalendarDay(day=day, is_workday=is_workday, name=name))
    session.flush()
    calendar_queries.forget_calendar(session)
    audit.record(session, actor, "calendar.day", day.isoformat(), now=now, is_workday=is_workday)


def take_next_year(now: datetime) -> None:
    """Once the official arrangement of the next year came with the product, keep it and settle what waited for it."""
    year = now.year + 1
    with database().reading() as session:
        is_new = session.get(CalendarYear, year) is None
    if is_new and worked_days.is_announced(worked_days.official(year)):
        with database().writing() as session, session.begin():
            announce_year(session, year, actor=None, now=now)


def _settle(session: Session, year: int) -> int:
    """Count the limits that reach into `year` and are still open again, and say how many cases got another day; days that
    somebody else set (a superior, an old ledger) stay."""
    moved = _settle_clocks(session, year)
    for petition_id in sorted(moved):
        running = (row for row in queries.clock_rows(session, petition_id) if row.stopped_on is None)
        due_days = [row.due_on for row in running if row.kind in deadlines.DUTIES]
        session.get_one(Petition, petition_id).next_due = min(due_days, default=None)
    moved |= _settle_first_answers(session, year)
    session.flush()
    return len(moved)


def _settle_clocks(session: Session, year: int) -> set[int]:
    wanted = sa.select(CaseClock).where(
        CaseClock.stopped_on.is_(None),
        CaseClock.kind != ClockKind.MANDATE,
        CaseClock.due_on >= date(year, 1, 1),
        CaseClock.started_on <= date(year, 12, 31),
        CaseClock.petition_id.not_in(sa.select(CarriedOver.petition_id)),
    )
    moved = set()
    for clock in session.execute(wanted.order_by(CaseClock.petition_id, CaseClock.kind)).scalars():
        days_worked = calendar_queries.working_days(session, (clock.started_on.year, clock.started_on.year + 1))
        workdays = deadlines.RULES[clock.kind].workdays
        due = deadlines.due(clock.started_on, clock.days, workdays=workdays, calendar=days_worked)
        if due != clock.due_on:
            clock.due_on = due
            moved.add(clock.petition_id)
    session.flush()
    return moved


def _settle_first_answers(session: Session, year: int) -> set[int]:
    """The days by which petitioners are to be answered for the first time, where nobody has yet."""
    wanted = sa.select(Petition).where(
        Petition.responded_on.is_(None),
        Petition.purged_on.is_(None),
        Petition.respond_days.is_not(None),
        Petition.respond_by >= date(year, 1, 1),
        Petition.filed_on <= date(year, 12, 31),
    )
    moved = set()
    for case in session.execute(wanted.order_by(Petition.id)).scalars():
        assert case.respond_days is not None
        days_worked = calendar_queries.working_days(session, (case.filed_on.year, case.filed_on.year + 1))
        respond_by = days_worked.add_workdays(case.filed_on, case.respond_days)
        if respond_by != case.respond_by:
            case.respond_by = respond_by
            moved.add(case.id)
    return moved
