"""The load really loads: what it counts as done is in the database, and what fails is an error."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from benchmarks.load import Plan
from benchmarks.race import drive
from benchmarks.reference import DATABASE, PAGE
from benchmarks.servers import serving

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize("kind", ["waitress", "gunicorn"])
def test_every_visit_that_counted_is_in_the_database(tmp_path: Path, kind: str) -> None:
    (tmp_path / PAGE).write_bytes(b"<form method='post'></form>" * 20)
    plan = Plan(0, "/", "answer=3", clients=4, seconds=1, warm_up=0.2, get="/", expect="kept")

    with serving("reference", tmp_path, kind) as server:
        figures = drive(server, plan, tmp_path)

    with sqlite3.connect(tmp_path / DATABASE) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM body WHERE CAST(content AS TEXT) = 'answer=3'").fetchone()
    connection.close()
    assert figures["errors"] == 0, figures
    assert figures["completed"] > 10
    assert stored == figures["completed"] + figures["outside_window"]
    assert figures["server_cpu_seconds"] > 0


def test_an_answer_that_is_not_what_was_expected_is_an_error(tmp_path: Path) -> None:
    (tmp_path / PAGE).write_bytes(b"x")
    plan = Plan(0, "/", "answer=3", clients=2, seconds=0.5, warm_up=0, expect="a receipt")

    with serving("reference", tmp_path) as server:
        figures = drive(server, plan, tmp_path)

    assert figures["completed"] == 0
    assert figures["errors"] > 0
    assert figures["first_error"] == "POST 200"
