"""What the petitioner, the desk and the keepers see of requests for a sealed name, opened by the key each of them has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from petitions import reach
from petitions.identity import asking as identity
from petitions.identity import operations as identity_operations
from petitions.identity import queries as identity_queries
from petitions.identity.asking import BARRIER_LABELS, Answer, Standing, place, request_subject
from petitions.identity.models import IdentityRequest
from petitions.keys import earlier
from petitions.models import Petition
from vault import seal, subject_keys
from web.errors import Missing


@dataclass(frozen=True)
class Asked:
    """One request, opened."""

    id: int
    petition_id: int
    asker_id: int
    asker: str
    asked_on: date
    standing: Standing
    objection_until: date | None
    reason: str = field(repr=False)
    urgency: str = field(repr=False)
    answer: Answer | None
    answered_on: date | None
    answer_words: str = field(repr=False)
    keeper: str
    decided_on: date | None
    refusal: str = field(repr=False)
    granted_until: date | None
    #: The days on which the name was opened.
    read_on: tuple[date, ...]


@dataclass(frozen=True)
class Kept:
    """A request as a keeper's list shows it."""

    number: str
    asked: Asked


@dataclass(frozen=True)
class DeskIdentity:
    """What a case's page at the desk says about the sealed name."""

    asked: list[Asked]
    #: Why this person may not ask, or None; and the request that lets them open the name now.
    barrier: str | None
    may_ask: bool
    mine: Asked | None


def asked(session: Session, petition_id: int, key: bytes, *, today: date) -> list[Asked]:
    """The requests of a case, opened with its key, the newest first."""
    rows = identity_queries.requests(session, petition_id)
    opened = [(row, earlier.opened(session, petition_id, key, row.key_sealed, place(row.id, "key"))) for row in rows]
    return _asked(session, opened, today=today)


def for_desk(session: Session, petition: Petition, key: bytes, who: Person, *, today: date) -> DeskIdentity | None:
    """What the desk shows of a case whose name is sealed; None when it has none."""
    if identity_queries.sealed(session, petition.id) is None:
        return None
    roles = reach.roles(session, petition, who)
    found = identity_operations.barrier(session, petition, roles, is_urgent=True, today=today)
    shown = asked(session, petition.id, key, today=today)
    mine = next((each for each in shown if each.asker_id == who.id and each.standing is Standing.GRANTED), None)
    return DeskIdentity(shown, _(BARRIER_LABELS[found]) if found is not None else None, found is None, mine)


def for_keeper(session: Session, who: Person, *, today: date) -> list[Kept]:
    """Every request that a keeper can open, those that wait first."""
    found = [(row, number) for row, number in identity_queries.for_keeper(session, who.id)]
    assert who.keys is not None
    opened = [(row, subject_keys.open_subject(session, request_subject(row.id), who.keys)) for row, _number in found]
    shown = _asked(session, opened, today=today)
    listed = [Kept(number, each) for each, (_row, number) in zip(shown, found, strict=True)]
    order = (Standing.READY, Standing.ASKED)
    return sorted(listed, key=lambda each: order.index(each.asked.standing) if each.asked.standing in order else 2)


def one_for_keeper(session: Session, request_id: int, who: Person, *, today: date) -> Kept:
    """One of them. Raises Missing."""
    found = next((each for each in for_keeper(session, who, today=today) if each.asked.id == request_id), None)
    if found is None:
        raise Missing
    return found


def _asked(session: Session, opened: list[tuple[IdentityRequest, bytes]], *, today: date) -> list[Asked]:
    if not opened:
        return []
    names = {account.id: account.name for account in accounts.accounts(session)}
    read_on = identity_queries.readings(session, [row.id for row, _key in opened])
    return [_one(row, key, names, tuple(read_on.get(row.id, ())), today) for row, key in opened]


def _one(row: IdentityRequest, key: bytes, names: Mapping[int, str], read_on: tuple[date, ...], today: date) -> Asked:
    def words(sealed: bytes | None, what: str) -> str:
        return seal.open_text(key, sealed, place(row.id, what)) if sealed is not None else ""

    return Asked(
        id=row.id,
        petition_id=row.petition_id,
        asker_id=row.account_id,
        asker=names.get(row.account_id, ""),
        asked_on=row.asked_on,
        standing=identity.standing(row, today),
        objection_until=row.objection_until,
        reason=words(row.reason_sealed, "reason"),
        urgency=words(row.urgency_sealed, "urgency"),
        answer=row.answer,
        answered_on=row.answered_on,
        answer_words=words(row.answer_sealed, "answer"),
        keeper=names.get(row.keeper_id or 0, ""),
        decided_on=row.decided_on,
        refusal=words(row.refusal_sealed, "refusal"),
        granted_until=row.granted_until,
        read_on=read_on,
    )
