"""What every request asks and hardly ever changes: read at most once a second, and the same for all until then."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from database import Database

Value = TypeVar("Value")

BELIEVED_SECONDS = 1.0
MOST = 64

_kept: WeakKeyDictionary[Database, dict[Hashable, tuple[float, Any]]] = WeakKeyDictionary()


def read(database: Database, key: Hashable, load: Callable[[Session], Value]) -> Value:
    """What `load` read for the same `key` within the last second; nobody changes what it returned."""
    kept = _kept.setdefault(database, {})
    until, value = kept.get(key, (0.0, None))
    if time.monotonic() > until:
        with database.reading() as session:
            value = load(session)
        if len(kept) >= MOST:
            kept.clear()
        kept[key] = time.monotonic() + BELIEVED_SECONDS, value
    found: Value = value
    return found
