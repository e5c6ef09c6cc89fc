"""The ballot box: urns that fill to ten or a few more, shuffled moves that part ballots from what they spent, and the count.

Nothing here shares a transaction with the main database, and no row holds a time, an address or a number in order.
"""

from __future__ import annotations

import enum
import hashlib
import os
import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import BoxBase, Database, random_id
from surveys.answers import Answers, decode, encode
from surveys.ballot_box import invitations, rewriting
from surveys.models import NO_UNIT, Ballot, OpenBox, Slip, SpentMark, UrnBallot
from vault import seal
from vault.seal import KeyPair

URN_SIZE = 10
#: What stands in place of a closing time: while a box is being closed, and for good. No clock that is set back opens it.
CLOSING, CLOSED = datetime(2000, 1, 1, tzinfo=UTC), datetime(2000, 1, 2, tzinfo=UTC)
BATCH = 500
BATCHES_AHEAD = 3
_URNS: sa.Table = BoxBase.metadata.tables["box.urn_ballot"]
_BALLOTS: sa.Table = BoxBase.metadata.tables["box.ballot"]
_MARKS: sa.Table = BoxBase.metadata.tables["box.spent_mark"]
_OPEN: sa.Table = BoxBase.metadata.tables["box.open_box"]
_INSERT = sa.insert(_URNS)
# On PostgreSQL the lock makes closing wait for whoever is dropping a ballot, and the other way round.
_CLOSES_AT = sa.select(_OPEN.c.closes_at).where(_OPEN.c.survey_id == sa.bindparam("survey")).with_for_update(read=True)
_WAITING = (
    sa.select(sa.func.count())
    .select_from(_URNS)
    .where(_URNS.c.survey_id == sa.bindparam("survey"), _URNS.c.unit == sa.bindparam("urn"))
)
_SPENT = sa.union_all(
    sa.select(_MARKS.c.id).where(_MARKS.c.survey_id == sa.bindparam("survey"), _MARKS.c.mark == sa.bindparam("mark")),
    sa.select(_URNS.c.id).where(_URNS.c.survey_id == sa.bindparam("survey"), _URNS.c.spent == sa.bindparam("mark")),
).limit(1)
_shuffle = secrets.SystemRandom().shuffle


class Shut(Exception):
    """Ballots of this survey are not taken now, as far as the box knows."""


class AlreadySpent(Exception):
    """A ballot with this slip or ticket was taken before; whoever sends it again has nothing left to do."""


class Void(Exception):
    """What this ballot comes with was good a moment ago and is void now."""


class _Outcome(enum.Enum):
    TAKEN = enum.auto()
    TAKEN_AND_MOVED = enum.auto()
    SHUT = enum.auto()
    SPENT = enum.auto()
    VOID = enum.auto()


_REFUSED = {_Outcome.SHUT: Shut, _Outcome.SPENT: AlreadySpent, _Outcome.VOID: Void}


def open_(database: Database, survey_id: int, closes_at: datetime) -> None:
    """Take ballots of a survey until `closes_at`; again to bring that forward. A box that was closed stays closed."""
    with database.box_writer.begin() as connection:
        known = connection.execute(_CLOSES_AT, {"survey": survey_id}).scalar_one_or_none()
        if known is None or known > CLOSED:
            _note(connection, survey_id, closes_at)


def shut(database: Database, survey_id: int) -> None:
    """Take no more ballots of a survey, for good. Whoever is dropping one now is waited for."""
    with database.box_writer.begin() as connection:
        _note(connection, survey_id, CLOSING)


def _note(connection: sa.Connection, survey_id: int, closes_at: datetime) -> None:
    connection.execute(sa.delete(_OPEN).where(_OPEN.c.survey_id == survey_id))
    connection.execute(sa.insert(_OPEN), {"survey_id": survey_id, "closes_at": closes_at})


def seal_ballot(public_key: bytes, unit: int | None, answers: Answers) -> bytes:
    """Answers as a sealed ballot whose length tells only its step."""
    return seal.seal_padded_for(public_key, encode(unit, answers))


@dataclass(frozen=True)
class _Arriving:
    """A ballot at the slot of the box, and what is asked once it is its turn."""

    survey_id: int
    unit: int | None
    sealed: bytes
    spent: bytes | None
    is_valid: Callable[[sa.Connection], bool] | None
    now: Callable[[], datetime]


