"""What cannot wait for its turn: a life may be in danger and nobody has taken the case up, or somebody suffers for having spoken."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import reach, workflow
from petitions.lists import counting
from petitions.models import Petition
from petitions.workflow import State

#: Nobody of the office has taken the case up yet.
UNTOUCHED = (State.FILED, State.TRANSFERRED)

_OPEN = [state for state in State if state in workflow.OPEN_STATES]

#: Words that may mean danger to somebody's life were written, or the petitioner ticked it; until the case is answered.
IN_DANGER = sa.and_(Petition.urgent, Petition.state.in_(_OPEN))
#: The petitioner says they are made to suffer for having spoken; until the office says what it did about it.
SUFFERING = Petition.alarm_on.is_not(None)


@dataclass(frozen=True)
class Pressing:
    """How many cases of the reader's offices press."""

    in_danger: int
    suffering: int


def counts(session: Session, who: Person) -> Pressing:
    """What the offices of `who` must look at before anything else, as far as `who` may know of it."""
    ours = reach.in_offices(reach.offices_of(session, who))
    untouched = sa.and_(Petition.urgent, Petition.state.in_(UNTOUCHED))
    known = reach.may_know(session, who)
    parts = {"in_danger": [ours, untouched], "suffering": [ours, SUFFERING]}
    return Pressing(**counting.along_indexes(session, known, parts))


def ids(session: Session, who: Person) -> list[int]:
    """The cases that press and that `who` may know of, as far as they go; few, and found along indexes of their own."""
    known = reach.may_know(session, who)
    each_part = (sa.select(Petition.id).where(known, part) for part in (IN_DANGER, SUFFERING))
    return sorted(session.execute(sa.union(*each_part)).scalars())
