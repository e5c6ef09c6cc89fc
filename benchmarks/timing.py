"""How long a piece of work takes once it is warm, and how much memory a process held."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5


def median(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Seconds of the middle one of several runs, after one that warms up."""
    work()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def peak_megabytes() -> int:
    """Most megabytes this process held at once; Linux's ru_maxrss may be those of the process that started it."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    peak = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), None)
    return round((peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
