"""Rewriting the ballot box, so that neither file nor log keeps an order of arrival."""

from __future__ import annotations

import sqlite3
import threading
import time

from database import BoxBase, Database
from surveys.models import Ballot, OpenBox, SpentMark, UrnBallot

CLEAR_AFTER_SECONDS = 1.0
#: In the order in which readers and writers ask for them, so that nobody waits for somebody who waits for him.
_FIRST = (UrnBallot.__tablename__, Ballot.__tablename__, SpentMark.__tablename__)
_clearing = threading.Lock()


class LogNotCleared(Exception):
    """A reader kept SQLite's write-ahead log in use; the rewriting must be repeated."""


def tables() -> list[str]:
    """The tables of the box whose rows are rewritten: all that hold something of a person who takes part."""
    others = sorted(table.name for table in BoxBase.metadata.sorted_tables)
    return [*_FIRST, *(name for name in others if name not in {*_FIRST, OpenBox.__tablename__})]


def rewrite(database: Database) -> None:
    """Store every row of the box anew, in random order. Raises when the write-ahead log cannot be cleared.

    On SQLite it ends with VACUUM and a truncated write-ahead log; on PostgreSQL the tables get fresh storage, filled in
    random order by one transaction.
    """
    if database.is_sqlite:
        _vacuum_sqlite(database)
        return
    with database.box.begin() as connection:
        # Whoever drops a ballot reads this one first; afterwards nobody holds what is locked next.
        connection.exec_driver_sql(f"LOCK TABLE box.{OpenBox.__tablename__} IN ACCESS EXCLUSIVE MODE")
        for table in tables():
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
        except sqlite3.OperationalError:
            # Somebody else is at it this very moment.
            return False
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


def _vacuum_sqlite(database: Database) -> None:
    with database.box.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("VACUUM")
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise LogNotCleared
