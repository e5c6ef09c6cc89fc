"""Mail to a mailbox of nobody's account: its address lies sealed under a key of the instance, and only until it left.

All of a day's leave at one evening hour, one to an address however many were put, so that neither a row nor a mail says
what it is about, or when it came about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from database import random_id, store_first
from notices import backoff, queries
from notices.models import NOBODY, Channel, OutboxRow
from vault import seal
from vault.instance_key import InstanceKey

#: What the key of the instance is derived for, and the digest by which a second notice to an address is known.
PURPOSE, ONCE = "mailbox-of-nobody", "mailbox-once"
ONCE_BYTES = 16


def sealed(address: str, place: str) -> bytes:
    """`address` so that only a running instance opens it, bound to its place."""
    return seal.seal_text(_key(), address, place)


def opened(content: bytes, place: str) -> str:
    """The address in what `sealed` sealed. Raises SealBroken, also when the instance has another key by now."""
    return seal.open_text(_key(), content, place)


def put(session: Session, address: str, template: str, *, now: datetime) -> None:
    """Write a notice that says nothing, for the next evening; nothing when one to this address waits already."""
    put_all(session, [address], template, now=now)


def put_all(session: Session, addresses: Iterable[str], template: str, *, now: datetime) -> None:
    """The same to each of several, in an order that is the same for everybody: of two cases that move at the same moment
    the second waits for the first, and neither for the other."""
    wanted = {_once(template, each): each for each in addresses}
    before = queries.written(session, wanted)
    fresh = [_row(wanted[once], template, once, now) for once in sorted(wanted) if once not in before]
    if fresh and not store_first(session, *fresh):
        # Two cases of one address moved at the same moment: one notice is enough.
        for row in fresh:
            store_first(session, row)


def address_of(row: OutboxRow) -> str | None:
    """Where a notice goes; None when the instance that sealed it had another key."""
    assert row.sealed_to is not None
    try:
        return opened(row.sealed_to, _place(row.id))
    except seal.SealBroken:
        return None


def _once(template: str, address: str) -> str:
    return f"{template}:{seal.derive(_key(), ONCE, address.casefold().encode(), ONCE_BYTES).hex()}"


def _row(address: str, template: str, once: str, now: datetime) -> OutboxRow:
    row_id = random_id()
    return OutboxRow(
        id=row_id,
        channel=Channel.MAIL,
        addressee_id=NOBODY,
        sealed_to=sealed(address, _place(row_id)),
        template=template,
        facts={},
        once=once,
        coarse=True,
        next_try=backoff.next_evening(now),
    )


def _place(row_id: int) -> str:
    return f"outbox:{row_id}"


def _key() -> bytes:
    key: InstanceKey = current_app.extensions["instance_key"]
    return key.derive(PURPOSE)
