"""Counts in fixed windows, kept in this process's memory."""

from __future__ import annotations

import threading
import time

from limits.storage import Storage

SWEEP_SECONDS = 60.0


class Counts(Storage):
    """What the limits need of a store, and no more: the library's own starts a thread for every few requests.

    Windows go by the monotonic clock, so a clock that is set back holds nobody up.
    """

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        # Key -> (count, end of its window in monotonic seconds).
        self._windows: dict[str, tuple[int, float]] = {}
        self._sweep_at = time.monotonic() + SWEEP_SECONDS

    @property
    def base_exceptions(self) -> type[Exception]:
        """What goes wrong here: nothing the library need know."""
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `key` in the window that is open, or begin one of `expiry` seconds; the count so far."""
        now = time.monotonic()
        with self._lock:
            if now >= self._sweep_at:
                self._sweep(now)
            count, end = self._windows.get(key, (0, 0.0))
            if now >= end:
                count, end = 0, now + expiry
            self._windows[key] = count + amount, end
            return count + amount

    def get(self, key: str) -> int:
        """The count of the window that is open."""
        count, end = self._windows.get(key, (0, 0.0))
        return count if time.monotonic() < end else 0

    def get_expiry(self, key: str) -> float:
        """When the window of `key` ends, in seconds since 1970."""
        _count, end = self._windows.get(key, (0, 0.0))
        return time.time() + max(0.0, end - time.monotonic())

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forget every window; how many there were."""
        with self._lock:
            forgotten = len(self._windows)
            self._windows.clear()
        return forgotten

    def clear(self, key: str) -> None:
        """Forget one window."""
        with self._lock:
            self._windows.pop(key, None)

    def keys(self) -> list[str]:
        """What is counted now."""
        return list(self._windows)

    def _sweep(self, now: float) -> None:
        self._windows = {key: window for key, window in self._windows.items() if now < window[1]}
        self._sweep_at = now + SWEEP_SECONDS
