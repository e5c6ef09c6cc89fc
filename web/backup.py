"""Backups: every row of both databases in a portable file, the keys that must not outlive a release apart from it.

A backup holds rows, not database files, so it carries no trace of the order in which rows were written, and what
was backed up on SQLite can be restored on PostgreSQL.
"""

from __future__ import annotations

import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from flask import Flask, current_app
from sqlalchemy.orm import Session

from database import Database
from migrations.upgrade import CHAINS, configuration, current, engine, known_revisions
from web import stored_tables
from web.models import BackupRecord
from web.transactions import database

FORMAT = 1
BATCH = 500
KEY_FILE = "secret.key"
MANIFEST = "manifest.json"


class BadBackup(RuntimeError):
    """A backup cannot be written or restored; the message says why, and what to do."""


@dataclass(frozen=True)
class Apart:
    """Rows that go to FILE.keys instead of FILE: survey keys, which must not lie in old backups after a release."""

    chain: str
    table: str
    condition: str


@dataclass(frozen=True)
class Made:
    """What `write` did."""

    path: Path
    keys_path: Path | None
    rows: int
    destroyed: Path | None


#: Called after a restore with `now`; says in sentences what it changed.
AfterRestore = Callable[[datetime], Iterable[str]]


def keep_apart(app: Flask, chain: str, table: str, condition: str) -> None:
    """Put the rows of `table` that meet `condition` (SQL) into FILE.keys."""
    _registry(app, "backup_apart").append(Apart(chain, table, condition))


def after_restore(app: Flask, task: AfterRestore) -> None:
    """Run `task(now)` after every restore."""
    _registry(app, "after_restore").append(task)


def last_record(session: Session) -> BackupRecord | None:
    """The newest backup that was made from this installation."""
    newest = sa.select(BackupRecord).order_by(BackupRecord.made_at.desc(), BackupRecord.id).limit(1)
    return session.scalars(newest).first()


def write(path: Path, *, now: datetime) -> Made:
    """Write a consistent copy of everything to `path`, and what is kept apart to `path`.keys. Raises BadBackup."""
    store, apart = database(), _registry(current_app, "backup_apart")
    keys_path = path.with_name(path.name + ".keys")
    for target in (path, keys_path):
        if target.exists():
            raise BadBackup(f"{target} exists already; choose another name, backups are never overwritten.")
    rows, kept_rows = _write_both((path, keys_path), store, apart, now)
    destroyed = _record(path, keys_path if kept_rows else None, now)
    return Made(path, keys_path if kept_rows else None, rows, destroyed)


def restore(path: Path, *, now: datetime) -> list[str]:
    """Replace everything this installation holds by what `path` (and `path`.keys, if there) holds. Raises BadBackup."""
    store = database()
    keys_path = path.with_name(path.name + ".keys")
    sources = [path, keys_path] if keys_path.exists() else [path]
    manifest = _manifest_of(sources)
    were_kept = [_stand_at(store, chain, manifest[chain] or "base") for chain in CHAINS]
    try:
        rows = _replace(store, sources)
    except (sa.exc.DBAPIError, ValueError, BadBackup) as fault:
        became = "Nothing was changed." if all(were_kept) else "This installation is empty now; restore another backup."
        raise BadBackup(f"The rows of {path} do not fit together, or there is no room for them. {became}") from fault
    for chain in CHAINS:
        command.upgrade(configuration(store, chain), "head")
    _put_key(path)
    said = [f"{rows} rows restored from {path}."]
    if len(sources) == 2:
        said.append(f"{keys_path} is not destroyed by the next backup: destroy it yourself once that was made.")
    else:
        said.append(f"{keys_path.name} is not there: ballots of surveys not yet released at the time stay shut.")
    for task in _registry(current_app, "after_restore"):
        said.extend(task(now))
    return said


def _registry(app: Flask, name: str) -> list[Any]:
    found: list[Any] = app.extensions.setdefault(name, [])
    return found


# Writing


def _write_both(paths: tuple[Path, Path], store: Database, apart: list[Apart], now: datetime) -> tuple[int, int]:
    """Write FILE and FILE.keys out of one snapshot of each database, so that what is kept apart fits the rest; how many
    rows each holds. FILE.keys is written when it holds any."""
    manifest = {"format": FORMAT, "made_on": now.date().isoformat(), "backup": secrets.token_hex(8)}
    manifest |= {chain: current(store, chain) for chain in CHAINS}
    unfinished = [path.with_name(path.name + ".unfinished") for path in paths]
    rows = [0, 0]
    try:
        with ExitStack() as opened:
            archives = [opened.enter_context(_archive(path, manifest)) for path in unfinished]
            for chain in CHAINS:
                with _snapshot(store, chain) as connection:
                    for table in stored_tables.tables(store, chain):
                        for place, archive in enumerate(archives):
                            condition = _kept(apart, chain, table.name, inside=bool(place))
                            if condition is not None:
                                rows[place] += _write_table(archive, connection, chain, table, condition)
        # The keys first: without them the other would stay, and could not be told from one that has none.
        for path, done, count in reversed(list(zip(unfinished, paths, (1, rows[1]), strict=True))):
            path.replace(done) if count else path.unlink()
    except OSError as fault:
        for path in unfinished:
            path.unlink(missing_ok=True)
        raise BadBackup(f"Cannot write {paths[0]}: {fault.strerror}. Nothing was kept.") from fault
    return rows[0], rows[1]


