"""Every write to the outbox: a notice is written once, taken, and settled as sent, void or given up."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from database import store_first
from notices import backoff, faults, queries
from notices.facts import cleared
from notices.faults import Fault
from notices.models import Channel, OutboxRow, Standing
from web.errors import Refusal

#: What has left is of no use any more after a month; what was given up waits for somebody three times as long.
KEPT_DAYS = 30
DEAD_DAYS = 90
NOT_DEAD = _l("这条通知已经重新发送，或者已经清除。")


def put(
    session: Session,
    channel: Channel,
    addressee_id: int,
    template: str,
    *,
    now: datetime,
    facts: Mapping[str, object] | None = None,
    once: str = "",
    last_day: date | None = None,
    coarse: bool = True,
) -> OutboxRow | None:
    """Write a notice for `tick` to send; nothing is sent here. `once` names it, and it is written only once by that
    name: None then. `coarse` is for everything about a case. Raises facts.NotClear."""
    once = once or f"{template}:{secrets.token_hex(16)}"
    if queries.is_written(session, once):
        return None
    row = OutboxRow(
        channel=channel,
        addressee_id=addressee_id,
        template=template,
        facts=cleared(facts or {}),
        once=once,
        coarse=coarse,
        next_try=backoff.leaves_at(now, coarse=coarse, past=_past(channel)),
        last_day=last_day,
    )
    # Who names it may do so at the same moment as somebody else.
    return row if store_first(session, row) else None


def take(session: Session, *, now: datetime) -> OutboxRow | None:
    """The next notice to send, taken by whoever asks; None when nothing is due. One whose sender died comes again
    once, because it may have arrived; a second time it is given up."""
    while (row := queries.due_locked(session, now)) is not None:
        if row.standing is Standing.SENDING:
            row.unsure += 1
            row.fault = faults.UNSURE
        if row.unsure >= backoff.MOST_UNSURE:
            _settle(session, row, Standing.DEAD, now)
        elif row.last_day is not None and row.last_day < now.date():
            _settle(session, row, Standing.VOID, now)
        else:
            row.standing, row.tries = Standing.SENDING, row.tries + 1
            row.next_try = backoff.taken_until(now, coarse=row.coarse, past=_past(row.channel))
            session.flush()
            return row
        session.flush()
    return None


def settle_sent(session: Session, row_id: int, *, now: datetime) -> None:
    """It has left."""
    _settle(session, session.get_one(OutboxRow, row_id), Standing.SENT, now)
    session.flush()


def settle_void(session: Session, row_id: int, *, now: datetime) -> None:
    """There is nothing to tell any more, or nobody to tell it to."""
    _settle(session, session.get_one(OutboxRow, row_id), Standing.VOID, now)
    session.flush()


def note_fault(session: Session, row_id: int, fault: Fault, *, now: datetime) -> None:
    """A try failed: it waits for the next one, or is given up."""
    row = session.get_one(OutboxRow, row_id)
    row.fault = str(fault)
    row.unsure += fault.code == faults.UNSURE
    again = backoff.next_try(now, row.tries, coarse=row.coarse, past=_past(row.channel))
    if again is None or fault.is_final or row.unsure >= backoff.MOST_UNSURE:
        _settle(session, row, Standing.DEAD, now)
    else:
        row.standing, row.next_try = Standing.WAITING, again
    session.flush()


def retry(session: Session, row_id: int, *, actor: Person, now: datetime) -> None:
    """Send what was given up after all, from the beginning. Raises Refusal when it is not given up any more."""
    row = _dead(session, row_id)
    row.standing, row.tries, row.unsure, row.fault = Standing.WAITING, 0, 0, ""
    row.next_try = backoff.leaves_at(now, coarse=row.coarse, past=_past(row.channel))
    row.settled_on, row.last_day = None, None
    session.flush()
    audit.record(session, actor, "notice.retry", f"notice:{row_id}", now=now, template=row.template)


def drop(session: Session, row_id: int, *, actor: Person, now: datetime) -> None:
    """Forget what was given up. Raises Refusal when it is not given up any more."""
    row = _dead(session, row_id)
    session.delete(row)
    session.flush()
    audit.record(session, actor, "notice.drop", f"notice:{row_id}", now=now, template=row.template)


def forget_settled(session: Session, *, now: datetime) -> None:
    """Delete what left a month ago and what was given up three months ago."""
    for standing, days in ((Standing.SENT, KEPT_DAYS), (Standing.VOID, KEPT_DAYS), (Standing.DEAD, DEAD_DAYS)):
        before = now.date() - timedelta(days=days)
        session.execute(sa.delete(OutboxRow).where(OutboxRow.standing == standing, OutboxRow.settled_on < before))


def _past(channel: Channel) -> timedelta:
    return backoff.PAST_THE_HOUR if channel is Channel.ROBOT else backoff.ON_THE_HOUR


def _settle(session: Session, row: OutboxRow, standing: Standing, now: datetime) -> None:
    if row.sealed_to is not None:
        # Nothing of it is worth keeping: nobody could try it again without its address.
        session.delete(row)
        return
    row.standing, row.next_try, row.settled_on = standing, None, now.date()


def _dead(session: Session, row_id: int) -> OutboxRow:
    row = queries.row(session, row_id)
    if row is None or row.standing is not Standing.DEAD:
        raise Refusal(NOT_DEAD)
    return row
