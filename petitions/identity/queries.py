"""Every SELECT over requests for a sealed name; plain rows in a fixed order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions.identity.asking import Standing, request_subject, standing
from petitions.identity.models import IdentityReading, IdentityRequest, SealedIdentity
from petitions.models import Exclusion, Petition
from vault import subject_keys


def requests(session: Session, petition_id: int) -> list[IdentityRequest]:
    """The requests of a case, the newest first, and of one day the undecided first."""
    wanted = sa.select(IdentityRequest).where(IdentityRequest.petition_id == petition_id)
    is_decided = IdentityRequest.decided_on.is_not(None)
    newest_first = wanted.order_by(IdentityRequest.asked_on.desc(), is_decided, IdentityRequest.id)
    return list(session.execute(newest_first).scalars())


def locked(session: Session, request_id: int) -> IdentityRequest:
    """A request, its row locked until the transaction ends. Raises NoResultFound."""
    wanted = sa.select(IdentityRequest).where(IdentityRequest.id == request_id).with_for_update()
    return session.execute(wanted, execution_options={"populate_existing": True}).scalar_one()


def sealed(session: Session, petition_id: int) -> SealedIdentity | None:
    """The name of a case as it lies sealed."""
    return session.get(SealedIdentity, petition_id)


def for_keeper(session: Session, keeper_id: int) -> list[tuple[IdentityRequest, str]]:
    """(request, number of its case) for each that the keeper can open, the newest first.

    A case that concerns the keeper is not among them.
    """
    open_to = subject_keys.subjects_open_to(session, keeper_id, request_subject_prefix())
    subject = sa.literal(request_subject_prefix()) + sa.cast(IdentityRequest.id, sa.String)
    out = sa.select(Exclusion.petition_id).where(Exclusion.account_id == keeper_id)
    wanted = (
        sa.select(IdentityRequest, Petition.number)
        .join(Petition, Petition.id == IdentityRequest.petition_id)
        .where(subject.in_(sa.select(open_to.c.subject)), Petition.id.not_in(out))
        .order_by(IdentityRequest.asked_on.desc(), IdentityRequest.id)
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


def waiting(session: Session, keeper_id: int, today: date) -> int:
    """How many requests wait for this keeper's word."""
    return sum(standing(each, today) is Standing.READY for each, _number in for_keeper(session, keeper_id))


def readings(session: Session, request_ids: Collection[int]) -> dict[int, list[date]]:
    """The days on which a name was opened, by request."""
    wanted = sa.select(IdentityReading).where(IdentityReading.request_id.in_(sorted(request_ids)))
    found: dict[int, list[date]] = {}
    for row in session.execute(wanted.order_by(IdentityReading.day)).scalars():
        found.setdefault(row.request_id, []).append(row.day)
    return found


def granted(session: Session) -> list[IdentityRequest]:
    """Every request whose grant has not been taken back yet."""
    wanted = sa.select(IdentityRequest).where(
        IdentityRequest.granted_until.is_not(None), IdentityRequest.ended_on.is_(None)
    )
    return list(session.execute(wanted.order_by(IdentityRequest.id)).scalars())


def request_subject_prefix() -> str:
    """What the vault's names of all requests begin with."""
    return request_subject(0)[:-1]
