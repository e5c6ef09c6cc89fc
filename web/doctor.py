"""Whether an installation is in order: checks that packages register, each answering in whole sentences."""

from __future__ import annotations

import enum
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, current_app

from config import Settings
from database import Database
from web import backup, clock, health
from web.transactions import database

#: No release of the product is older; a clock before this day is wrong.
NOT_BEFORE = 2026
BACKUP_EVERY = timedelta(days=7)


class Level(enum.Enum):
    """How a finding stands."""

    GOOD = "ok"
    WARNING = "warning"
    REFUSED = "refused"


@dataclass(frozen=True)
class Finding:
    """One sentence about the installation; what is not good says what to do."""

    level: Level
    sentence: str


Check = Callable[[], Iterable[Finding]]


def good(sentence: str) -> Finding:
    """Something is in order."""
    return Finding(Level.GOOD, sentence)


def warning(sentence: str) -> Finding:
    """Something deserves attention."""
    return Finding(Level.WARNING, sentence)


def refused(sentence: str) -> Finding:
    """The product must not run like this."""
    return Finding(Level.REFUSED, sentence)


def doctor_check(app: Flask, name: str, check: Check) -> None:
    """Let `flask doctor` ask `check()`."""
    _checks(app)[name] = check


def examine() -> list[tuple[str, Finding]]:
    """Every check's findings, in the order of registration."""
    return [(name, finding) for name, check in _checks(current_app).items() for finding in check()]


def register(app: Flask) -> None:
    """The checks of the web layer itself."""
    for check in (_database, _instance, _clock, _durability, _traces, _proxy, _backups):
        doctor_check(app, check.__name__.strip("_"), check)


def _checks(app: Flask) -> dict[str, Check]:
    found: dict[str, Check] = app.extensions.setdefault("doctor_checks", {})
    return found


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def _database() -> Iterable[Finding]:
    state = health.state(database())
    if state["database"] != "ok":
        yield refused("The database does not answer; check XINQIAO_DATABASE_URL and that the server runs.")
    elif state["migrations"] != "current":
        yield refused("Migrations are pending; start the product once, it applies them.")
    else:
        yield good("Both databases answer and their migrations are current.")


def _instance() -> Iterable[Finding]:
    folder = _settings().instance
    for path, allowed in ((folder, 0o700), (folder / "secret.key", 0o600)):
        yield _permission(path, allowed)


def _permission(path: Path, allowed: int) -> Finding:
    if not path.exists():
        return refused(f"{path} is missing; without the key file receipts find nothing. Restore it from a backup.")
    found = stat.S_IMODE(path.stat().st_mode)
    if found & ~allowed:
        return warning(f"{path} can be read by others (mode {found:o}); run: chmod {allowed:o} {path}")
    return good(f"{path.name} is closed to others.")


def _clock() -> Iterable[Finding]:
    now = clock.now()
    if now.year < NOT_BEFORE:
        yield refused(f"The clock says {now:%Y-%m-%d}; deadlines counted from it are wrong. Set the machine's clock.")
    else:
        yield good(f"The clock says {now:%Y-%m-%d %H:%M} in {_settings().timezone}.")


def _durability() -> Iterable[Finding]:
    store = database()
    with store.reading() as session:
        if store.is_sqlite:
            full = session.execute(sa.text("PRAGMA synchronous")).scalar_one() == 2
        else:
            full = all(_shown(session, name) == "on" for name in ("fsync", "full_page_writes")) and (
                _shown(session, "synchronous_commit") != "off"
            )
    if full:
        yield good("What is acknowledged survives a power cut.")
    else:
        yield refused("The database acknowledges before it has written; turn fsync and synchronous_commit on.")


def _traces() -> Iterable[Finding]:
    """PostgreSQL can keep when each row was committed, which would put answers and tickets in order."""
    store: Database = database()
    if store.is_sqlite:
        return
    with store.reading() as session:
        if _shown(session, "track_commit_timestamp") == "on":
            yield refused("track_commit_timestamp is on: it keeps when each answer came. Turn it off and restart.")
        else:
            yield good("The database server keeps no commit times.")
        if _shown(session, "archive_mode") != "off":
            yield warning(
                "The server archives its write-ahead log, which keeps the order of answers: see operations.md."
            )
        if _shown(session, "log_statement") in {"all", "mod"}:
            yield refused("log_statement writes every change to the server's log; set it to none.")


def _shown(session: sa.orm.Session, name: str) -> str:
    return str(session.execute(sa.text(f"SHOW {name}")).scalar_one())


def _proxy() -> Iterable[Finding]:
    settings = _settings()
    if settings.https and not settings.trust_proxy:
        yield warning(
            "The public address is https but XINQIAO_TRUST_PROXY is 0: all requests seem to come from the proxy."
        )
    if settings.trust_proxy:
        yield warning("A proxy stands in front: make sure its log keeps no address and no time (docs/operations.md).")
    if not settings.https:
        yield warning(
            "Pages travel unencrypted (XINQIAO_PUBLIC_URL is not https); staff are told so on the first page."
        )


def _backups() -> Iterable[Finding]:
    with database().reading() as session:
        last = backup.last_record(session)
    if last is None:
        yield warning("No backup was ever made; run: flask backup FILE")
    elif clock.now() - last.made_at > BACKUP_EVERY:
        yield warning(f"The last backup is from {clock.local(last.made_at):%Y-%m-%d}; run: flask backup FILE")
    else:
        yield good(f"The last backup is from {clock.local(last.made_at):%Y-%m-%d}.")
    if last is not None and last.keys_path and Path(last.keys_path).exists():
        yield warning(
            f"{last.keys_path} opens survey ballots of that backup; destroy it once those surveys are released."
        )
