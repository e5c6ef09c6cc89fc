"""The desk's list: which cases a reader sees, by what is due next, and how many there are for this reader."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from petitions import reach, workflow
from petitions.kinds import Kind, LegalClass
from petitions.lists import counting, pressing
from petitions.lists.filters import Filters, conditions
from petitions.models import Petition
from petitions.reach import may_know
from petitions.register import mandate_queries
from petitions.workflow import HANDLER_STATES, CaseRole, State
from web import kept_reads
from web.paging import PAGE
from web.words import N_

#: What the office itself has to do next.
OFFICE_STEPS = (
    State.FILED,
    State.REGISTERED,
    State.TRANSFERRED,
    State.ACCEPTED,
    State.APPROVED,
    State.REPLIED,
    State.REVIEW_ASKED,
    State.REVIEWED,
    State.REREVIEW_ASKED,
    State.FINAL,
)
#: What somebody who was given a step has to do next, and where.
NEXT_STEPS = {
    CaseRole.HANDLER: HANDLER_STATES - {State.ASKING},
    CaseRole.APPROVER: workflow.KNOWN_IN[CaseRole.APPROVER],
    CaseRole.REVIEWER: workflow.KNOWN_IN[CaseRole.REVIEWER],
    CaseRole.EXTENDER: workflow.KNOWN_IN[CaseRole.EXTENDER],
}
#: Lists of what is done, newest first.
LATEST_FIRST = frozenset({"finished", "all"})
#: Lists of what somebody works on, on which a case that cannot wait stands above those due earlier.
PRESSING_FIRST = frozenset({"mine", "filed"})
#: Tabs that stand there even when nothing is in them.
ALWAYS_SHOWN = frozenset({"mine", "open", "overdue", "all"})
VIEWS: Mapping[str, str] = {
    "mine": N_("待我办"),
    "filed": N_("待登记"),
    "today": N_("今天到期"),
    "week": N_("本周到期"),
    "open": N_("在办"),
    "overdue": N_("超期"),
    "answered": N_("已答复待办结"),
    "supervised": N_("督办"),
    "sponsored": N_("包案"),
    "charged": N_("交办件"),
    "urgent": N_("人身危险"),
    "alarms": N_("反映被为难"),
    "finished": N_("已结"),
    "all": N_("全部"),
}


@dataclass(frozen=True)
class QueueRow:
    """One line of the list."""

    id: int
    number: str
    kind: Kind
    legal_class: LegalClass
    category: str
    unit_id: int | None
    people: int
    state: State
    next_due: date | None
    filed_on: date
    handler_id: int | None
    urgent: bool
    awaits_answer: bool
    is_repeat: bool
    alarm_on: date | None
    sponsor_id: int | None
    supervised_on: date | None
    version: int


@dataclass(frozen=True)
class Queue:
    """One page of the list."""

    rows: list[QueueRow]
    has_more: bool
    counts: Mapping[str, int] = field(default_factory=dict)


_COLUMNS = tuple(getattr(Petition, name) for name in QueueRow.__dataclass_fields__)


def page(session: Session, who: Person, filters: Filters, *, today: date) -> Queue:
    """The cases that `who` may know of and asked for, the one due first at the top."""
    asked = _conditions(session, who, filters, today)
    start = (filters.page - 1) * PAGE
    # What presses is looked up apart, because a list that begins with it walks no index.
    first = pressing.ids(session, who) if filters.view in PRESSING_FIRST else []
    rows: list[QueueRow] = []
    if first:
        ahead = [*asked, Petition.id.in_(first)]
        rows = _lines(session, ahead, filters.view, start, PAGE + 1)
        asked.append(Petition.id.not_in(first))
        start = max(0, start - _count(session, *ahead))
    if len(rows) <= PAGE:
        known = [may_know(session, who), *asked]
        rows += _lines(session, known, filters.view, start, PAGE + 1 - len(rows))
    return Queue(rows[:PAGE], len(rows) > PAGE, counts(session, who, today=today))


def narrowed(session: Session, who: Person, filters: Filters, *, today: date) -> sa.ColumnElement[bool]:
    """The condition behind a whole list as it was asked for, whatever its page."""
    return sa.and_(sa.true(), *_conditions(session, who, filters, today))


def _lines(
    session: Session, known: Collection[sa.ColumnElement[bool]], view: str, start: int, most: int
) -> list[QueueRow]:
    wanted = sa.select(*_COLUMNS).where(*known).order_by(*_order(view)).limit(most).offset(start)
    return [QueueRow(*row) for row in session.execute(wanted)]


def counts(session: Session, who: Person, *, today: date) -> dict[str, int]:
    """How many cases each view holds, counted for this reader."""
    # Nothing of a destroyed case waits or is due, so its row need not be looked at to leave it out.
    known = reach.may_count(session, who)
    found = counting.along_indexes(
        session,
        known,
        {
            "filed": [Petition.state == State.FILED],
            "today": [Petition.next_due == today],
            "week": [Petition.next_due.between(today, _end_of_week(today))],
            "open": [_in(workflow.OPEN_STATES)],
            "overdue": [Petition.next_due < today],
            "answered": [_in(workflow.ANSWERED_STATES)],
            "urgent": [pressing.IN_DANGER],
            "alarms": [pressing.SUFFERING],
            "whole": [],
            "purged": [Petition.purged_on.is_not(None)],
        },
    )
    # What is finished is by far the most, so it is what remains of one walk along an index.
    everything = found.pop("whole") - found.pop("purged")
    return {
        **found,
        **counting.in_one_walk(session, (known, _in(workflow.OPEN_STATES | workflow.ANSWERED_STATES)), _MARKED),
        "mine": mine(session, who),
        "charged": mandate_queries.count_charged(session, known),
        "finished": everything - found["open"] - found["answered"],
        "all": everything,
    }


def mine(session: Session, who: Person) -> int:
    """How many cases wait for a step of this reader; every part of it is counted along an index."""
    return kept_reads.while_reading(session, ("mine", who), lambda reading: _mine(reading, who))


def _mine(session: Session, who: Person) -> int:
    # Nothing of a destroyed case waits.
    known = reach.may_count(session, who)
    parts: dict[str, list[sa.ColumnElement[bool]]] = {}
    before: list[sa.ColumnElement[bool]] = []
    for part in [*_office_parts(reach.offices_of(session, who)), *_steps(session, who)]:
        # Whoever is several things to a case has it waiting once.
        parts[f"part{len(before)}"] = [part, *(sa.not_(each) for each in before)]
        before.append(part)
    return sum(counting.along_indexes(session, known, parts).values()) if parts else 0


def _office_parts(offices: Collection[int]) -> list[sa.ColumnElement[bool]]:
    """What waits for members of these offices: their own steps, words of petitioners, alarms, reviews made outside."""
    if not offices:
        return []
    ours = reach.in_offices(offices)
    others = [state for state in State if state not in OFFICE_STEPS and state is not State.ARCHIVED]
    return [
        sa.and_(ours, _in(OFFICE_STEPS)),
        sa.and_(ours, Petition.awaits_answer, Petition.state.in_(others)),
        sa.and_(ours, pressing.SUFFERING),
        sa.and_(ours, _in(workflow.KNOWN_IN[CaseRole.REVIEWER]), Petition.reviewer_id.is_(None)),
    ]


def rows(session: Session, petition_ids: Collection[int]) -> dict[int, QueueRow]:
    """The lines of these cases by id; whoever asks has made sure that the reader may know of them."""
    wanted = sa.select(*_COLUMNS).where(Petition.id.in_(sorted(petition_ids)))
    return {row.id: QueueRow(*row) for row in session.execute(wanted)}


def known_rows(session: Session, petition_ids: Collection[int], who: Person) -> dict[int, QueueRow]:
    """The lines of those among these cases that `who` may know of, by id."""
    wanted = sa.select(Petition.id).where(Petition.id.in_(sorted(petition_ids)), may_know(session, who))
    return rows(session, list(session.execute(wanted).scalars()))


def between(session: Session, who: Person, first: date, last: date) -> dict[str, int]:
    """How many cases came in, were answered and were closed between two days, counted for this reader."""
    known = reach.may_count(session, who)
    days = {"came_in": Petition.filed_on, "answered": Petition.replied_on, "closed": Petition.closed_on}
    return counting.along_indexes(session, known, {key: [day >= first, day <= last] for key, day in days.items()})


def _count(session: Session, *conditions: sa.ColumnElement[bool]) -> int:
    wanted = sa.select(sa.func.count()).select_from(Petition).where(*conditions)
    return session.execute(wanted).scalar_one()


def _order(view: str) -> tuple[Any, ...]:
    """What is due first on top; where nothing is due any more, what came in last."""
    if view in LATEST_FIRST:
        return (Petition.filed_on.desc(), Petition.id.desc())
    return (Petition.next_due.asc().nulls_last(), Petition.filed_on, Petition.id)


def _conditions(session: Session, who: Person, filters: Filters, today: date) -> list[sa.ColumnElement[bool]]:
    views: dict[str, list[sa.ColumnElement[bool]]] = {
        "mine": [_waits_for(session, who)],
        "open": [_in(workflow.OPEN_STATES)],
        "filed": [Petition.state == State.FILED],
        "today": [Petition.next_due == today],
        "week": [Petition.next_due.between(today, _end_of_week(today))],
        "overdue": [Petition.next_due < today],
        "answered": [_in(workflow.ANSWERED_STATES)],
        "supervised": list(_SUPERVISED),
        "sponsored": list(_SPONSORED),
        "charged": [mandate_queries.is_charged()],
        "urgent": [pressing.IN_DANGER],
        "alarms": [pressing.SUFFERING],
        "finished": [_in(workflow.FINISHED_STATES)],
    }
    soon_days = preferences.read(session).due_soon_days if filters.standing else 0
    return [*views.get(filters.view, []), *conditions(filters, today, soon_days)]


def _waits_for(session: Session, who: Person) -> sa.ColumnElement[bool]:
    """The condition under which the next step is this person's."""
    return sa.or_(sa.false(), *_office_parts(reach.offices_of(session, who)), *_steps(session, who))


