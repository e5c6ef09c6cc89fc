"""What one transaction asks for again and again and seldom changes, such as settings: read once, kept until it ends."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

Value = TypeVar("Value")

_INFO = "kept_reads"


def read(session: Session, key: Hashable, load: Callable[[Session], Value]) -> Value:
    """What `load` reads, or what it read before in this transaction; whoever writes it calls `forget` with its `key`."""
    kept = _kept(session)
    if key in kept:
        found: Value = kept[key]
        return found
    value = load(session)
    # What was read inside a savepoint may be taken back with it.
    if not session.in_nested_transaction():
        _kept(session)[key] = value
    return value


def while_reading(session: Session, key: Hashable, load: Callable[[Session], Value]) -> Value:
    """The same for what many hands write: kept only in a session that writes nothing, where nobody need call `forget`."""
    if session.get_bind().get_execution_options().get("write", False):
        return load(session)
    return read(session, key, load)


def bring(session: Session, key: Hashable, value: object) -> None:
    """Let a transaction that has begun go by what was read for it just before, in another one."""
    _kept(session)[key] = value


def forget(session: Session, key: Hashable) -> None:
    """Read it anew when it is asked for the next time."""
    _kept(session).pop(key, None)


def _kept(session: Session) -> dict[Hashable, Any]:
    """What this transaction keeps; nothing before it began, which the first statement does."""
    transaction = session.get_transaction()
    if transaction is None:
        return {}
    of, kept = session.info.get(_INFO, (None, {}))
    if of is not transaction:
        kept = {}
        session.info[_INFO] = transaction, kept
    found: dict[Hashable, Any] = kept
    return found
