"""The process in which ballots are counted: nothing is loaded here but what is measured."""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import time
from pathlib import Path

import nacl.bindings as sodium


def product(folder: Path, survey_id: int, private: bytes) -> dict[str, object]:
    """Open the box as an officer would: closed and rewritten, every ballot counted, the Release stored."""
    # Loaded here, so that the reference's memory is its own.
    from accounts import queries as account_queries
    from app import create_app
    from config import Settings
    from surveys import operations, queries
    from vault.seal import KeyPair
    from web import clock

    app = create_app(Settings(instance=folder))
    database = app.extensions["database"]
    with database.reading() as session:
        actor = account_queries.people(session)[0]
    began, busy = time.perf_counter(), time.process_time()
    with app.test_request_context():
        operations.count(
            database,
            survey_id,
            KeyPair.from_private(private),
            actor=actor,
            now=clock.now(),
            progress=lambda _done, _whole: None,
        )
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    with database.reading() as session:
        release = queries.release(session, survey_id)
    database.dispose()
    assert release is not None
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(busy, 2),
        "answered": release.answered,
        "shown_units": len(release.shown_groups),
        "shown_parts": sum(len(row.parts) for row in release.segments),
        "memory_mb": _memory(),
    }


def reference(folder: Path, survey_id: int, private: bytes) -> dict[str, object]:
    """The same ballots, opened one by one and summed per unit and item, with nothing else."""
    public = sodium.crypto_scalarmult_base(private)
    sums: dict[int | None, dict[str, float]] = {}
    read = 0
    began = time.perf_counter()
    connection = sqlite3.connect(folder / "box.db")
    for (sealed,) in connection.execute("SELECT sealed FROM ballot WHERE survey_id = ?", (survey_id,)):
        padded = sodium.crypto_box_seal_open(sealed, public, private)
        unit, answers = json.loads(padded[8 : 8 + int.from_bytes(padded[:8], "big")])
        mine = sums.setdefault(unit, {})
        for item, value in answers.items():
            if isinstance(value, int):
                mine[item] = mine.get(item, 0) + value
        read += 1
    seconds = time.perf_counter() - began
    connection.close()
    return {"reference_seconds": round(seconds, 2), "summed": read, "reference_memory_mb": _memory()}


def _memory() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    work = {"product": product, "reference": reference}[sys.argv[1]]
    print(json.dumps(work(Path(sys.argv[2]), int(sys.argv[3]), bytes.fromhex(sys.stdin.read()))))
