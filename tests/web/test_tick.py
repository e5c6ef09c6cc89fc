"""The tick does what is due, alone, and one task's fault does not keep the others from running."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from web import tick


@pytest.fixture
def done(app: Flask) -> list[datetime]:
    """Moments at which a registered task was run."""
    moments: list[datetime] = []
    tick.tick_task(app, "note", moments.append)
    return moments


def test_each_tick_runs_every_task_with_the_products_clock(app: Flask, done: list[datetime], clock: Any) -> None:
    with app.app_context():
        assert "note" in tick.run()
        clock.advance(minutes=1)
        assert "note" in tick.run()

    assert done[1] - done[0] == (clock() - done[0])


def test_another_process_at_it_leaves_nothing_to_do(app: Flask, done: list[datetime], clock: Any) -> None:
    with app.app_context():
        assert tick.take_lease(tick.NAME, "another process")
        assert tick.run() == []
        tick.give_back_lease(tick.NAME, "a third one")
        assert tick.run() == []
        tick.give_back_lease(tick.NAME, "another process")
        assert "note" in tick.run()

    assert len(done) == 1


def test_the_lease_of_a_process_that_died_runs_out(app: Flask, done: list[datetime], clock: Any) -> None:
    with app.app_context():
        tick.take_lease(tick.NAME, "killed")
        clock.advance(minutes=11)
        assert "note" in tick.run()

    assert len(done) == 1


def test_a_lease_from_before_the_clock_was_set_back_holds_nobody_up(
    app: Flask, done: list[datetime], clock: Any
) -> None:
    with app.app_context():
        assert tick.take_lease(tick.NAME, "gone")
        clock.advance(days=-3)
        assert tick.run()
    assert done == [clock()]


def test_of_many_that_meet_one_takes_the_lease(app: Flask) -> None:
    taken: list[bool] = []

    def meet(holder: str) -> None:
        with app.app_context():
            taken.append(tick.take_lease("meeting", holder))

    threads = [threading.Thread(target=meet, args=(str(n),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [False] * 5 + [True]


def test_a_task_that_fails_does_not_stop_the_next(
    app: Flask, done: list[datetime], capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_now: datetime) -> None:
        raise ValueError("13800000000")

    app.extensions["tick_tasks"] = {"broken": broken} | app.extensions["tick_tasks"]
    with app.app_context():
        ran = tick.run()

    assert "broken" not in ran
    assert "note" in ran
    assert "13800000000" not in capsys.readouterr().err
