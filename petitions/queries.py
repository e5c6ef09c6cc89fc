"""Every SELECT over cases; plain rows in a fixed order, and only cases that the reader may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from petitions import calendar, deadlines, in_place, workflow
from petitions.calendar import Calendar, SpecialDay
from petitions.chain import Step
from petitions.in_place import Duty
from petitions.joint.models import Joining
from petitions.kinds import LegalClass
from petitions.letters import catalogue as letters
from petitions.models import (
    Attachment,
    CalendarDay,
    CalendarYear,
    CaseClock,
    CaseEvent,
    CaseNote,
    CaseReading,
    CheckIn,
    DutyDone,
    Exclusion,
    LetterScan,
    Message,
    Petition,
    Rating,
)
from petitions.redaction.models import Redaction
from petitions.workflow import KNOWN_IN, Action, CaseRole
from vault import reading_groups
from web import kept_reads


def subject(petition_id: int) -> str:
    """The name by which the vault knows a case."""
    return f"petition:{petition_id}"


def open_subjects(session: Session, subjects: frozenset[str]) -> frozenset[str]:
    """Without the cases that are finished: when a member leaves, the keys of all others move to the group's new pair."""
    wanted = sa.select(Petition.id).where(Petition.state.in_(_ordered(workflow.FINISHED_STATES)))
    return subjects - {subject(each) for each in session.execute(wanted).scalars()}


# One case

# What every step of every case asks is built once.
_OF_CASE: sa.BindParameter[int] = sa.bindparam("petition_id")
_PETITION = sa.select(Petition).where(Petition.id == _OF_CASE)
_LOCKED = _PETITION.with_for_update().execution_options(populate_existing=True)
_EXCLUDED = sa.select(Exclusion.account_id).where(Exclusion.petition_id == _OF_CASE)
_BESIDE = (
    sa.select(Redaction, Joining)
    .select_from(Petition)
    .outerjoin(Redaction, Redaction.petition_id == Petition.id)
    .outerjoin(Joining, Joining.petition_id == Petition.id)
    .where(Petition.id == _OF_CASE)
)
_CLOCKS = sa.select(CaseClock).where(CaseClock.petition_id == _OF_CASE)


def locked(session: Session, petition_id: int) -> Petition:
    """A case, its row locked until the transaction ends. Raises NoResultFound."""
    return session.execute(_LOCKED, {"petition_id": petition_id}).scalar_one()


def petition(session: Session, petition_id: int) -> Petition:
    """A case. Raises NoResultFound."""
    return session.execute(_PETITION, {"petition_id": petition_id}).scalar_one()


def beside(session: Session, petition_id: int) -> tuple[Redaction | None, Joining | None]:
    """What few cases have: a redacted version (lifted or not), and that others may join or did."""
    row = session.execute(_BESIDE, {"petition_id": petition_id}).one()
    return row.Redaction, row.Joining


def visible(session: Session, petition_id: int, who: Person) -> Petition:
    """A case that `who` may know of. Raises NoResultFound for one that is not there or not for them."""
    wanted = sa.select(Petition).where(Petition.id == petition_id, may_know(session, who))
    return session.execute(wanted).scalar_one()


def by_receipt(session: Session, receipt_id: bytes) -> Petition | None:
    """The case a receipt code finds."""
    return session.execute(sa.select(Petition).where(Petition.receipt_id == receipt_id)).scalar_one_or_none()


def excluded(session: Session, petition_id: int) -> frozenset[int]:
    """The accounts that must never see a case."""
    return frozenset(session.execute(_EXCLUDED, {"petition_id": petition_id}).scalars())


def roles(session: Session, case: Petition, who: Person) -> frozenset[CaseRole]:
    """What `who` is to a case now: nothing once excluded or destroyed, whatever else they hold."""
    if case.purged_on is not None or who.id in excluded(session, case.id):
        return frozenset()
    offices = reading_groups.groups_of(session, who.id) if who.can("petitions.assign") else frozenset()
    found = set()
    if case.group_id in offices:
        found.add(CaseRole.OFFICE)
    elif case.state in KNOWN_IN[CaseRole.SENDER] and case.sent_from_id in offices:
        found.add(CaseRole.SENDER)
    for role, (permission, column) in GIVEN_STEPS.items():
        if getattr(case, column.key) == who.id and who.can(permission) and case.state in KNOWN_IN[role]:
            found.add(role)
    return frozenset(found)


