"""Sends what is due, from `tick` and never from a request: each notice taken, sent and settled in short transactions."""

from __future__ import annotations

import time
from contextlib import ExitStack
from datetime import datetime

from flask import Flask, current_app
from flask_babel import force_locale
from sqlalchemy.orm import Session

from notices import faults, operations, queries, registry
from notices.faults import Fault
from notices.models import Channel, OutboxRow
from notices.registry import Carrier
from web import clock
from web.tick import tick_task
from web.transactions import database

#: One run sends no more than this and takes no longer, so that nothing else that ticks waits for a slow server.
MOST_A_RUN = 200
SECONDS_A_RUN = 40.0
#: Nobody asked for it in a language of their own.
LANGUAGE = "zh_Hans"


def register(app: Flask) -> None:
    """Let `tick` send and forget."""
    tick_task(app, "notices", send_due)


def send_due(now: datetime) -> None:
    """Send everything that is due, one by one.

    Between sending and settling lies a moment in which a crash leaves a notice taken: it is sent again once its time
    is up, and not a third time.
    """
    with database().reading() as session:
        is_due = queries.is_due(session, now)
    if is_due:
        _send_all()
    with database().writing() as session, session.begin():
        operations.forget_settled(session, now=now)


def _send_all() -> None:
    until = time.monotonic() + SECONDS_A_RUN
    with ExitStack() as opened, force_locale(LANGUAGE):
        carriers: dict[Channel, Carrier] = {}
        for _turn in range(MOST_A_RUN):
            if time.monotonic() > until:
                return
            with database().writing() as session, session.begin():
                row = operations.take(session, now=clock.now())
            if row is None:
                return
            if row.channel not in carriers:
                carriers[row.channel] = opened.enter_context(registry.carrier(row.channel)())
            _send(row, carriers[row.channel])


def _send(row: OutboxRow, carrier: Carrier) -> None:
    fault: Fault | None = None
    is_void = False
    try:
        is_void = not _told(row, carrier)
    except Fault as failed:
        fault = failed
    except Exception as broken:
        current_app.logger.error("notice %s failed: %s", row.template, type(broken).__name__)
        fault = Fault(faults.BROKEN)
    with database().writing() as session, session.begin():
        if fault is not None:
            operations.note_fault(session, row.id, fault, now=clock.now())
        elif is_void:
            operations.settle_void(session, row.id, now=clock.now())
        else:
            operations.settle_sent(session, row.id, now=clock.now())
            _tell(session, row)


def _tell(session: Session, row: OutboxRow) -> None:
    template = registry.template(row.template)
    if template is not None and template.sent is not None:
        template.sent(session, row, clock.now())


def _told(row: OutboxRow, carrier: Carrier) -> bool:
    """Whether there was still something to tell and somebody to tell it to, and it was sent. Raises Fault."""
    template = registry.template(row.template)
    with database().reading() as session:
        message = template.compose(session, row, clock.now()) if template is not None else None
        target = carrier.target(session, row)
    if message is None or target is None:
        return False
    carrier.send(row, target, message)
    return True
