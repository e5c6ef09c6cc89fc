"""A story: what the product needs of a database server holds on a real PostgreSQL."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Preference, Unit
from database import Database
from web import clock as product_clock
from web import doctor, health, jobs, tick
from web.models import Job, JobState

pytestmark = pytest.mark.postgres


def test_it_is_a_real_server_and_keeps_rare_names(database: Database) -> None:
    with database.writing() as session, session.begin():
        assert "PostgreSQL" in session.execute(sa.text("SELECT version()")).scalar_one()
        session.add(Unit(id=5, name="𬱖家沟䶮采区", headcount=3))
    with database.reading() as session:
        assert session.get_one(Unit, 5).name == "𬱖家沟䶮采区"


def test_the_box_is_a_schema_of_its_own(app: Flask, database: Database) -> None:
    inspector = sa.inspect(database.main)

    assert "box" in inspector.get_schema_names()
    assert set(inspector.get_table_names("box")).isdisjoint(inspector.get_table_names("public"))


def test_one_process_at_a_time_holds_the_lease(app: Flask, clock: Any) -> None:
    taken: list[bool] = []

    def meet(holder: str) -> None:
        with app.app_context():
            taken.append(tick.take_lease("meeting", holder))

    for _ in range(2):
        threads = [threading.Thread(target=meet, args=(str(number),)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        clock.advance(minutes=11)

    assert sorted(taken) == [False] * 10 + [True] * 2


def test_moments_come_back_aware_and_the_same(database: Database) -> None:
    now: datetime = product_clock.now()
    with database.writing() as session, session.begin():
        session.add(Job(id=1, kind="x", title="x", owner_id=1, started_at=now, beat_at=now))
    with database.reading() as session:
        job = session.get_one(Job, 1)
        assert (job.state, job.started_at) == (JobState.RUNNING, now)
        assert jobs.view(session, 1, owner_id=1, now=now).state == "running"


def test_a_refused_row_names_its_constraint(database: Database) -> None:
    with database.writing() as session:
        session.add(Unit(name="一车间", headcount=-1))
        with pytest.raises(sa.exc.IntegrityError, match="headcount_not_negative"):
            session.flush()


def test_health_and_the_doctor_ask_the_server(app: Flask, database: Database) -> None:
    with app.app_context():
        assert health.state(database)["database"] == "ok"
        said = {name: finding for name, finding in doctor.examine() if name == "traces"}
        assert said["traces"].level is not doctor.Level.REFUSED


def test_the_doctor_refuses_a_server_that_keeps_commit_times(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_shown", lambda _session, name: "on" if name == "track_commit_timestamp" else "off")
    with app.app_context():
        found = [finding for name, finding in doctor.examine() if name == "traces"]

    assert any(
        finding.level is doctor.Level.REFUSED and "track_commit_timestamp" in finding.sentence for finding in found
    )


def test_two_databases_commit_apart(database: Database) -> None:
    with database.writing() as session, database.box_writing() as box:
        session.add(Preference(name="kept", value=1))
        box.execute(sa.text("SELECT 1"))
        session.commit()
        box.rollback()
    with database.reading() as session:
        assert session.get_one(Preference, "kept").value == 1


def test_a_character_that_no_text_of_it_holds_is_left_out_of_what_is_sent_and_in_no_address(
    client: FlaskClient,
) -> None:
    assert client.post("/case", data={"code": "a\0b"}).status_code == 422
    assert client.post("/sign-in", data={"username": "a\0b", "password": "x\0y"}).status_code == 422
    assert client.get("/s/%00").status_code == 404
    assert client.get("/policies?words=%00").status_code == 200