#: The steps that are given to a person: the permission they want, and where the case says whose they are.
GIVEN_STEPS = {
    CaseRole.HANDLER: ("petitions.handle", Petition.handler_id),
    CaseRole.APPROVER: ("petitions.approve", Petition.approver_id),
    CaseRole.EXTENDER: ("petitions.approve", Petition.extender_id),
    CaseRole.SPONSOR: ("petitions.approve", Petition.sponsor_id),
    CaseRole.REVIEWER: ("petitions.approve", Petition.reviewer_id),
}


def may_know(session: Session, who: Person) -> sa.ColumnElement[bool]:
    """The condition on Petition under which `who` may know that a case exists; says the same as `roles`."""
    return sa.and_(may_count(session, who), Petition.purged_on.is_(None))


def may_count(session: Session, who: Person) -> sa.ColumnElement[bool]:
    """The condition under which a case counts in figures for `who`: also once nothing but an anonymous row is left.

    A way that leads to no case now is left out, because an office's list walks an index and an OR would stop that.
    """
    return kept_reads.while_reading(session, ("may count", who), lambda reading: _may_count(reading, who))


def _may_count(session: Session, who: Person) -> sa.ColumnElement[bool]:
    ways: list[sa.ColumnElement[bool]] = []
    offices = offices_of(session, who)
    if offices:
        ways.append(in_offices(offices))
    elsewhere = [way for way in [*steps_of(who), *sent_from(offices)] if _leads_anywhere(session, way, offices)]
    known = sa.or_(sa.false(), *ways, *elsewhere) if elsewhere or not ways else ways[0]
    left_out = sorted(session.execute(sa.select(Exclusion.petition_id).where(Exclusion.account_id == who.id)).scalars())
    return sa.and_(known, Petition.id.not_in(left_out)) if left_out else known


def offices_of(session: Session, who: Person) -> list[int]:
    """The offices (reading groups) in which somebody works cases."""
    return sorted(reading_groups.groups_of(session, who.id)) if who.can("petitions.assign") else []


def in_offices(offices: Collection[int]) -> sa.ColumnElement[bool]:
    """The condition that a case belongs to one of these offices."""
    only = next(iter(offices)) if len(offices) == 1 else None
    return Petition.group_id == only if only is not None else Petition.group_id.in_(sorted(offices))


def steps_of(who: Person) -> list[sa.ColumnElement[bool]]:
    """The conditions under which a step of a case was given to `who`."""
    return [
        sa.and_(column == who.id, Petition.state.in_(_ordered(KNOWN_IN[role])))
        for role, (permission, column) in GIVEN_STEPS.items()
        if who.can(permission)
    ]


def sent_from(offices: Collection[int]) -> list[sa.ColumnElement[bool]]:
    """The condition that one of these offices sent a case that the other one has not taken yet."""
    known = Petition.state.in_(_ordered(KNOWN_IN[CaseRole.SENDER]))
    return [sa.and_(Petition.sent_from_id.in_(sorted(offices)), known)] if offices else []


def _leads_anywhere(session: Session, way: sa.ColumnElement[bool], offices: Collection[int]) -> bool:
    wanted = sa.select(Petition.id).where(way, Petition.group_id.not_in(sorted(offices))).limit(1)
    return session.execute(wanted).first() is not None


def who_decided(session: Session, petition_id: int) -> frozenset[int]:
    """The accounts that had a part in the answer of a case: opinion, approval, earlier reviews."""
    deciding = (Action.DRAFT, Action.APPROVE, Action.UPHOLD, Action.AMEND, Action.REVOKE)
    wanted = sa.select(CaseEvent.account_id).where(
        CaseEvent.petition_id == petition_id, CaseEvent.action.in_(deciding), CaseEvent.account_id.is_not(None)
    )
    return frozenset(each for each in session.execute(wanted).scalars() if each is not None)


def merged_into(session: Session, petition_id: int) -> list[Petition]:
    """The cases that were merged into this one, in a fixed order."""
    wanted = sa.select(Petition).where(Petition.leading_id == petition_id).order_by(Petition.id)
    return list(session.execute(wanted).scalars())


