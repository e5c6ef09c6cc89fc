"""Counts in memory: windows that end, that no wall clock moves, and that are swept away."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from web import counts
from web.counts import Counts


class Time:
    """A monotonic clock that stands still until it is moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)


def test_a_window_counts_until_it_ends_and_then_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Time(monkeypatch)
    found = Counts()
    assert [found.incr("a", 60) for _ in range(3)] == [1, 2, 3]
    clock.now += 59.9
    assert found.incr("a", 60) == found.get("a") == 4
    clock.now += 0.1
    assert found.get("a") == 0
    assert found.incr("a", 60, amount=2) == 2


def test_what_is_over_is_swept_away(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Time(monkeypatch)
    found = Counts()
    for number in range(1000):
        found.incr(f"address-{number}", 30)
    found.incr("long", 3600)
    clock.now += counts.SWEEP_SECONDS
    found.incr("new", 30)
    assert found.keys() == ["long", "new"]


def test_thirty_two_at_once_are_each_counted() -> None:
    found = Counts()
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda _number: found.incr("all", 60), range(3200)))
    assert found.get("all") == 3200


def test_one_or_all_are_forgotten() -> None:
    found = Counts()
    found.incr("a", 60)
    found.incr("b", 60)
    found.clear("a")
    assert (found.get("a"), found.get("b")) == (0, 1)
    assert found.get_expiry("b") == pytest.approx(time.time() + 60, abs=1)
    assert found.reset() == 1
    assert found.check()
    assert found.keys() == []
