"""Long work runs after the commit, tells how far it is, ends in words, and is called interrupted when it falls silent."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from database import Database
from web import clock as product_clock
from web import jobs
from web.access import person, requires
from web.errors import Missing, Refusal
from web.models import Job, JobState

OWNER = 7


@pytest.fixture
def start(app: Flask, sign_in: Callable[..., FlaskClient], client: FlaskClient) -> Iterator[Callable[..., int]]:
    """`start(work)` begins work in a request of the officer and returns the job's id; its database stays until it ended."""
    waiting: list[tuple[jobs.Work, str]] = []

    def begin() -> str:
        work, so_far = waiting.pop()
        return str(jobs.start("count", "开箱计票", work, owner_id=person().id, so_far=so_far))

    app.add_url_rule("/begin", "begin", requires("desk")(begin), methods=["POST"])
    sign_in(client, "officer")

    def go(work: jobs.Work, so_far: str = "") -> int:
        waiting.append((work, so_far))
        return int(client.post("/begin").data)

    yield go
    for thread in threading.enumerate():
        if thread.name == "job-count":
            thread.join(10)


def _ended(database: Database, job_id: int) -> Job:
    for _ in range(200):
        with database.reading() as session:
            job = session.get_one(Job, job_id)
            if job.state is not JobState.RUNNING:
                return job
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def test_finished_work_links_to_its_result(start: Callable[..., int], client: FlaskClient, database: Database) -> None:
    def work(progress: jobs.Progress) -> str:
        progress(3, 3, "第 3 张")
        return "/desk/"

    job_id = start(work)
    job = _ended(database, job_id)
    page = client.get(f"/desk/jobs/{job_id}")

    assert (job.state, job.done, job.total, job.result_url) == (JobState.DONE, 3, 3, "/desk/")
    assert page.status_code == 200
    assert 'href="/desk/"' in page.get_data(as_text=True)


def test_work_that_would_do_things_twice_says_where_to_see_how_far_it_came(
    start: Callable[..., int], client: FlaskClient, database: Database
) -> None:
    def work(_progress: jobs.Progress) -> None:
        raise Refusal("第 7 行：没有这个单位。")

    job_id = start(work, so_far="/desk/ledgers/")
    assert _ended(database, job_id).state is JobState.FAILED
    page = client.get(f"/desk/jobs/{job_id}").get_data(as_text=True)
    assert "第 7 行" in page
    assert 'href="/desk/ledgers/"' in page

    def breaks(_progress: jobs.Progress) -> None:
        raise ZeroDivisionError

    broken = _ended(database, start(breaks, so_far="/desk/ledgers/")).sentence
    assert ("请重新开始" in broken, "请先看办到了哪一步" in broken) == (False, True)
    with database.writing() as session, session.begin():
        job = session.get_one(Job, job_id)
        job.state, job.beat_at = JobState.RUNNING, job.beat_at - timedelta(minutes=2)
    page = client.get(f"/desk/jobs/{job_id}").get_data(as_text=True)
    assert "不会重复" not in page
    assert 'href="/desk/ledgers/"' in page


def test_running_work_shows_how_far_it_is(
    start: Callable[..., int], client: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BEAT", timedelta(seconds=0.05))
    goes_on = threading.Event()

    def work(progress: jobs.Progress) -> None:
        progress(1, 4, "正在打开第 1 张")
        goes_on.wait(10)

    job_id = start(work)
    seen: dict[str, Any] = {}
    for _ in range(100):
        seen = client.get(f"/desk/jobs/{job_id}/progress").get_json()
        if seen["percent"]:
            break
        time.sleep(0.05)
    goes_on.set()

    assert seen == {"state": "running", "percent": 25, "sentence": "正在打开第 1 张"}
    assert _ended(database, job_id).state is JobState.DONE


def test_the_heartbeat_does_not_wait_for_work_that_holds_the_writers_place(
    start: Callable[..., int], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BEAT", timedelta(seconds=0.02))

    def work(progress: jobs.Progress) -> None:
        with database.writing() as session, session.begin():
            session.execute(sa.text("SELECT 1"))
            progress(1, 2)
            time.sleep(0.3)

    started = time.monotonic()
    assert _ended(database, start(work)).state is JobState.DONE
    assert time.monotonic() - started < 5


def test_a_refusal_becomes_the_jobs_last_sentence(
    start: Callable[..., int], client: FlaskClient, database: Database
) -> None:
    def work(_progress: jobs.Progress) -> None:
        raise Refusal("请先让另一位同事进入受理机构。")

    job_id = start(work)

    assert _ended(database, job_id).state is JobState.FAILED
    assert "请先让另一位同事进入受理机构。" in client.get(f"/desk/jobs/{job_id}").get_data(as_text=True)


def test_a_fault_tells_nobody_its_words(
    start: Callable[..., int], database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(_progress: jobs.Progress) -> None:
        raise ValueError("职工写的话")

    job = _ended(database, start(work))

    assert job.state is JobState.FAILED
    assert "职工写的话" not in job.sentence + capsys.readouterr().err
    assert "重新开始" in job.sentence


def test_only_its_owner_sees_a_job(start: Callable[..., int], app: Flask, sign_in: Callable[..., FlaskClient]) -> None:
    job_id = start(lambda _progress: None)

    assert sign_in(app.test_client(), "admin").get(f"/desk/jobs/{job_id}").status_code == 404
    assert app.test_client().get(f"/desk/jobs/{job_id}").status_code == 302


def test_work_whose_heart_stopped_is_interrupted(database: Database, clock: Any) -> None:
    now = product_clock.now()
    with database.writing() as session, session.begin():
        session.add(Job(id=1, kind="count", title="开箱", owner_id=OWNER, started_at=now, beat_at=now))
    clock.advance(seconds=31)

    with database.reading() as session:
        assert jobs.view(session, 1, owner_id=OWNER, now=product_clock.now()).state == "interrupted"
        with pytest.raises(Missing):
            jobs.view(session, 1, owner_id=OWNER + 1, now=product_clock.now())


def test_rows_of_last_weeks_jobs_are_forgotten(database: Database, clock: Any) -> None:
    now = product_clock.now()
    with database.writing() as session, session.begin():
        for job_id, age in ((1, 8), (2, 6)):
            moment = now - timedelta(days=age)
            session.add(Job(id=job_id, kind="x", title="x", owner_id=OWNER, started_at=moment, beat_at=moment))

    with database.writing() as session, session.begin():
        assert jobs.forget_old(session, now=now) == 1
        assert session.scalars(sa.select(Job.id)).all() == [2]


def test_a_command_draws_its_bar_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    def work(progress: jobs.Progress) -> str:
        progress(1, 2, "一半")
        return "done"

    screen, pipe = Screen(), io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    assert jobs.in_terminal("导入", work) == "done"
    monkeypatch.setattr("sys.stderr", pipe)
    jobs.in_terminal("导入", work)

    assert "导入 ███████████████░░░░░░░░░░░░░░░ 1/2 一半" in screen.getvalue()
    assert pipe.getvalue() == ""
