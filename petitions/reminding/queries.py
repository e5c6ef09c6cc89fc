"""The SELECTs behind what is due: the cases somebody may know of, and those a chat may be told of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from petitions import reach, workflow
from petitions.kinds import LegalClass
from petitions.lists import queue
from petitions.models import CaseEvent, Exclusion, Petition
from petitions.reminding import due
from petitions.reminding.due import Line
from petitions.reminding.models import CaseTold, EscalationLeader
from petitions.workflow import Action

#: What a chat is told of besides a case's moving on.
PUSHES = (Action.NUDGE, Action.SUPERVISE)


@dataclass(frozen=True)
class Scope:
    """Which cases a chat is about: those of an office, or those that handlers of some units work on."""

    group_id: int | None = None
    unit_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class NewStep:
    """A step that a chat was not told of yet."""

    petition_id: int
    number: str
    version: int


_LINE = (
    Petition.id,
    Petition.number,
    Petition.state,
    Petition.next_due,
    Petition.nudged_on,
    Petition.handling_unit_id,
)


def lines_for(session: Session, who: Person, today: date, *, limit: int | None = None) -> list[Line]:
    """The cases `who` may know of that are late or due soon; nothing sealed is needed or opened."""
    wanted = sa.select(*_LINE).where(reach.may_know(session, who), Petition.next_due <= _soon(session, today))
    return _lines(session, wanted.limit(limit))


def _soon(session: Session, today: date) -> date:
    return due.until(today, preferences.read(session).due_soon_days)


def to_answer(session: Session, who: Person, today: date, *, limit: int | None = None) -> list[Line]:
    """The cases `who` may give away or answer, to whose petitioners nobody has said a word by the day set for that."""
    if not who.can("petitions.assign"):
        return []
    wanted = sa.select(
        Petition.id,
        Petition.number,
        Petition.state,
        Petition.respond_by,
        Petition.nudged_on,
        Petition.handling_unit_id,
    ).where(
        reach.may_know(session, who),
        Petition.responded_on.is_(None),
        Petition.respond_by <= today,
        Petition.state.in_(queue.OFFICE_STEPS),
    )
    ordered = wanted.order_by(Petition.respond_by, Petition.number).limit(limit)
    return [Line(*row) for row in session.execute(ordered)]


def late_for_leader(session: Session, who: Person, today: date, after_days: int) -> list[Line]:
    """The cases of the offices that named `who`, late by more than `after_days`: known by number, not opened by it.

    A case that concerns this leader, one they handle, one about somebody unnamed who handles petitions, and (unless they
    work accusations) every accusation is left out.
    """
    named = sa.select(EscalationLeader.group_id).where(EscalationLeader.leader_id == who.id)
    hidden = sa.exists().where(Exclusion.petition_id == Petition.id, Exclusion.account_id == who.id)
    accusation = Petition.legal_class == LegalClass.ACCUSATION
    wanted = sa.select(*_LINE).where(
        Petition.group_id.in_(named),
        Petition.next_due < today - timedelta(days=after_days),
        sa.not_(hidden),
        sa.not_(Petition.concerns_staff),
        sa.or_(Petition.handler_id.is_(None), Petition.handler_id != who.id),
        accusation if who.can("petitions.discipline") else sa.not_(accusation),
    )
    return _lines(session, wanted.limit(due.MOST_LISTED)) if who.can("petitions.approve") else []


def leaders_named(session: Session, offices: Collection[int]) -> dict[int, int]:
    """The leader to whom late cases of these offices go, by office."""
    wanted = sa.select(EscalationLeader.group_id, EscalationLeader.leader_id)
    rows = session.execute(wanted.where(EscalationLeader.group_id.in_(sorted(offices))))
    return {row.group_id: row.leader_id for row in rows}


def lines_in_chat(session: Session, scope: Scope, today: date) -> list[Line]:
    """The cases of a chat that are late or due soon."""
    wanted = sa.select(*_LINE).where(*_tellable(scope), *_of(scope), Petition.next_due <= _soon(session, today))
    return _lines(session, wanted)


def lines_by_number(session: Session, scope: Scope, numbers: Collection[str]) -> list[Line]:
    """Those of these cases that a chat may still be told of, and that still wait for its people."""
    wanted = sa.select(*_LINE).where(*_tellable(scope), *_waits_with(scope), Petition.number.in_(sorted(numbers)))
    return _lines(session, wanted)


def new_steps(session: Session, robot_id: int, scope: Scope, since: date) -> list[NewStep]:
    """The cases that came to a chat's people by a step since `since` of which its robot has not told, by number."""
    moved = sa.or_(
        CaseEvent.from_state.is_(None), CaseEvent.from_state != CaseEvent.to_state, CaseEvent.action.in_(PUSHES)
    )
    latest = (
        sa.select(Petition.id, Petition.number, sa.func.max(CaseEvent.ordinal).label("version"))
        .join(CaseEvent, CaseEvent.petition_id == Petition.id)
        .where(*_tellable(scope), *_waits_with(scope), CaseEvent.day >= since, moved)
        .group_by(Petition.id, Petition.number)
        .subquery()
    )
    told = sa.and_(CaseTold.petition_id == latest.c.id, CaseTold.robot_id == robot_id)
    wanted = (
        sa.select(latest.c.id, latest.c.number, latest.c.version)
        .outerjoin(CaseTold, told)
        .where(sa.or_(CaseTold.version.is_(None), CaseTold.version < latest.c.version))
        .order_by(latest.c.number)
    )
    return [NewStep(*row) for row in session.execute(wanted)]


def told(session: Session, petition_id: int, robot_id: int) -> CaseTold | None:
    """What a robot told of a case last."""
    return session.get(CaseTold, (petition_id, robot_id))


def _lines(
    session: Session, wanted: sa.Select[int, str, workflow.State, date | None, date | None, int | None]
) -> list[Line]:
    ordered = wanted.order_by(Petition.next_due.asc().nulls_last(), Petition.number)
    return [Line(*row) for row in session.execute(ordered)]


def _tellable(scope: Scope) -> list[sa.ColumnElement[bool]]:
    """What a chat may be told of at all: nobody knows who sits in it, so nothing that somebody may not know."""
    hidden = sa.exists().where(Exclusion.petition_id == Petition.id)
    found = [Petition.legal_class != LegalClass.ACCUSATION, sa.not_(Petition.concerns_staff), sa.not_(hidden)]
    # A unit in which somebody is put under pressure is not reminded of who said so.
    return found if scope.group_id is not None else [*found, Petition.alarm_on.is_(None)]


def _of(scope: Scope) -> list[sa.ColumnElement[bool]]:
    if scope.group_id is not None:
        return [Petition.group_id == scope.group_id]
    return _waits_with(scope)


def _waits_with(scope: Scope) -> list[sa.ColumnElement[bool]]:
    if scope.group_id is not None:
        return [Petition.group_id == scope.group_id, Petition.state.in_(queue.OFFICE_STEPS)]
    handled = [state for state in workflow.State if state in workflow.HANDLER_STATES]
    return [Petition.handling_unit_id.in_(sorted(scope.unit_ids)), Petition.state.in_(handled)]
