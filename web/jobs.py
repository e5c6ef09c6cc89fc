"""Long work: a row with heartbeat, a thread that does it, a page with its progress, a bar in the terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Flask, current_app, render_template
from flask_babel import force_locale, get_locale, gettext
from sqlalchemy.orm import Session

from database import Database, random_id
from web import clock
from web.access import person, requires
from web.errors import Missing, Refusal
from web.models import Job, JobState
from web.transactions import after_commit, session

BEAT = timedelta(seconds=1)
LOST_AFTER = timedelta(seconds=30)
BAR_WIDTH = 30

bp = Blueprint("jobs", __name__)


class Progress:
    """Told by the work how far it is; costs nothing to call often, because only the heartbeat writes it down."""

    def __init__(self) -> None:
        self.done, self.total, self.sentence = 0, 0, ""

    def __call__(self, done: int, total: int, sentence: str = "") -> None:
        """`done` of `total` steps are behind; `sentence` says what is being done."""
        self.done, self.total, self.sentence = done, total, str(sentence) or self.sentence


Work = Callable[[Progress], str | None]


@dataclass(frozen=True)
class JobView:
    """A job as its page shows it."""

    id: int
    title: str
    state: str
    done: int
    total: int
    sentence: str
    result_url: str

    @property
    def percent(self) -> int:
        """Whole percent that is done."""
        return min(100, self.done * 100 // self.total) if self.total else 0


def start(kind: str, title: str, work: Work, *, owner_id: int, so_far: str = "") -> int:
    """Begin `work` in a thread once this request has committed; returns the job's id.

    `work(progress)` returns the address of its result, or None. It opens its own transactions and may hold keys in
    memory. A Refusal it raises becomes the job's last sentence. Work that would do things twice if it were begun again
    says at which address is seen how far it came (`so_far`), and is taken back.
    """
    now = clock.now()
    job = Job(id=random_id(), kind=kind, title=str(title), owner_id=owner_id, started_at=now, beat_at=now)
    job.result_url = so_far
    session().add(job)
    session().flush()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    run = _Run(app, job.id, work, str(get_locale()), is_seen=bool(so_far))
    after_commit(threading.Thread(target=run, name=f"job-{kind}", daemon=True).start)
    return job.id


def in_terminal(title: str, work: Work) -> str | None:
    """Do `work` here and now with a bar on the terminal; for commands."""
    return work(_TerminalProgress(title))


def view(opened: Session, job_id: int, *, owner_id: int, now: datetime) -> JobView:
    """The job for its owner. Raises Missing for anybody else."""
    job = opened.get(Job, job_id)
    if job is None or job.owner_id != owner_id:
        raise Missing
    # A process that was killed cannot say so; its silence does.
    lost = job.state is JobState.RUNNING and now - job.beat_at > LOST_AFTER
    state = "interrupted" if lost else job.state.value
    return JobView(job.id, job.title, state, job.done, job.total, job.sentence, job.result_url)


def forget_old(opened: Session, *, now: datetime) -> int:
    """Delete the rows of jobs that ended or fell silent a week ago; returns how many."""
    result = opened.execute(sa.delete(Job).where(Job.beat_at < now - timedelta(days=7)))
    return int(result.rowcount)  # type: ignore[attr-defined]


@bp.get("/desk/jobs/<int:job_id>")
@requires("desk")
def show(job_id: int) -> str:
    """The bar, then a link to the result."""
    return render_template("jobs/job.html", job=_mine(job_id))


@bp.get("/desk/jobs/<int:job_id>/progress")
@requires("desk")
def progress(job_id: int) -> dict[str, Any]:
    """The same as data, for the script that moves the bar."""
    job = _mine(job_id)
    return {"state": job.state, "percent": job.percent, "sentence": job.sentence}


def register(app: Flask) -> None:
    """Add the job's page."""
    app.register_blueprint(bp)


def _mine(job_id: int) -> JobView:
    return view(session(), job_id, owner_id=person().id, now=clock.now())


class _Run:
    """One job in its thread, with a second thread that writes the heartbeat.

    The heartbeat has a thread of its own because on SQLite the work may hold the writer's place for a while:
    a progress row written from inside the work would then wait for itself.
    """

    def __init__(self, app: Flask, job_id: int, work: Work, locale: str, *, is_seen: bool) -> None:
        self._app, self._job_id, self._work, self._locale = app, job_id, work, locale
        #: Whether an address says how far it came, because it must not just be begun again.
        self._is_seen = is_seen
        self._progress = Progress()
        self._over = threading.Event()

    def __call__(self) -> None:
        with self._app.app_context(), force_locale(self._locale):
            beat = threading.Thread(target=self._beat, daemon=True)
            beat.start()
            try:
                outcome = self._outcome()
            finally:
                self._over.set()
                beat.join()
            self._write(**outcome)

    def _outcome(self) -> dict[str, Any]:
        try:
            address = self._work(self._progress)
        except Refusal as refusal:
            return {"state": JobState.FAILED, "sentence": str(refusal.message)[:400]}
        except Exception as fault:
            self._app.logger.error("job failed: %s", type(fault).__name__, exc_info=fault)
            return {"state": JobState.FAILED, "sentence": self._broken()}
        return {"state": JobState.DONE, "result_url": address or "", "sentence": ""}

    def _broken(self) -> str:
        if self._is_seen:
            return gettext("出了故障，没有办完。从头再做会重复：请先看办到了哪一步。再次失败请联系系统管理员。")
        return gettext("出了故障，没有完成。请重新开始；再次失败请联系系统管理员。")

    def _beat(self) -> None:
        while not self._over.wait(BEAT.total_seconds()):
            try:
                self._write()
            except sa.exc.OperationalError:
                # The work holds the writer's place; the next beat will get through.
                continue

    def _write(self, **changes: Any) -> None:
        told = self._progress
        values = {"done": told.done, "total": told.total, "sentence": told.sentence[:400], **changes}
        store: Database = self._app.extensions["database"]
        with store.writing() as own, own.begin():
            own.execute(sa.update(Job).where(Job.id == self._job_id).values(beat_at=clock.now(), **values))


class _TerminalProgress(Progress):
    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def __call__(self, done: int, total: int, sentence: str = "") -> None:
        super().__call__(done, total, sentence)
        full = BAR_WIDTH * done // total if total else 0
        bar = "█" * full + "░" * (BAR_WIDTH - full)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{self._title} {bar} {done}/{total} {self.sentence}\x1b[K")
            sys.stderr.write("\n" if done >= total else "")
            sys.stderr.flush()
