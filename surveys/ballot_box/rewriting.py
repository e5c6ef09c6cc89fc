"""Rewriting the ballot box, so that neither file nor log keeps an order of arrival."""

from __future__ import annotations

import sqlite3
import threading
import time

import sqlalchemy as sa

from database import BoxBase, Database, wait_for_others
from surveys.models import Ballot, OpenBox, SpentMark, UrnBallot

CLEAR_AFTER_SECONDS = 1.0
CLEAR_TRIES = 3
CLEAR_PAUSE_SECONDS = 0.2
#: In the order in which readers and writers ask for them, so that nobody waits for somebody who waits for him.
_FIRST = (UrnBallot.__tablename__, Ballot.__tablename__, SpentMark.__tablename__)
#: What clearing PostgreSQL's log takes, and how to ask whether the role has it.
_GRANTS = {
    "pg_checkpoint": "pg_has_role(current_user, 'pg_checkpoint', 'USAGE')",
    "EXECUTE ON FUNCTION pg_ls_waldir()": "has_function_privilege('pg_ls_waldir()', 'EXECUTE')",
    "EXECUTE ON FUNCTION pg_switch_wal()": "has_function_privilege('pg_switch_wal()', 'EXECUTE')",
}
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
    random order by one transaction, and the server's log is written over where the role may do that (`server_log_grants`
    and `flask doctor` say what is missing).
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
    clear_server_log(database)


def clear_server_log(database: Database) -> bool:
    """Write over every segment of PostgreSQL's write-ahead log, which keeps each row as it came; whether it was allowed.

    A segment that is no longer needed is kept under a new name with its old content until its turn comes. Switching
    fills each with zeros from its first record on (since PostgreSQL 11).
    """
    if server_log_grants(database):
        return False
    with database.box.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        _switch_segment(connection)
        connection.exec_driver_sql("CHECKPOINT")
        listed = "SELECT count(*) FROM pg_ls_waldir() WHERE length(name) = 24"
        for _segment in range(connection.exec_driver_sql(listed).scalar_one()):
            _switch_segment(connection)
        connection.exec_driver_sql("CHECKPOINT")
    return True


def _switch_segment(connection: sa.Connection) -> None:
    # Without a record of its own a segment is not switched away from.
    connection.exec_driver_sql("SELECT pg_logical_emit_message(false, 'xinqiao', '')")
    connection.exec_driver_sql("SELECT pg_switch_wal()")


def server_log_grants(database: Database) -> list[str]:
    """The statements an administrator of the server must run before `clear_server_log` may do its work."""
    if database.is_sqlite:
        return []
    with database.box.connect() as connection:
        if connection.exec_driver_sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").scalar_one():
            return []
        role = connection.exec_driver_sql("SELECT quote_ident(current_user)").scalar_one()
        held = {grant: connection.exec_driver_sql(f"SELECT {test}").scalar_one() for grant, test in _GRANTS.items()}
    return [f"GRANT {grant} TO {role};" for grant, is_held in held.items() if not is_held]


def is_log_kept(database: Database) -> bool:
    """Whether PostgreSQL's log goes elsewhere or is held back: archived, replicated, or kept on purpose."""
    if database.is_sqlite:
        return False
    with database.box.connect() as connection:
        return bool(
            connection.exec_driver_sql(
                "SELECT current_setting('archive_mode') <> 'off' OR current_setting('wal_keep_size') <> '0' "
                "OR EXISTS (SELECT 1 FROM pg_replication_slots)"
            ).scalar_one()
        )


def clear_log(database: Database) -> bool:
    """Try, without waiting, to fold SQLite's write-ahead log into the file; returns whether it is empty now."""
    if not database.is_sqlite:
        return True
    try:
        with database.box.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            wait_for_others(connection, milliseconds=0)
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except (sqlite3.OperationalError, sa.exc.OperationalError):
        # Somebody else is at it this very moment, or the file is not there; `tick` comes back.
        return False
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
    # Two that fold the log at once are told "busy" at once, whatever the time-out: those of this process take turns.
    with _clearing, database.box.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        wait_for_others(connection)
        raw.execute("VACUUM")
        for attempt in range(CLEAR_TRIES):
            time.sleep(attempt * CLEAR_PAUSE_SECONDS)
            if not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return
    raise LogNotCleared
