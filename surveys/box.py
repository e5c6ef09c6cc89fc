"""The ballot box: urns that fill to ten, shuffled moves, and the rewriting that leaves no order behind.

Nothing here shares a transaction with the main database, and no row holds a time, an address or a number in order.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import BoxBase, Database, random_id
from surveys import items
from surveys.items import Answers
from surveys.models import NO_UNIT, Ballot, UrnBallot
from vault import seal
from vault.seal import KeyPair

URN_SIZE = 10
BATCH = 500
CLEAR_AFTER_SECONDS = 1.0
_clearing = threading.Lock()
_URNS: sa.Table = BoxBase.metadata.tables["box.urn_ballot"]
_BALLOTS: sa.Table = BoxBase.metadata.tables["box.ballot"]
_OPEN: sa.Table = BoxBase.metadata.tables["box.open_box"]
_INSERT = sa.insert(_URNS)
# On PostgreSQL the lock makes closing wait for whoever is dropping a ballot, and the other way round.
_CLOSES_AT = sa.select(_OPEN.c.closes_at).where(_OPEN.c.survey_id == sa.bindparam("survey")).with_for_update(read=True)
_WAITING = (
    sa.select(sa.func.count())
    .select_from(_URNS)
    .where(_URNS.c.survey_id == sa.bindparam("survey"), _URNS.c.unit == sa.bindparam("urn"))
)
_shuffle = secrets.SystemRandom().shuffle


class Shut(Exception):
    """Ballots of this survey are not taken now, as far as the box knows."""


class LogNotCleared(Exception):
    """A reader kept SQLite's write-ahead log in use; the rewriting must be repeated."""


def open_(database: Database, survey_id: int, closes_at: datetime) -> None:
    """Take ballots of a survey until `closes_at`; again to bring that forward."""
    with database.box_writer.begin() as connection:
        connection.execute(sa.delete(_OPEN).where(_OPEN.c.survey_id == survey_id))
        connection.execute(sa.insert(_OPEN), {"survey_id": survey_id, "closes_at": closes_at})


def shut(database: Database, survey_id: int) -> None:
    """Take no more ballots of a survey. Whoever is dropping one now is waited for."""
    with database.box_writer.begin() as connection:
        connection.execute(sa.delete(_OPEN).where(_OPEN.c.survey_id == survey_id))


def seal_ballot(public_key: bytes, unit: int | None, answers: Answers) -> bytes:
    """Answers as a sealed ballot whose length tells only its step."""
    return seal.seal_padded_for(public_key, items.encode(unit, answers))


def take(database: Database, survey_id: int, unit: int | None, sealed: bytes, *, now: Callable[[], datetime]) -> bool:
    """Drop a sealed ballot in a transaction of its own; returns whether an urn was full and moved to the box.

    `now` is asked once it is this ballot's turn, so what is acknowledged is always before the closing. Raises Shut.
    """

    def write(connection: sa.Connection) -> bool:
        closes_at = connection.execute(_CLOSES_AT, {"survey": survey_id}).scalar_one_or_none()
        if closes_at is None or now() >= closes_at:
            raise Shut
        return drop(connection, survey_id, unit, sealed)

    # The connection itself, shared with whoever drops a ballot at this moment: this runs for every answer, and a
    # session would cost more than the sealing. It is the request's only write, so it commits here.
    return database.box_together.run(write)


def drop(connection: sa.Connection, survey_id: int, unit: int | None, sealed: bytes) -> bool:
    """Put a sealed ballot into its unit's urn; returns whether the urn was full and moved to the box."""
    urn = NO_UNIT if unit is None else unit
    connection.execute(_INSERT, {"id": random_id(), "survey_id": survey_id, "unit": urn, "sealed": sealed})
    # On PostgreSQL two fillings of the same urn take turns; SQLite has one writer anyway.
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.cast(survey_id % 2**31, sa.Integer), urn)))
    if connection.execute(_WAITING, {"survey": survey_id, "urn": urn}).scalar_one() < URN_SIZE:
        return False
    empty_urn(connection, survey_id, urn)
    return True


def empty_urn(connection: sa.Connection, survey_id: int, urn: int) -> None:
    """Move every ballot of one urn to the box, in random order under new random ids."""
    where = (_URNS.c.survey_id == survey_id, _URNS.c.unit == urn)
    rows = list(connection.execute(sa.select(_URNS.c.id, _URNS.c.sealed).where(*where)))
    _shuffle(rows)
    if rows:
        connection.execute(
            sa.insert(_BALLOTS),
            [{"id": random_id(), "survey_id": survey_id, "unit": urn, "sealed": row.sealed} for row in rows],
        )
        connection.execute(sa.delete(_URNS).where(_URNS.c.id.in_([row.id for row in rows])))


