"""Whether a case is at its end (终结): as it was recorded, or as its own days say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions import queries, reach
from petitions.deadlines import ClockKind
from petitions.models import CaseClock, CaseEvent, Petition
from petitions.outcome.conclusion import Concluded, derived
from petitions.outcome.opinion import Outcome
from petitions.workflow import Action, State

#: Where the opinion of 复核, once written, is the last one.
LASTING = frozenset({State.FINAL, State.CLOSED, State.ARCHIVED})
#: Steps by which a case is taken up again.
AGAIN = (Action.REOPEN, Action.REVOKE)
RIGHTS = frozenset({ClockKind.REVIEW, ClockKind.REREVIEW})


def of(session: Session, case: Petition, today: date) -> Concluded | None:
    """Why and since when the matter is at its end; None while it is not."""
    recorded = _recorded(case)
    if recorded is not None:
        return recorded
    if case.state not in LASTING or case.purged_on is not None:
        return None
    return derived(
        rereviewed_on=_rereviewed_on(queries.events(session, case.id)),
        settled=case.outcome is Outcome.SETTLED,
        closed_on=case.closed_on,
        rights_until=rights_until(session, case.id),
        today=today,
    )


def of_all(session: Session, known: sa.ColumnElement[bool], today: date) -> dict[int, Concluded]:
    """The same of all cases under `known` that are at their end, by id."""
    lasting = sa.and_(known, Petition.state.in_(reach.ordered(LASTING)), Petition.purged_on.is_(None))
    ended = _rereviews(session, lasting)
    rights = _rights(session, lasting)
    found: dict[int, Concluded] = {}
    wanted = sa.select(Petition).where(sa.or_(lasting, sa.and_(known, Petition.conclusion.is_not(None))))
    for case in session.execute(wanted).scalars():
        concluded = _recorded(case) or derived(
            rereviewed_on=_rereviewed_on(ended.get(case.id, [])),
            settled=case.outcome is Outcome.SETTLED,
            closed_on=case.closed_on,
            rights_until=rights.get(case.id),
            today=today,
        )
        if concluded is not None:
            found[case.id] = concluded
    return found


def rights_until(session: Session, petition_id: int) -> date | None:
    """The last day of a review that was not asked for; None when there is no such right."""
    rows = queries.clock_rows(session, petition_id)
    return max((row.due_on for row in rows if row.kind in RIGHTS and row.stopped_on is None), default=None)


def _recorded(case: Petition) -> Concluded | None:
    if case.conclusion is None or case.concluded_on is None:
        return None
    return Concluded(case.conclusion, case.concluded_on)


def _rereviews(session: Session, known: sa.ColumnElement[bool]) -> dict[int, list[CaseEvent]]:
    """The steps of each case that bear on its second review."""
    ends = sa.and_(CaseEvent.from_state == State.REREVIEWING, CaseEvent.to_state == State.FINAL)
    wanted = (
        sa.select(CaseEvent)
        .join(Petition, Petition.id == CaseEvent.petition_id)
        .where(known, sa.or_(ends, CaseEvent.action.in_(AGAIN)))
        .order_by(CaseEvent.petition_id, CaseEvent.ordinal)
    )
    found: dict[int, list[CaseEvent]] = {}
    for event in session.execute(wanted).scalars():
        found.setdefault(event.petition_id, []).append(event)
    return found


def _rights(session: Session, known: sa.ColumnElement[bool]) -> dict[int, date]:
    """The last day of a review that was not asked for, of each case that has one."""
    wanted = (
        sa.select(CaseClock.petition_id, sa.func.max(CaseClock.due_on).label("until"))
        .join(Petition, Petition.id == CaseClock.petition_id)
        .where(known, CaseClock.kind.in_(sorted(RIGHTS, key=lambda each: each.value)), CaseClock.stopped_on.is_(None))
        .group_by(CaseClock.petition_id)
    )
    return {row.petition_id: row.until for row in session.execute(wanted)}


def _rereviewed_on(events: Iterable[CaseEvent]) -> date | None:
    """The day of the opinion of 复核, unless the case was taken up again since."""
    found = None
    for event in events:
        if event.to_state is State.FINAL and event.from_state is State.REREVIEWING:
            found = event.day
        elif event.action in AGAIN:
            found = None
    return found
