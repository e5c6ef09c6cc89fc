"""包案: which leader looks after which case, since when, where it stands, what is due, and when they last wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from figures.comparison import Ratio
from petitions import reach
from petitions.models import CaseEvent, Petition
from petitions.workflow import KNOWN_IN, Action, CaseRole, State


@dataclass(frozen=True)
class Sponsored:
    """One case a leader looks after."""

    id: int
    number: str
    category: str
    state: State
    sponsored_on: date | None
    next_due: date | None
    closed_on: date | None
    is_escalated: bool
    #: When the leader last wrote down what they did.
    guided_on: date | None


@dataclass(frozen=True)
class Leader:
    """A leader with the cases in hand and those closed since a day."""

    name: str
    open: list[Sponsored]
    closed: list[Sponsored]

    @property
    def settled(self) -> Ratio:
        """化解率: closed of those closed and those in hand."""
        return Ratio(len(self.closed), len(self.closed) + len(self.open))


def by_leader(session: Session, who: Person, *, since: date) -> list[Leader]:
    """Every leader with a case that `who` may know of: in hand, or closed since; the most cases in hand first."""
    guided = (
        sa.select(sa.func.max(CaseEvent.day))
        .where(
            CaseEvent.petition_id == Petition.id,
            CaseEvent.action == Action.GUIDE,
            CaseEvent.account_id == Petition.sponsor_id,
        )
        .scalar_subquery()
    )
    in_hand = Petition.state.in_([state for state in State if state in KNOWN_IN[CaseRole.SPONSOR]])
    done = sa.and_(Petition.state.in_([State.CLOSED, State.ARCHIVED]), Petition.closed_on >= since)
    wanted = (
        sa.select(
            Petition.sponsor_id,
            Petition.id,
            Petition.number,
            Petition.category,
            Petition.state,
            Petition.sponsored_on,
            Petition.next_due,
            Petition.closed_on,
            Petition.escalated_on.is_not(None),
            guided,
        )
        .where(Petition.sponsor_id.is_not(None), sa.or_(in_hand, done), reach.may_know(session, who))
        .order_by(Petition.next_due.asc().nulls_last(), Petition.sponsored_on, Petition.number)
    )
    names = accounts.account_names(session)
    found: dict[int, Leader] = {}
    for leader_id, *facts in session.execute(wanted):
        assert leader_id is not None
        leader = found.setdefault(leader_id, Leader(names.get(leader_id, ""), [], []))
        case = Sponsored(*facts)
        (leader.open if case.state in KNOWN_IN[CaseRole.SPONSOR] else leader.closed).append(case)
    return sorted(found.values(), key=lambda each: (-len(each.open), each.name))