def check_ins(session: Session, petition_id: int) -> dict[int, CheckIn]:
    """What the petitioner answered when asked about revenge, by the number of the asking."""
    wanted = sa.select(CheckIn).where(CheckIn.petition_id == petition_id)
    return {row.number: row for row in session.execute(wanted).scalars()}


def events(session: Session, petition_id: int) -> list[CaseEvent]:
    """The history of a case, oldest first."""
    wanted = sa.select(CaseEvent).where(CaseEvent.petition_id == petition_id).order_by(CaseEvent.ordinal)
    return list(session.execute(wanted).scalars())


def step(event: CaseEvent) -> Step:
    """An event as its chain hashes it."""
    return Step(
        ordinal=event.ordinal,
        action=event.action,
        role=event.role,
        from_state=event.from_state,
        to_state=event.to_state,
        day=event.day,
        account_id=event.account_id,
        details=event.details,
        content=event.content,
    )


def messages(session: Session, petition_id: int) -> list[Message]:
    """The conversation of a case, oldest first; still sealed."""
    return list(
        session.execute(
            sa.select(Message).where(Message.petition_id == petition_id).order_by(Message.ordinal)
        ).scalars()
    )


def last_message(session: Session, petition_id: int) -> Message | None:
    """The newest message of a case, still sealed."""
    wanted = sa.select(Message).where(Message.petition_id == petition_id).order_by(Message.ordinal.desc()).limit(1)
    return session.execute(wanted).scalar_one_or_none()


def notes(session: Session, petition_id: int) -> list[CaseNote]:
    """What the office wrote for itself, oldest first; still sealed."""
    wanted = sa.select(CaseNote).where(CaseNote.petition_id == petition_id).order_by(CaseNote.ordinal)
    return list(session.execute(wanted).scalars())


def note(session: Session, petition_id: int, ordinal: int) -> CaseNote:
    """One of them by its number."""
    wanted = sa.select(CaseNote).where(CaseNote.petition_id == petition_id, CaseNote.ordinal == ordinal)
    return session.execute(wanted).scalar_one()


def letter_scans(session: Session, petition_id: int) -> list[LetterScan]:
    """The signed papers of a case's letters, the newest of each kind first."""
    wanted = (
        sa.select(LetterScan)
        .join(Attachment, Attachment.id == LetterScan.attachment_id)
        .where(LetterScan.petition_id == petition_id)
    )
    return list(session.execute(wanted.order_by(LetterScan.letter, Attachment.position.desc())).scalars())


def is_petitioners(session: Session, petition_id: int, attachment_id: int) -> bool:
    """Whether a file is one the petitioner may open: hung on a message, or the paper of a letter that went out."""
    scan = session.get(LetterScan, attachment_id)
    if scan is None:
        return True
    case = petition(session, petition_id)
    return letters.belongs_to_petitioner(scan.letter, replied=case.replied_on is not None)


def rating(session: Session, petition_id: int) -> Rating | None:
    """The petitioner's rating, once given."""
    return session.get(Rating, petition_id)


def duties_done(session: Session, petition_id: int) -> list[DutyDone]:
    """The duties of 三个到位 that were kept, in the order of the law."""
    wanted = sa.select(DutyDone).where(DutyDone.petition_id == petition_id).order_by(DutyDone.duty)
    return list(session.execute(wanted).scalars())


def duty_labels(session: Session) -> dict[Duty, str]:
    """What the enterprise calls the duties of 三个到位."""
    return in_place.labels(preferences.read(session))


def readings(session: Session, petition_id: int) -> list[CaseReading]:
    """Who opened the sealed parts of a case, by day, latest first."""
    wanted = sa.select(CaseReading).where(CaseReading.petition_id == petition_id)
    return list(session.execute(wanted.order_by(CaseReading.day.desc(), CaseReading.account_id)).scalars())


def was_read(session: Session, petition_id: int, account_id: int, day: date) -> bool:
    """Whether a reading of this day stands in the book already."""
    return session.get(CaseReading, (petition_id, account_id, day)) is not None


def id_of_number(session: Session, number: str, who: Person) -> int | None:
    """The case with this number, when `who` may know of it."""
    wanted = sa.select(Petition.id).where(Petition.number == number.strip().upper(), may_know(session, who))
    return session.execute(wanted).scalar_one_or_none()


_BY_NUMBER = sa.select(Petition.id).where(Petition.number == sa.bindparam("wanted"))