def take(
    database: Database,
    survey_id: int,
    unit: int | None,
    sealed: bytes,
    *,
    spent: bytes | None = None,
    is_valid: Callable[[sa.Connection], bool] | None = None,
    now: Callable[[], datetime],
) -> bool:
    """Drop a sealed ballot in a transaction of its own; returns whether an urn was full and moved to the box.

    `spent` is the mark of the slip or ticket it comes with, which is spent by the same row. `now`, and whether the slip
    `is_valid`, are asked once it is this ballot's turn, so what is acknowledged is always before the closing. Raises
    Shut, AlreadySpent and Void.
    """
    # The connection itself, shared with whoever drops a ballot at this moment: this runs for every answer, and a
    # session would cost more than the sealing. It is the request's only write, so it commits here. A refusal is an
    # outcome, not an exception: it must not take along the ballots that share the transaction.
    outcome = database.box_together.run(_receive, _Arriving(survey_id, unit, sealed, spent, is_valid, now))
    if outcome in _REFUSED:
        raise _REFUSED[outcome]
    return outcome is _Outcome.TAKEN_AND_MOVED


def _receive(connection: sa.Connection, arriving: Sequence[_Arriving]) -> list[_Outcome]:
    """Drop those that are taken all at once: what is the same for them is asked once, which is most of what it costs."""
    closings: dict[int, datetime | None] = {}
    spent_now: set[tuple[int, bytes]] = set()
    refusals = [_refusal(connection, each, closings, spent_now) for each in arriving]
    taken = [each for each, refusal in zip(arriving, refusals, strict=True) if refusal is None]
    moved = drop_all(connection, [(each.survey_id, each.unit, each.sealed, each.spent) for each in taken])
    return [refusal or (_Outcome.TAKEN_AND_MOVED if moved else _Outcome.TAKEN) for refusal in refusals]


def _refusal(
    connection: sa.Connection,
    each: _Arriving,
    closings: dict[int, datetime | None],
    spent_now: set[tuple[int, bytes]],
) -> _Outcome | None:
    """Why a ballot is not taken. Remembers closing times and marks for those that come along with it."""
    if each.survey_id not in closings:
        closings[each.survey_id] = connection.execute(_CLOSES_AT, {"survey": each.survey_id}).scalar_one_or_none()
    closes_at = closings[each.survey_id]
    if closes_at is None or each.now() >= closes_at:
        return _Outcome.SHUT
    if each.spent is not None:
        mark = each.survey_id, each.spent
        if mark in spent_now or _is_spent(connection, *mark):
            return _Outcome.SPENT
    if each.is_valid is not None and not each.is_valid(connection):
        return _Outcome.VOID
    if each.spent is not None:
        spent_now.add((each.survey_id, each.spent))
    return None


def drop_all(connection: sa.Connection, ballots: Sequence[tuple[int, int | None, bytes, bytes | None]]) -> bool:
    """Put (survey, unit, sealed ballot, mark) into their urns; returns whether an urn was full and moved to the box."""
    if not ballots:
        return False
    placed = [(survey, NO_UNIT if unit is None else unit, sealed, spent) for survey, unit, sealed, spent in ballots]
    rows = [
        {"id": random_id(), "survey_id": survey, "unit": urn, "sealed": sealed, "spent": spent}
        for survey, urn, sealed, spent in placed
    ]
    connection.execute(_INSERT, rows)
    moved = [_move_if_full(connection, *urn) for urn in {(survey, urn) for survey, urn, _sealed, _spent in placed}]
    return True in moved


def _move_if_full(connection: sa.Connection, survey_id: int, urn: int) -> bool:
    # On PostgreSQL two fillings of the same urn take turns; SQLite has one writer anyway.
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.cast(survey_id % 2**31, sa.Integer), urn)))
    if connection.execute(_WAITING, {"survey": survey_id, "urn": urn}).scalar_one() < URN_SIZE:
        return False
    empty_urn(connection, survey_id, urn)
    return True


def empty_urn(connection: sa.Connection, survey_id: int, urn: int) -> None:
    """Move every ballot of one urn to the box and every mark to the marks, apart: each in random order, under new ids."""
    where = (_URNS.c.survey_id == survey_id, _URNS.c.unit == urn)
    rows = list(connection.execute(sa.select(_URNS.c.id, _URNS.c.sealed, _URNS.c.spent).where(*where)))
    ballots = [{"sealed": row.sealed} for row in rows]
    marks = [{"mark": row.spent} for row in rows if row.spent is not None]
    for table, contents in ((_BALLOTS, ballots), (_MARKS, marks)):
        _shuffle(contents)
        if contents:
            place = {"survey_id": survey_id, "unit": urn}
            connection.execute(sa.insert(table), [{"id": random_id(), **place, **content} for content in contents])
    if rows:
        connection.execute(sa.delete(_URNS).where(_URNS.c.id.in_([row.id for row in rows])))