def close(database: Database, survey_id: int) -> None:
    """Shut a closed survey's box, empty its urns and rewrite everything, so that no file or row keeps an order of arrival.

    May be repeated. On SQLite it ends with VACUUM and a truncated write-ahead log; on PostgreSQL the tables get fresh
    storage, filled in random order by one transaction.
    """
    shut(database, survey_id)
    with database.box_writer.begin() as connection:
        urns = sa.select(_URNS.c.unit).where(_URNS.c.survey_id == survey_id).distinct()
        for urn in list(connection.execute(urns).scalars()):
            empty_urn(connection, survey_id, urn)
    rewrite(database)


def rewrite(database: Database) -> None:
    """Store every row of the box anew, in random order. Raises when the write-ahead log cannot be cleared."""
    if database.is_sqlite:
        _vacuum_sqlite(database)
        return
    with database.box.begin() as connection:
        for table in ("ballot", "urn_ballot"):
            fresh = f"fresh_{table}"
            connection.exec_driver_sql(f"LOCK TABLE box.{table} IN ACCESS EXCLUSIVE MODE")
            # TRUNCATE gives the table new storage and drops the old; VACUUM FULL would keep each row's transaction.
            connection.exec_driver_sql(
                f"CREATE TEMPORARY TABLE {fresh} ON COMMIT DROP AS SELECT * FROM box.{table} ORDER BY random()"  # noqa: S608 - fixed names
            )
            connection.exec_driver_sql(f"TRUNCATE box.{table}")
            connection.exec_driver_sql(f"INSERT INTO box.{table} SELECT * FROM {fresh} ORDER BY random()")  # noqa: S608 - fixed names


def clear_log(database: Database) -> bool:
    """Try, without waiting, to fold SQLite's write-ahead log into the file; returns whether it is empty now."""
    if not database.is_sqlite:
        return True
    with database.box.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA busy_timeout=0")
        try:
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            raw.execute("PRAGMA busy_timeout=10000")
    return not busy


def clear_log_soon(database: Database) -> None:
    """Fold the write-ahead log in the background, at most one attempt at a time; `tick` tries again."""
    if database.is_sqlite and _clearing.acquire(blocking=False):
        threading.Thread(target=_clear_and_release, args=(database,), daemon=True).start()


def _clear_and_release(database: Database) -> None:
    try:
        time.sleep(CLEAR_AFTER_SECONDS)
        clear_log(database)
    finally:
        _clearing.release()


def opened(session: Session, survey_id: int, pair: KeyPair) -> Iterator[tuple[int | None, Answers]]:
    """Every ballot of a survey, opened, in the box's own (random) order; memory stays small.

    A ballot that does not open or decode is skipped: it was not made by the product.
    """
    wanted = sa.select(Ballot.sealed).where(Ballot.survey_id == survey_id).order_by(Ballot.id)
    for sealed in session.execute(wanted.execution_options(yield_per=BATCH)).scalars():
        try:
            yield items.decode(seal.open_padded_with(pair, sealed))
        except (seal.SealBroken, ValueError):
            continue


def answered(session: Session, survey_id: int) -> dict[int, int]:
    """How many ballots each unit has, in urns and box together; NO_UNIT for those without one."""
    totals: dict[int, int] = {}
    for table in (UrnBallot, Ballot):
        counted = sa.select(table.unit, sa.func.count()).where(table.survey_id == survey_id).group_by(table.unit)
        for unit, number in session.execute(counted):
            totals[unit] = totals.get(unit, 0) + number
    return totals


def waiting(session: Session, survey_id: int) -> bool:
    """Whether any ballot of a survey is still in an urn."""
    return session.execute(sa.select(UrnBallot.id).where(UrnBallot.survey_id == survey_id).limit(1)).first() is not None


def destroy(database: Database, survey_id: int) -> None:
    """Destroy every ballot of a released survey, and the space it lay in."""
    with database.box_writing() as session, session.begin():
        for table in (UrnBallot, Ballot):
            session.execute(sa.delete(table).where(table.survey_id == survey_id))
    rewrite(database)


def _vacuum_sqlite(database: Database) -> None:
    with database.box.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("VACUUM")
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise LogNotCleared