def is_number_taken(session: Session, number: str) -> bool:
    """Whether a case has this number; asks what is stored, without storing what waits."""
    with session.no_autoflush:
        return session.execute(_BY_NUMBER, {"wanted": number}).first() is not None


# Clocks


def clock_rows(session: Session, petition_id: int) -> list[CaseClock]:
    """The clocks of a case, in the order of the procedure."""
    found = session.execute(_CLOCKS, {"petition_id": petition_id}).scalars()
    order = list(deadlines.ClockKind)
    return sorted(found, key=lambda row: (order.index(row.kind), row.round))


def clocks(session: Session, petition_id: int, today: date) -> list[deadlines.Reading]:
    """The clocks of a case as they stand today."""
    soon = preferences.read(session).due_soon_days
    rows = clock_rows(session, petition_id)
    is_accusation = session.get_one(Petition, petition_id).legal_class is LegalClass.ACCUSATION
    days = working_days(session, {year for row in rows for year in range(row.started_on.year, row.due_on.year + 1)})
    found = []
    for row in rows:
        reading = deadlines.read(
            row.kind,
            row.started_on,
            row.due_on,
            row.stopped_on,
            today=today,
            soon_days=soon,
            extended_from=row.extended_from,
        )
        is_provisional = reading.is_running and bool(days.missing_years(row.started_on, row.due_on))
        found.append(replace(reading, is_provisional=is_provisional, is_accusation=is_accusation))
    return found


def next_clock(readings: Iterable[deadlines.Reading]) -> deadlines.Reading | None:
    """The duty that is due first among clocks that run."""
    running = [each for each in readings if each.is_running and each.rule.is_duty]
    return min(running, key=lambda each: each.due_on, default=None)


@dataclass(frozen=True)
class TimelineRow:
    """One line of the petitioner's timeline; `sentence` is a message id to be translated."""

    on: date
    action: workflow.Action
    sentence: str
    article: str


def timeline(session: Session, petition_id: int) -> list[TimelineRow]:
    """What happened to a case, in the petitioner's words, oldest first."""
    rows = []
    for event in events(session, petition_id):
        row = workflow.find(event.action, event.from_state, {event.role})
        if row is not None and row.timeline:
            rows.append(TimelineRow(event.day, event.action, row.timeline, row.article))
    return rows


# Days


_YEARS = sa.select(CalendarYear.year, CalendarYear.announced)
_DAYS = sa.select(CalendarDay.day, CalendarDay.is_workday, CalendarDay.name).order_by(CalendarDay.day)


@dataclass(frozen=True)
class DaysEntered:
    """The years that were entered or checked, with whether each was announced, and their special days."""

    years: Mapping[int, bool]
    days: tuple[SpecialDay, ...]


def working_days(session: Session, years: Collection[int]) -> Calendar:
    """The calendar of these years: the table where a year was entered or checked, else the official arrangement."""
    entered = days_entered(session)
    days = list(entered.days)
    known = {year for year, announced in entered.years.items() if announced}
    for year in sorted(set(years) - set(entered.years)):
        from_package = _official(year)
        days += from_package
        if calendar.is_announced(from_package):
            known.add(year)
    return calendar.from_days(days, known, moves_last_day=preferences.read(session).last_day_moves)


def forget_calendar(session: Session) -> None:
    """Read the table anew: something was entered."""
    kept_reads.forget(session, DaysEntered)


def days_entered(session: Session) -> DaysEntered:
    """What stands in the table."""
    return kept_reads.read(session, DaysEntered, _days_entered)


def bring_days(session: Session, entered: DaysEntered) -> None:
    """Let a transaction that has begun go by what was read for it just before."""
    kept_reads.bring(session, DaysEntered, entered)


def _days_entered(session: Session) -> DaysEntered:
    years = {row.year: row.announced for row in session.execute(_YEARS)}
    days = (SpecialDay(*row) for row in session.execute(_DAYS))
    return DaysEntered(years, tuple(day for day in days if day.on.year in years))


@lru_cache(maxsize=32)
def _official(year: int) -> tuple[SpecialDay, ...]:
    return calendar.official(year)


def _ordered(states: Iterable[workflow.State]) -> list[workflow.State]:
    return [state for state in workflow.State if state in set(states)]