def _is_spent(connection: sa.Connection, survey_id: int, mark: bytes) -> bool:
    # On PostgreSQL two tabs with the same slip take turns, so the second one sees what the first one left.
    if connection.dialect.name == "postgresql":
        digest = hashlib.blake2b(mark, digest_size=8, salt=survey_id.to_bytes(16, "big")).digest()
        turn = sa.cast(int.from_bytes(digest, "big", signed=True), sa.BigInteger)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(turn)))
    return connection.execute(_SPENT, {"survey": survey_id, "mark": mark}).first() is not None


def close(database: Database, survey_id: int) -> None:
    """Shut a closed survey's box, empty its urns and rewrite everything, so that no file or row keeps an order of arrival.

    May be repeated, and is known to be done by `is_closed`. Raises rewriting.LogNotCleared.
    """
    with database.box_writer.begin() as connection:
        # Whoever is dropping a ballot now is waited for; nobody comes after.
        _note(connection, survey_id, CLOSING)
        urns = sa.select(_URNS.c.unit).where(_URNS.c.survey_id == survey_id).distinct()
        for urn in list(connection.execute(urns).scalars()):
            empty_urn(connection, survey_id, urn)
        invitations.end(connection, survey_id)
    rewriting.rewrite(database)
    with database.box_writer.begin() as connection:
        _note(connection, survey_id, CLOSED)


def is_closed(session: Session, survey_id: int) -> bool:
    """Whether the box of a survey was rewritten since its last ballot came."""
    known = session.execute(sa.select(OpenBox.closes_at).where(OpenBox.survey_id == survey_id)).scalar_one_or_none()
    # A box of which nobody has asked anything yet has no row.
    return known in {None, CLOSED} and not waiting(session, survey_id)


def opened(session: Session, survey_id: int, pair: KeyPair) -> Iterator[tuple[int | None, Answers]]:
    """Every ballot of a survey, opened, in the box's own (random) order; memory stays small.

    A ballot that does not open or decode is skipped: it was not made by the product. While one batch is handed out the
    next is being opened in other threads, which libsodium lets run beside Python.
    """
    wanted = sa.select(Ballot.sealed).where(Ballot.survey_id == survey_id).order_by(Ballot.id)
    batches = session.execute(wanted.execution_options(yield_per=BATCH)).scalars().partitions(BATCH)
    with ThreadPoolExecutor(max_workers=os.cpu_count(), thread_name_prefix="opening") as threads:
        ahead: deque[Future[list[tuple[int | None, Answers]]]] = deque()
        for batch in batches:
            ahead.append(threads.submit(_open_all, batch, pair))
            if len(ahead) > BATCHES_AHEAD:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()


def _open_all(batch: Sequence[bytes], pair: KeyPair) -> list[tuple[int | None, Answers]]:
    found = []
    for sealed in batch:
        try:
            found.append(decode(seal.open_padded_with(pair, sealed)))
        except (seal.SealBroken, ValueError):
            continue
    return found


def answered(session: Session, survey_id: int) -> dict[int, int]:
    """How many ballots each unit has, in urns and box together; NO_UNIT for those without one."""
    totals: dict[int, int] = {}
    for table in (UrnBallot, Ballot):
        counted = sa.select(table.unit, sa.func.count()).where(table.survey_id == survey_id).group_by(table.unit)
        for unit, number in session.execute(counted):
            totals[unit] = totals.get(unit, 0) + number
    return totals


def spent(session: Session, survey_id: int) -> dict[int, int]:
    """How many slips or tickets of each unit are spent, in urns and marks together."""
    totals: dict[int, int] = {}
    for table, mark in ((UrnBallot, UrnBallot.spent), (SpentMark, SpentMark.mark)):
        wanted = sa.select(table.unit, sa.func.count()).where(table.survey_id == survey_id, mark.is_not(None))
        for unit, number in session.execute(wanted.group_by(table.unit)):
            totals[unit] = totals.get(unit, 0) + number
    return totals


def waiting(session: Session, survey_id: int) -> bool:
    """Whether closing has work left: a ballot in an urn, a link or a key that is not erased."""
    urn = sa.select(UrnBallot.id).where(UrnBallot.survey_id == survey_id).limit(1)
    return session.execute(urn).first() is not None or invitations.unfinished(session, survey_id)


def destroy(database: Database, survey_id: int) -> None:
    """Destroy every ballot and slip of a released survey, and the space it lay in. Marks stay: they say what was spent, not by whom."""
    with database.box_writing() as session, session.begin():
        for table in (UrnBallot, Ballot, Slip, OpenBox):
            session.execute(sa.delete(table).where(table.survey_id == survey_id))
    rewriting.rewrite(database)
