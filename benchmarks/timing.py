"""How long a piece of work takes once it is warm."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

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
