"""Work on the small enterprise that many tests begin with is done once; after that the rows it wrote are put there.

The rows are those that the product's own operations wrote, in this run and this process, on the very same files. A piece
of work may follow others that were remembered. Where anything else was written before, or on another database than
SQLite, the work is done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

Rows = dict[str, set[tuple[Any, ...]]]


@dataclass(frozen=True)
class _Done:
    """What a piece of work returned, the rows (each with its rowid first) that it took away, and those that it put there."""

    returned: Any
    gone: Rows
    new: Rows


class Replay:
    """Remembers pieces of work by what names them and everything they depend on beside the founded enterprise."""

    def __init__(self) -> None:
        self._done: dict[tuple[Hashable, ...], _Done] = {}

    def once(self, session: Session, name: Hashable, work: Callable[[], Any]) -> Any:
        """What `work` returned: plain values, because whatever it loaded belongs to another session."""
        before = _pieces_before(session)
        if before is None:
            return work()
        raw, pieces = _raw(session), (*before, name)
        if pieces in self._done:
            _put(raw, self._done[pieces])
            # Read again at once: what is read after a commit would open a transaction that others wait for.
            for each in list(session):
                with suppress(InvalidRequestError):
                    session.refresh(each)
        else:
            rows = _rows(raw)
            returned = work()
            session.flush()
            after = _rows(raw)
            self._done[pieces] = _Done(returned, _less(rows, after), _less(after, rows))
        session.info["remembered"] = pieces, raw, *_changes(raw)
        return self._done[pieces].returned


def _put(raw: sqlite3.Connection, done: _Done) -> None:
    raw.execute("PRAGMA defer_foreign_keys=ON")
    for table, rows in done.gone.items():
        raw.executemany(f"DELETE FROM {table} WHERE rowid = ?", [row[:1] for row in rows])
    for table, rows in done.new.items():
        columns = ["rowid", *(f'"{column[1]}"' for column in raw.execute(f"PRAGMA table_info({table})"))]
        places = ", ".join("?" * len(columns))
        raw.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)


def _raw(session: Session) -> sqlite3.Connection:
    found: Any = session.connection().connection.dbapi_connection
    connection: sqlite3.Connection = found
    return connection


def _pieces_before(session: Session) -> tuple[Hashable, ...] | None:
    """The pieces of work that are all that was written since the enterprise was founded; None when there is more."""
    if session.get_bind().dialect.name != "sqlite" or session.new or session.dirty or session.deleted:
        return None
    raw = _raw(session)
    if "remembered" in session.info:
        pieces, *same = session.info["remembered"]
        return pieces if same == [raw, *_changes(raw)] else None
    (_number, _name, path), *_others = raw.execute("PRAGMA database_list")
    log = Path(path + "-wal")
    return () if raw.total_changes == 0 and (not log.exists() or log.stat().st_size == 0) else None


def _changes(raw: sqlite3.Connection) -> tuple[int, int]:
    """How much this connection wrote, and a number that moves when another commits."""
    (version,) = raw.execute("PRAGMA data_version").fetchone()
    return raw.total_changes, version


def _rows(raw: sqlite3.Connection) -> Rows:
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: set(raw.execute(f"SELECT rowid, * FROM {name}")) for name in tables}


def _less(rows: Rows, others: Rows) -> Rows:
    found = {name: rows[name] - others.get(name, set()) for name in rows}
    return {name: different for name, different in found.items() if different}
