"""Every SELECT over what superiors charged the office with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import reach
from petitions.models import Petition
from petitions.register.models import Mandate
from petitions.workflow import State


@dataclass(frozen=True)
class Charged:
    """One mandate with the case it is about."""

    petition_id: int
    case_number: str
    state: State
    category: str
    issuer: str
    reference: str
    received_on: date
    due_on: date | None
    reported_on: date | None

    def is_late(self, today: date) -> bool:
        """Whether it was, or is, reported after its day."""
        return self.due_on is not None and (self.reported_on or today) > self.due_on


_CHARGED = (
    sa.select(
        Petition.id,
        Petition.number,
        Petition.state,
        Petition.category,
        Mandate.issuer,
        Mandate.reference,
        Mandate.received_on,
        Mandate.due_on,
        Mandate.reported_on,
    )
    .join(Mandate, Mandate.petition_id == Petition.id)
    .order_by(Mandate.due_on.asc().nulls_last(), Mandate.received_on, Petition.number, Mandate.number)
)


def of_case(session: Session, petition_id: int) -> list[Mandate]:
    """The mandates of a case, the first one first."""
    wanted = sa.select(Mandate).where(Mandate.petition_id == petition_id).order_by(Mandate.number)
    return list(session.execute(wanted).scalars())


def unreported(session: Session, petition_id: int) -> Mandate | None:
    """The mandate of a case that waits for its report."""
    return next((each for each in of_case(session, petition_id) if each.reported_on is None), None)


def waiting(session: Session, who: Person) -> list[Charged]:
    """Every mandate without a report over the cases that `who` may know of, what is due first on top."""
    wanted = _CHARGED.where(Mandate.reported_on.is_(None), reach.may_know(session, who))
    return [Charged(*row) for row in session.execute(wanted)]


def reported(session: Session, who: Person, first: date, last: date) -> list[Charged]:
    """Every mandate reported between two days over the cases that `who` may know of."""
    wanted = _CHARGED.where(Mandate.reported_on.between(first, last), reach.may_know(session, who))
    return [Charged(*row) for row in session.execute(wanted)]


def every(session: Session, until: date) -> list[Mandate]:
    """Every mandate received until a day, for figures that name no case."""
    wanted = sa.select(Mandate).where(Mandate.received_on <= until)
    return list(session.execute(wanted.order_by(Mandate.received_on, Mandate.petition_id, Mandate.number)).scalars())


def open_of(session: Session, petition_ids: Collection[int]) -> dict[int, Mandate]:
    """The mandate without a report of each of these cases."""
    wanted = sa.select(Mandate).where(Mandate.petition_id.in_(sorted(petition_ids)), Mandate.reported_on.is_(None))
    return {each.petition_id: each for each in session.execute(wanted).scalars()}


def references(session: Session, known: sa.ColumnElement[bool]) -> dict[int, str]:
    """The numbers of superiors' papers about each of the cases under `known`."""
    wanted = (
        sa.select(Mandate.petition_id, Mandate.reference)
        .join(Petition, Petition.id == Mandate.petition_id)
        .where(known, Mandate.reference != "")
        .order_by(Mandate.petition_id, Mandate.number)
    )
    found: dict[int, str] = {}
    for petition_id, reference in session.execute(wanted):
        found[petition_id] = f"{found[petition_id]}；{reference}" if petition_id in found else reference
    return found


def count_charged(session: Session, known: sa.ColumnElement[bool]) -> int:
    """How many of the cases `known` (a condition) have a mandate without a report; begins with the mandates, which are few."""
    is_known = sa.exists().where(Petition.id == Mandate.petition_id, known)
    wanted = sa.select(sa.func.count(Mandate.petition_id.distinct())).where(Mandate.reported_on.is_(None), is_known)
    return session.execute(wanted).scalar_one()


def is_charged() -> sa.ColumnElement[bool]:
    """The condition that a case has a mandate without a report."""
    return Petition.id.in_(sa.select(Mandate.petition_id).where(Mandate.reported_on.is_(None)))
