"""What every request asks is read once a second for all of them, and for each database apart."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from config import Settings
from database import Database
from web import lately


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the test says it is."""
    seconds = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    return seconds


def test_it_is_read_anew_after_a_second_and_no_sooner(database: Database, at: list[float]) -> None:
    read: list[float] = []

    def load(_session: object) -> float:
        read.append(at[0])
        return at[0]

    assert [lately.read(database, "policies", load) for _ in range(3)] == [100.0] * 3
    at[0] += lately.BELIEVED_SECONDS
    assert lately.read(database, "policies", load) == 100.0
    at[0] += 0.1
    assert lately.read(database, "policies", load) == at[0]
    assert len(read) == 2


def test_each_database_and_each_question_has_its_own_answer(
    database: Database, at: list[float], tmp_path: Path
) -> None:
    other = Database(Settings(instance=tmp_path))
    assert lately.read(database, "one", lambda _session: 1) == 1
    assert lately.read(database, "other", lambda _session: 2) == 2
    assert lately.read(other, "one", lambda _session: 3) == 3
    assert lately.read(database, "one", lambda _session: 4) == 1
    other.dispose()


def test_many_questions_do_not_fill_the_memory(database: Database, at: list[float]) -> None:
    for number in range(3 * lately.MOST):
        lately.read(database, number, lambda _session: "answer")
    assert len(lately._kept[database]) <= lately.MOST


def test_a_question_that_fails_is_asked_again(database: Database, at: list[float]) -> None:
    def fail(_session: object) -> int:
        raise OSError

    with pytest.raises(OSError):
        lately.read(database, "one", fail)
    assert lately.read(database, "one", lambda _session: 1) == 1
