"""The process of the count benchmark's reference: the same ballots, opened one by one and summed, and nothing else."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from pathlib import Path

import nacl.bindings as sodium

from benchmarks.timing import peak_megabytes


def measure(folder: Path, survey_id: int, private: bytes) -> dict[str, object]:
    """Sums of every answer per unit and item."""
    public = sodium.crypto_scalarmult_base(private)
    sums: dict[int | None, dict[str, float]] = {}
    read = 0
    began, busy = time.perf_counter(), time.process_time()
    connection = sqlite3.connect(folder / "box.db")
    for (sealed,) in connection.execute("SELECT sealed FROM ballot WHERE survey_id = ?", (survey_id,)):
        padded = sodium.crypto_box_seal_open(sealed, public, private)
        unit, answers = json.loads(padded[8 : 8 + int.from_bytes(padded[:8], "big")])
        mine = sums.setdefault(unit, {})
        for item, value in answers.items():
            if isinstance(value, int):
                mine[item] = mine.get(item, 0) + value
        read += 1
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    connection.close()
    return {
        "reference_seconds": round(seconds, 2),
        "reference_cpu_seconds": round(busy, 2),
        "summed": read,
        "reference_memory_mb": peak_megabytes(),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), bytes.fromhex(sys.stdin.read()))))
