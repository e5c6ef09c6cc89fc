"""The process in which the count benchmark opens the box: nothing is loaded here but the product."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from accounts import queries as account_queries
from app import create_app
from benchmarks.timing import peak_megabytes
from config import Settings
from surveys import queries
from surveys.counting import operations as counting
from vault.seal import KeyPair
from web import clock


def measure(folder: Path, survey_id: int, private: bytes) -> dict[str, object]:
    """Open the box as an officer would: closed and rewritten, every ballot counted, the Release stored."""
    app = create_app(Settings(instance=folder))
    database = app.extensions["database"]
    with database.reading() as session:
        actor = account_queries.people(session)[0]
    began, busy = time.perf_counter(), time.process_time()
    with app.test_request_context():
        counting.count(
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
        "memory_mb": peak_megabytes(),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), bytes.fromhex(sys.stdin.read()))))
