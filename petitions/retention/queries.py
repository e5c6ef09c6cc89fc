"""Every SELECT over cases whose period ends; plain rows in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from petitions import reach, workflow
from petitions.identity.models import SealedIdentity
from petitions.kinds import LegalClass
from petitions.mailbox.models import NoticeMailbox
from petitions.models import Petition
from petitions.register.models import ReceptionCase, ReceptionDay
from petitions.retention import periods as retention
from petitions.retention.models import RetentionHold
from petitions.retention.periods import Holding

FINISHED_ON = sa.func.coalesce(Petition.closed_on, Petition.ended_on, Petition.decided_on)


@dataclass(frozen=True)
class Ending:
    """A finished case, and the last day it is kept."""

    petition_id: int
    number: str
    category: str
    holding: Holding
    finished_on: date
    kept_until: date | None
    is_held: bool


def due(session: Session, today: date, *, most: int) -> list[Petition]:
    """Cases whose period is over, which nothing puts off; at most so many."""
    wanted = sa.select(Petition).where(_is_finished(), ~_is_held(), _is_over(session, today))
    return list(session.execute(wanted.order_by(Petition.id).limit(most)).scalars())


def names_due(session: Session, today: date, *, most: int) -> list[int]:
    """Finished cases whose sealed name and mailbox are not needed any more, ahead of the rest of the case."""
    last = today - timedelta(days=preferences.read(session).keep_name_days)
    left = sa.union(sa.select(SealedIdentity.petition_id), sa.select(NoticeMailbox.petition_id))
    wanted = sa.select(Petition.id).where(Petition.id.in_(left), _is_finished(), ~_is_held(), last > FINISHED_ON)
    return list(session.execute(wanted.order_by(Petition.id).limit(most)).scalars())


def endings(session: Session, who: Person, until: date) -> list[Ending]:
    """The finished cases `who` may know of that are kept until a day before `until` or are held, the next first."""
    wanted = sa.select(Petition).where(_is_finished(), reach.may_know(session, who))
    soon = sa.or_(_is_held(), _is_over(session, until))
    held = set(session.execute(sa.select(RetentionHold.petition_id)).scalars())
    rows = session.execute(wanted.where(soon).order_by(FINISHED_ON, Petition.number)).scalars()
    found = [ending(session, row, is_held=row.id in held) for row in rows]
    return sorted(found, key=lambda each: (each.kept_until or date.max, each.number))


def ending(session: Session, case: Petition, *, is_held: bool) -> Ending:
    """When the period of a finished case ends."""
    kind = retention.holding(case.legal_class, was_answered=case.first_replied_on is not None)
    finished = case.closed_on or case.ended_on or case.decided_on
    assert finished is not None
    years = retention.years(kind, preferences.read(session))
    until = retention.kept_until(finished, years)
    return Ending(case.id, case.number, case.category, kind, finished, until, is_held)


def ending_of(session: Session, case: Petition) -> Ending | None:
    """The same for one case; None while it is not finished."""
    is_finished = case.state in workflow.FINISHED_STATES
    return ending(session, case, is_held=hold(session, case.id) is not None) if is_finished else None


def hold(session: Session, petition_id: int) -> RetentionHold | None:
    """What puts off the destruction of a case."""
    return session.get(RetentionHold, petition_id)


def receptions_due(session: Session, before: date | None, *, most: int) -> list[ReceptionDay]:
    """Reception days before `before` whose record is kept still, and from which no case is put off its destruction."""
    if before is None:
        return []
    held = (
        sa.select(ReceptionCase.reception_id)
        .join(RetentionHold, RetentionHold.petition_id == ReceptionCase.petition_id)
        .where(ReceptionCase.reception_id == ReceptionDay.id)
    )
    over = sa.and_(ReceptionDay.recorded_on.is_not(None), ReceptionDay.purged_on.is_(None), ReceptionDay.day < before)
    wanted = sa.select(ReceptionDay).where(over, ~held.exists()).order_by(ReceptionDay.id)
    return list(session.execute(wanted.limit(most)).scalars())


def _is_finished() -> sa.ColumnElement[bool]:
    states = [state for state in workflow.State if state in workflow.FINISHED_STATES]
    # Whoever reports revenge is answered before anything is destroyed.
    return sa.and_(Petition.state.in_(states), Petition.purged_on.is_(None), Petition.alarm_on.is_(None))


def _is_held() -> sa.ColumnElement[bool]:
    return sa.select(RetentionHold.petition_id).where(RetentionHold.petition_id == Petition.id).exists()


def _is_over(session: Session, today: date) -> sa.ColumnElement[bool]:
    chosen = preferences.read(session)
    over: list[sa.ColumnElement[bool]] = []
    for kind, condition in _HOLDINGS.items():
        before = retention.finished_before(today, retention.years(kind, chosen))
        if before is not None:
            over.append(sa.and_(condition, before > FINISHED_ON))
    return sa.or_(sa.false(), *over)


_IS_ACCUSATION = Petition.legal_class == LegalClass.ACCUSATION
_IS_SUGGESTION = Petition.legal_class == LegalClass.SUGGESTION
_WAS_ANSWERED = Petition.first_replied_on.is_not(None)
#: The same as `retention.holding`, as conditions.
_HOLDINGS = {
    Holding.ACCUSATION: _IS_ACCUSATION,
    Holding.ANSWERED: sa.and_(~_IS_ACCUSATION, ~_IS_SUGGESTION, _WAS_ANSWERED),
    Holding.SUGGESTION: sa.and_(_IS_SUGGESTION, _WAS_ANSWERED),
    Holding.ENDED: sa.and_(~_IS_ACCUSATION, ~_WAS_ANSWERED),
}
