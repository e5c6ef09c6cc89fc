"""Whether a case is at its end (终结): as it was recorded, or as its own days say."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from petitions import queries
from petitions.deadlines import ClockKind
from petitions.models import CaseEvent, Petition
from petitions.outcome.conclusion import Concluded, derived
from petitions.outcome.opinion import Outcome
from petitions.workflow import Action, State

#: Where the opinion of 复核, once written, is the last one.
LASTING = frozenset({State.FINAL, State.CLOSED, State.ARCHIVED})
RIGHTS = frozenset({ClockKind.REVIEW, ClockKind.REREVIEW})


def of(session: Session, case: Petition, today: date) -> Concluded | None:
    """Why and since when the matter is at its end; None while it is not."""
    if case.conclusion is not None and case.concluded_on is not None:
        return Concluded(case.conclusion, case.concluded_on)
    if case.state not in LASTING or case.purged_on is not None:
        return None
    return derived(
        rereviewed_on=_rereviewed_on(queries.events(session, case.id)),
        settled=case.outcome is Outcome.SETTLED,
        closed_on=case.closed_on,
        rights_until=rights_until(session, case.id),
        today=today,
    )


def rights_until(session: Session, petition_id: int) -> date | None:
    """The last day of a review that was not asked for; None when there is no such right."""
    rows = queries.clock_rows(session, petition_id)
    return max((row.due_on for row in rows if row.kind in RIGHTS and row.stopped_on is None), default=None)


def _rereviewed_on(events: list[CaseEvent]) -> date | None:
    """The day of the opinion of 复核, unless the case was taken up again since."""
    found = None
    for event in events:
        if event.to_state is State.FINAL and event.from_state is State.REREVIEWING:
            found = event.day
        elif event.action in (Action.REOPEN, Action.REVOKE):
            found = None
    return found
