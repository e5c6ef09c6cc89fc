"""Whether somebody else stored something since a form was opened: the form carries the mark of what it began with; pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable


def mark(told: object, *, default: Callable[[object], object] = str) -> str:
    """What tells something stored from what is written over it later, short enough for a hidden field. `told` is what
    JSON knows, or what `default` makes so."""
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, default=default)
    return hashlib.blake2b(plain.encode(), digest_size=8).hexdigest()
