"""Figures that take long to count, kept for a while and shown with the moment at which they were counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Generic, TypeVar

from flask import Flask, current_app
from sqlalchemy.orm import Session

from database import Database
from web import clock

Value = TypeVar("Value")

#: What is counted faster than this is counted anew each time.
QUICK = timedelta(seconds=0.2)
#: Counting takes at most one part in so many of the time, and nothing is shown for longer without being counted again.
PATIENCE = 60
LONGEST = timedelta(minutes=10)
#: Older than this nothing is shown, not even while it is counted again.
OLDEST = timedelta(hours=12)
MOST = 64

#: Counts from what it reads in the session it is given: the reader's, or one of its own behind them.
Count = Callable[[Session], Value]


@dataclass(frozen=True)
class Counted(Generic[Value]):
    """Figures, and when they were counted."""

    value: Value
    at: datetime
    #: How long they are shown before they are counted again.
    keeps: timedelta = timedelta(0)
    #: Whether newer ones are being counted.
    is_recounted: bool = False


def in_a_thread(work: Callable[[], None]) -> None:
    """Run `work` beside the server's own."""
    threading.Thread(target=work, daemon=True).start()


class KeptFigures:
    """The figures of one application, in memory.

    Whoever asks first waits until they are counted. When their time is over, those who ask get the old ones while one
    thread counts behind them.
    """

    def __init__(self, behind: Callable[[Callable[[], None]], None] = in_a_thread) -> None:
        self._behind = behind
        self._kept: dict[Hashable, Counted[Any]] = {}
        self._counting = threading.Lock()
        self._recounting = threading.Lock()
        self._recounted: set[Hashable] = set()

    def get(self, session: Session, key: Hashable, count: Count[Value]) -> Counted[Value]:
        """What `count` gives, or what it gave a while ago for the same `key`."""
        found = self._known(key)
        if found is None:
            with self._counting:
                found = self._known(key) or self._count(session, key, count)
        if found.keeps and clock.now() - found.at >= found.keeps:
            self._recount_behind(key, count)
            found = replace(found, is_recounted=True)
        return found

    def _known(self, key: Hashable) -> Counted[Any] | None:
        found = self._kept.get(key)
        # After the clock was set back nothing is known of how old they are.
        return found if found is not None and timedelta(0) <= clock.now() - found.at < OLDEST else None

    def _count(self, session: Session, key: Hashable, count: Count[Value]) -> Counted[Value]:
        at, began = clock.now(), time.perf_counter()
        value = count(session)
        found = Counted(value, at, keeps(timedelta(seconds=time.perf_counter() - began)))
        self._kept.pop(key, None)
        if found.keeps:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = found
        return found

    def _recount_behind(self, key: Hashable, count: Count[Any]) -> None:
        with self._recounting:
            if key in self._recounted:
                return
            self._recounted.add(key)
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        self._behind(partial(self._recount, app, key, count))

    def _recount(self, app: Flask, key: Hashable, count: Count[Any]) -> None:
        store: Database = app.extensions["database"]
        try:
            with app.app_context(), store.reading() as session:
                self._count(session, key, count)
        except Exception as fault:
            # Whoever asks next counts, and is told what goes wrong.
            self._kept.pop(key, None)
            app.logger.error("not counted again: %s", type(fault).__name__)
        finally:
            self._recounted.discard(key)


def keeps(taken: timedelta) -> timedelta:
    """How long figures are shown that took so long to count."""
    return timedelta(0) if taken < QUICK else min(taken * PATIENCE, LONGEST)


def of_app() -> KeptFigures:
    """The figures kept by the running application."""
    found: KeptFigures = current_app.extensions.setdefault("kept_figures", KeptFigures())
    return found