def _steps(session: Session, who: Person) -> list[sa.ColumnElement[bool]]:
    """The conditions under which a case lies with this person as handler, approver, reviewer or the like."""
    ways: list[sa.ColumnElement[bool]] = []
    for role, states in NEXT_STEPS.items():
        permission, column = reach.GIVEN_STEPS[role]
        if who.can(permission):
            ways.append(sa.and_(column == who.id, _in(states)))
    if offices := reach.offices_of(session, who):
        ways.append(sa.and_(Petition.sent_from_id.in_(offices), Petition.state == State.OBJECTED))
    return ways


def _in(states: Collection[State]) -> sa.ColumnElement[bool]:
    return Petition.state.in_([state for state in State if state in states])


def standing_of(row: QueueRow | Any, today: date, soon_days: int) -> str:
    """The tone in which a row's clock is shown."""
    if row.next_due is None:
        return "plain"
    left = (row.next_due - today).days
    return "late" if left < 0 else ("soon" if left <= soon_days else "good")


def _end_of_week(today: date) -> date:
    """The Sunday of this week."""
    return today + timedelta(days=6 - today.weekday())


_SUPERVISED = (Petition.supervised_on.is_not(None), _in(workflow.OPEN_STATES | workflow.ANSWERED_STATES))
_SPONSORED = (Petition.sponsor_id.is_not(None), _in(workflow.KNOWN_IN[CaseRole.SPONSOR]))
#: What only open and answered cases are, and no index finds.
_MARKED = {"supervised": _SUPERVISED, "sponsored": _SPONSORED}
