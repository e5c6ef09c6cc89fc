"""Figures that take long to count, kept for a while and shown with the moment at which they were counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from flask import current_app

from web import clock

Value = TypeVar("Value")

#: What is counted faster than this is counted anew each time.
QUICK = timedelta(seconds=0.2)
#: Counting takes at most one part in so many of the time, and nothing is older than the longest.
PATIENCE = 60
LONGEST = timedelta(minutes=10)
MOST = 64


@dataclass(frozen=True)
class Counted(Generic[Value]):
    """Figures, and when they were counted."""

    value: Value
    at: datetime
    #: How long they are shown before they are counted again.
    keeps: timedelta = timedelta(0)


class KeptFigures:
    """The figures of one application, in memory; one thread counts while those who ask for the same wait for it."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Counted[Any]] = {}
        self._counting = threading.Lock()

    def get(self, key: Hashable, count: Callable[[], Value]) -> Counted[Value]:
        """What `count` gives, or what it gave a short while ago for the same `key`."""
        found = self._fresh(key)
        if found is None:
            with self._counting:
                found = self._fresh(key) or self._count(key, count)
        return found

    def _fresh(self, key: Hashable) -> Counted[Any] | None:
        found = self._kept.get(key)
        if found is None or not timedelta(0) <= clock.now() - found.at < found.keeps:
            return None
        return found

    def _count(self, key: Hashable, count: Callable[[], Value]) -> Counted[Value]:
        at, began = clock.now(), time.perf_counter()
        value = count()
        found = Counted(value, at, keeps(timedelta(seconds=time.perf_counter() - began)))
        if found.keeps:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = found
        return found


def keeps(taken: timedelta) -> timedelta:
    """How long figures are shown that took so long to count."""
    return timedelta(0) if taken < QUICK else min(taken * PATIENCE, LONGEST)


def of_app() -> KeptFigures:
    """The figures kept by the running application."""
    found: KeptFigures = current_app.extensions.setdefault("kept_figures", KeptFigures())
    return found
