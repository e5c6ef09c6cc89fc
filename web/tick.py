"""What the product does by itself each minute: tasks that packages register, run by one process at a time."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Flask, current_app

from database import store_first
from web import clock, jobs
from web.models import Lease
from web.transactions import database

#: Longer than any run takes; a process that died gives way after this.
LEASE = timedelta(minutes=10)
NAME = "tick"

#: A task opens its own short transactions, does what is due at `now`, and does nothing when called again.
Task = Callable[[datetime], None]


def tick_task(app: Flask, name: str, task: Task) -> None:
    """Let `tick` run `task(now)`; it must be idempotent."""
    _tasks(app)[name] = task


def run() -> list[str]:
    """Do everything that is due, unless another process is at it. Returns the names of the tasks that were done."""
    holder = secrets.token_hex(16)
    if not take_lease(NAME, holder):
        return []
    try:
        return [name for name, task in _tasks(current_app).items() if _done(name, task)]
    finally:
        give_back_lease(NAME, holder)


def take_lease(name: str, holder: str) -> bool:
    """Whether `holder` now has the lease called `name`."""
    now = clock.now()
    with database().writing() as session, session.begin():
        row = session.get(Lease, name, with_for_update=True)
        if row is None:
            return _insert_lease(session, name, holder, now)
        # One that ends later than any could was taken before the clock was set back.
        if now < row.until <= now + LEASE:
            return False
        row.holder, row.until = holder, now + LEASE
        return True


def give_back_lease(name: str, holder: str) -> None:
    """End the lease if it is still `holder`'s."""
    with database().writing() as session, session.begin():
        session.execute(sa.update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=clock.now()))


def register(app: Flask) -> None:
    """Tasks of the web layer itself."""
    tick_task(app, "jobs", _forget_old_jobs)


def _insert_lease(session: sa.orm.Session, name: str, holder: str, now: datetime) -> bool:
    # Where two processes meet at the very first tick, one of them has it.
    return store_first(session, Lease(name=name, holder=holder, until=now + LEASE))


def _done(name: str, task: Task) -> bool:
    try:
        task(clock.now())
    except Exception as fault:
        # One task's fault must not keep the others from running.
        current_app.logger.error("tick task %s failed: %s", name, type(fault).__name__, exc_info=fault)
        return False
    return True


def _forget_old_jobs(now: datetime) -> None:
    with database().writing() as session, session.begin():
        jobs.forget_old(session, now=now)


def _tasks(app: Flask) -> dict[str, Task]:
    found: dict[str, Task] = app.extensions.setdefault("tick_tasks", {})
    return found
