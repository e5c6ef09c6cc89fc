"""Personal links and the signing of tickets, in the box: one signature a link, and nothing that says who or when.

Drawing has a transaction of its own, never one that a ballot shares. What is kept of a link is a hash and a unit.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import BoxBase, Database, random_id
from surveys.ballot_box import tickets
from surveys.ballot_box.tickets import SigningKey
from surveys.models import DrawnCount, Link
from vault import seal
from vault.instance_key import InstanceKey
from web import crockford

# 20 characters of 5 bits.
LENGTH = 20
# Below these numbers a reminder would point at somebody.
REMIND_UNIT = 10
REMIND_MISSING = 5
PURPOSE = "ticket-key"
_LINKS: sa.Table = BoxBase.metadata.tables["box.link"]
_KEYS: sa.Table = BoxBase.metadata.tables["box.ticket_key"]
_COUNTS: sa.Table = BoxBase.metadata.tables["box.drawn_count"]
_OPEN: sa.Table = BoxBase.metadata.tables["box.open_box"]
_FOUND = sa.select(_LINKS.c.survey_id, _LINKS.c.unit, _LINKS.c.blinded_hash).where(
    _LINKS.c.token_hash == sa.bindparam("hash")
)
_shuffle = secrets.SystemRandom().shuffle


class NoSuchLink(Exception):
    """No open survey has this link: mistyped, withdrawn, or the survey is over."""


class Shut(Exception):
    """Tickets of this survey are not drawn now, as far as the box knows."""


class OtherMessage(Exception):
    """For this link another message was signed before: whoever opened it first has the ticket."""


class LinksExist(Exception):
    """This survey has its links already."""


class Drawn(Exception):
    """Somebody has drawn a ticket, so the links can no longer be withdrawn."""


@dataclass(frozen=True)
class Found:
    """What a link leads to."""

    survey_id: int
    unit: int
    drawn: bool


@dataclass(frozen=True)
class Numbers:
    """How many of a unit were invited, and how many have drawn."""

    invited: int
    drawn: int


# Links


def token() -> str:
    """A fresh secret of 100 bits in groups of four, as links, envelopes and workbooks show it."""
    return crockford.grouped(crockford.mint(LENGTH))


def token_hash(text: str) -> bytes:
    """What is kept of a link's secret, however it was typed; 100 random bits need no salt."""
    return hashlib.blake2b(crockford.tidied(text).encode(), digest_size=32, person=b"xinqiao link").digest()


def keep_links(database: Database, survey_id: int, texts: Sequence[str], units: Sequence[int]) -> None:
    """Make links valid, each for its unit. Only hashes are stored, in random order. Raises LinksExist."""
    rows = [
        {"id": random_id(), "survey_id": survey_id, "unit": unit, "token_hash": token_hash(each)}
        for each, unit in zip(texts, units, strict=True)
    ]
    _shuffle(rows)
    with database.box_writer.begin() as connection:
        if connection.execute(sa.select(_LINKS.c.id).where(_LINKS.c.survey_id == survey_id).limit(1)).first():
            raise LinksExist
        connection.execute(sa.insert(_LINKS), rows)


def withdraw_links(database: Database, survey_id: int) -> int:
    """Take every link of a survey back while nobody has drawn; returns how many. Raises Drawn."""
    with database.box_writer.begin() as connection:
        mine = _LINKS.c.survey_id == survey_id
        drawn = sa.select(_LINKS.c.id).where(mine, _LINKS.c.blinded_hash.is_not(None)).limit(1)
        if connection.execute(drawn).first():
            raise Drawn
        return connection.execute(sa.delete(_LINKS).where(mine)).rowcount


def find(database: Database, text: str) -> Found:
    """Where a link leads. Raises NoSuchLink."""
    with database.box.connect() as connection:
        row = connection.execute(_FOUND, {"hash": token_hash(text)}).one_or_none()
    if row is None:
        raise NoSuchLink
    return Found(row.survey_id, row.unit, row.blinded_hash is not None)


def numbers(session: Session, survey_id: int) -> dict[int, Numbers]:
    """Invited and drawn per unit, before and after closing."""
    live = sa.select(Link.unit, sa.func.count(), sa.func.count(Link.blinded_hash)).where(Link.survey_id == survey_id)
    kept = sa.select(DrawnCount.unit, DrawnCount.invited, DrawnCount.drawn).where(DrawnCount.survey_id == survey_id)
    rows = [*session.execute(live.group_by(Link.unit)), *session.execute(kept)]
    return {unit: Numbers(invited, drawn) for unit, invited, drawn in sorted(tuple(row) for row in rows)}