@contextmanager
def _archive(path: Path, manifest: Mapping[str, object]) -> Iterator[zipfile.ZipFile]:
    """A new archive with what every one begins with; on the disk, not only on its way there, when it is closed."""
    # Readable by the owner alone from its first byte on.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest))
            archive.write(current_app.extensions["settings"].instance / KEY_FILE, KEY_FILE)
            yield archive
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _snapshot(store: Database, chain: str) -> Iterator[sa.Connection]:
    """One state of all tables of a chain; on SQLite a reading transaction is one already."""
    options = {} if store.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with engine(store, chain).connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _write_table(
    archive: zipfile.ZipFile, connection: sa.Connection, chain: str, table: sa.Table, condition: str
) -> int:
    # Ordered by the random key: the file must not keep the order of arrival that the pages of a database may show.
    query = sa.select(table).where(sa.text(condition)).order_by(*table.primary_key.columns)
    count = 0
    with archive.open(f"{chain}/{table.name}.jsonl", "w", force_zip64=True) as entry:
        for row in connection.execution_options(yield_per=BATCH).execute(query).mappings():
            entry.write(
                json.dumps({name: stored_tables.encoded(value) for name, value in row.items()}).encode() + b"\n"
            )
            count += 1
    return count


def _kept(apart: list[Apart], chain: str, table: str, *, inside: bool) -> str | None:
    conditions = [f"({each.condition})" for each in apart if (each.chain, each.table) == (chain, table)]
    if inside:
        return " OR ".join(conditions) or None
    return " AND ".join(f"NOT {condition}" for condition in conditions) or "1 = 1"


def _record(path: Path, keys_path: Path | None, now: datetime) -> Path | None:
    """Note the backup, and destroy the key file of the one before: only one is ever kept."""
    with database().writing() as session, session.begin():
        before = last_record(session)
        session.add(BackupRecord(made_at=now, path=str(path), keys_path=str(keys_path or "")))
    if before is None or not before.keys_path or not Path(before.keys_path).exists():
        return None
    Path(before.keys_path).unlink()
    return Path(before.keys_path)


# Restoring


def _checked(path: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError) as fault:
        raise BadBackup(f"{path} is not a backup, or it is damaged. Nothing was changed.") from fault
    if damaged:
        raise BadBackup(f"{path} is damaged at {damaged}. Nothing was changed.")
    unknown = [chain for chain in CHAINS if manifest.get(chain) not in {None, *known_revisions(chain)}]
    if manifest.get("format") != FORMAT or unknown:
        raise BadBackup(f"{path} was written by a newer version of the product; install that one. Nothing was changed.")
    return manifest


def _manifest_of(sources: list[Path]) -> dict[str, Any]:
    """What a backup says of itself. Raises BadBackup for one that cannot be restored, or with the keys of another."""
    manifest, *others = [_checked(source) for source in sources]
    if any(other != manifest for other in others):
        raise BadBackup(f"{sources[1]} belongs to another backup than {sources[0]}. Nothing was changed.")
    return manifest


def _stand_at(store: Database, chain: str, revision: str) -> bool:
    """Build the tables as they were at `revision`, empty, unless they are at it already; whether what they held is there."""
    if current(store, chain) == revision:
        return True
    stored_tables.reflected(store, chain).drop_all(engine(store, chain))
    command.upgrade(configuration(store, chain), revision)
    return False


def _replace(store: Database, sources: list[Path]) -> int:
    """Put the rows of the backup in the place of all others, and keep those when anything of it fails or is cut off."""
    rows = 0
    with ExitStack() as opened:
        bound = {
            chain: opened.enter_context(engine(store, chain).execution_options(write=True).begin()) for chain in CHAINS
        }
        for chain, connection in bound.items():
            tables = stored_tables.tables(store, chain)
            for table in reversed(tables):
                connection.execute(table.delete())
            for source in sources:
                rows += _load(connection, chain, tables, source)
    return rows


def _load(connection: sa.Connection, chain: str, tables: list[sa.Table], path: Path) -> int:
    rows = 0
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        for table in tables:
            name = f"{chain}/{table.name}.jsonl"
            if name in names:
                rows += _load_table(connection, table, archive, name)
    return rows


def _load_table(connection: sa.Connection, table: sa.Table, archive: zipfile.ZipFile, name: str) -> int:
    with archive.open(name) as lines:
        rows: Iterable[dict[str, Any]] = (stored_tables.decoded(table, json.loads(line)) for line in lines)
        parents = stored_tables.own_parents(table)
        if parents:
            rows = stored_tables.parents_first(
                list(rows), parents, [column.name for column in table.primary_key.columns]
            )
        count = 0
        for batch in _batches(rows):
            connection.execute(table.insert(), batch)
            count += len(batch)
    return count


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _put_key(path: Path) -> None:
    target = current_app.extensions["settings"].instance / KEY_FILE
    with zipfile.ZipFile(path) as archive:
        content = archive.read(KEY_FILE)
    fresh = target.with_name(KEY_FILE + ".restored")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(target)
