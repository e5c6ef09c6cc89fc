"""Every SELECT over reception days (接访日)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import reach
from petitions.models import Petition
from petitions.register.models import ReceptionCase, ReceptionDay
from petitions.workflow import State


@dataclass(frozen=True)
class FromReception:
    """A case that was registered from a reception day, as far as its reader may know of it."""

    id: int
    number: str
    category: str
    state: State


def coming(session: Session, today: date) -> list[ReceptionDay]:
    """The reception days that are announced from today on, the next one first; what was cancelled says so until its day."""
    wanted = sa.select(ReceptionDay).where(ReceptionDay.day >= today)
    return list(session.execute(wanted.order_by(ReceptionDay.day, ReceptionDay.hours, ReceptionDay.id)).scalars())


def any_coming(session: Session, today: date) -> bool:
    """Whether a reception day lies ahead that was not cancelled."""
    wanted = sa.select(ReceptionDay.id).where(ReceptionDay.day >= today, ReceptionDay.cancelled_on.is_(None)).limit(1)
    return session.execute(wanted).first() is not None


def between(session: Session, first: date, last: date) -> list[ReceptionDay]:
    """The reception days between two days, the last one first."""
    wanted = sa.select(ReceptionDay).where(ReceptionDay.day.between(first, last))
    return list(session.execute(wanted.order_by(ReceptionDay.day.desc(), ReceptionDay.id)).scalars())


def reception(session: Session, reception_id: int) -> ReceptionDay:
    """A reception day. Raises NoResultFound."""
    return session.execute(sa.select(ReceptionDay).where(ReceptionDay.id == reception_id)).scalar_one()


def locked(session: Session, reception_id: int) -> ReceptionDay:
    """A reception day as it is now, its row locked until the transaction ends. Raises NoResultFound."""
    wanted = sa.select(ReceptionDay).where(ReceptionDay.id == reception_id).with_for_update()
    return session.execute(wanted, execution_options={"populate_existing": True}).scalar_one()


def cases(session: Session, reception_id: int, who: Person) -> list[FromReception]:
    """The cases registered from a reception day that `who` may know of."""
    wanted = (
        sa.select(Petition.id, Petition.number, Petition.category, Petition.state)
        .join(ReceptionCase, ReceptionCase.petition_id == Petition.id)
        .where(ReceptionCase.reception_id == reception_id, reach.may_know(session, who))
        .order_by(Petition.number)
    )
    return [FromReception(*row) for row in session.execute(wanted)]


def registered(session: Session, reception_ids: Sequence[int]) -> int:
    """How many cases were registered from these days, for figures that name no case."""
    wanted = sa.select(sa.func.count()).select_from(ReceptionCase).where(ReceptionCase.reception_id.in_(reception_ids))
    return session.execute(wanted).scalar_one()


def counted(session: Session, receptions: Sequence[ReceptionDay], who: Person) -> dict[int, int]:
    """How many cases were registered from each of these days, counted for the reader."""
    wanted = (
        sa.select(ReceptionCase.reception_id, sa.func.count().label("cases"))
        .join(Petition, Petition.id == ReceptionCase.petition_id)
        .where(ReceptionCase.reception_id.in_([each.id for each in receptions]), reach.may_know(session, who))
        .group_by(ReceptionCase.reception_id)
    )
    return {row.reception_id: row.cases for row in session.execute(wanted)}