def to_remind(session: Session, survey_id: int, texts: Iterable[str]) -> set[str]:
    """Which of these links nobody has drawn with, in units where saying so points at nobody.

    A unit needs ten invited and five or more who are missing; of others nothing is said. Who has answered is not known.
    """
    missing: dict[int, list[str]] = {}
    counted = numbers(session, survey_id)
    waiting = sa.select(Link.token_hash, Link.unit).where(Link.survey_id == survey_id, Link.blinded_hash.is_(None))
    units = {row.token_hash: row.unit for row in session.execute(waiting)}
    for text in texts:
        unit = units.get(token_hash(text))
        if unit is not None:
            missing.setdefault(unit, []).append(text)
    return {
        text
        for unit, found in missing.items()
        if counted[unit].invited >= REMIND_UNIT and counted[unit].invited - counted[unit].drawn >= REMIND_MISSING
        for text in found
    }


# Keys and drawing


def keep_keys(database: Database, survey_id: int, private: Mapping[int, bytes], instance_key: InstanceKey) -> None:
    """Keep the private half of each unit's key, sealed; again to replace those of an opening that did not happen."""
    rows = [
        {
            "id": random_id(),
            "survey_id": survey_id,
            "unit": unit,
            "sealed": seal.seal_bytes(_wrapping(instance_key, survey_id), key, _place(survey_id, unit)),
        }
        for unit, key in private.items()
    ]
    with database.box_writer.begin() as connection:
        connection.execute(sa.delete(_KEYS).where(_KEYS.c.survey_id == survey_id))
        connection.execute(sa.insert(_KEYS), rows)


def draw(
    database: Database, text: str, blinded: bytes, *, instance_key: InstanceKey, now: Callable[[], datetime]
) -> bytes:
    """Sign the blinded message for a link: the same again gets the same signature, a different one never.

    Raises NoSuchLink, Shut, OtherMessage and tickets.NotSignable; then the link is as it was.
    """
    found = find(database, text)
    with database.box.connect() as connection:
        wanted = sa.select(_KEYS.c.sealed).where(_KEYS.c.survey_id == found.survey_id, _KEYS.c.unit == found.unit)
        sealed = connection.execute(wanted).scalar_one_or_none()
    if sealed is None:
        raise NoSuchLink
    private = seal.open_bytes(_wrapping(instance_key, found.survey_id), sealed, _place(found.survey_id, found.unit))
    # Signed before the link is marked and kept back until it is: so no link is used up by what cannot be signed.
    signature = tickets.sign(SigningKey.from_der(private), blinded)
    with database.box_writer.begin() as connection:
        _require_open(connection, found.survey_id, now)
        _mark(connection, token_hash(text), hashlib.sha256(blinded).digest())
    return signature


def _require_open(connection: sa.Connection, survey_id: int, now: Callable[[], datetime]) -> None:
    # Read first, as everybody does, and locked on PostgreSQL, so that closing waits for whoever is drawing.
    wanted = sa.select(_OPEN.c.closes_at).where(_OPEN.c.survey_id == survey_id).with_for_update(read=True)
    closes_at = connection.execute(wanted).scalar_one_or_none()
    if closes_at is None or now() >= closes_at:
        raise Shut


def _mark(connection: sa.Connection, hashed: bytes, blinded_hash: bytes) -> None:
    row = connection.execute(_FOUND.with_for_update(), {"hash": hashed}).one_or_none()
    if row is None:
        raise NoSuchLink
    if row.blinded_hash is None:
        connection.execute(sa.update(_LINKS).where(_LINKS.c.token_hash == hashed).values(blinded_hash=blinded_hash))
    elif row.blinded_hash != blinded_hash:
        raise OtherMessage


# Closing


def end(connection: sa.Connection, survey_id: int) -> None:
    """Erase a closed survey's keys and links; how many of each unit were invited and drew is all that stays.

    May be repeated. The caller then has the box rewritten.
    """
    mine = _LINKS.c.survey_id == survey_id
    counted = sa.select(_LINKS.c.unit, sa.func.count(), sa.func.count(_LINKS.c.blinded_hash)).where(mine)
    rows = [
        {"id": random_id(), "survey_id": survey_id, "unit": unit, "invited": invited, "drawn": drawn}
        for unit, invited, drawn in connection.execute(counted.group_by(_LINKS.c.unit))
    ]
    if rows:
        connection.execute(sa.insert(_COUNTS), rows)
    connection.execute(sa.delete(_LINKS).where(mine))
    connection.execute(sa.delete(_KEYS).where(_KEYS.c.survey_id == survey_id))


def unfinished(session: Session, survey_id: int) -> bool:
    """Whether a survey still has links or keys that closing should have erased."""
    return any(
        session.execute(sa.select(table.c.id).where(table.c.survey_id == survey_id).limit(1)).first() is not None
        for table in (_LINKS, _KEYS)
    )


def _wrapping(instance_key: InstanceKey, survey_id: int) -> bytes:
    """The key under which one survey's ticket keys are sealed: the server signs with nobody signed in."""
    return instance_key.derive(PURPOSE, survey_id.to_bytes(8, "big"))


def _place(survey_id: int, unit: int) -> str:
    return f"survey:{survey_id}/ticket-key:{unit}"
