"""What a notice may carry: numbers, steps and days in short words, never a sentence; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

#: Names a fact may have, so that nothing else slips in.
NAMES = frozenset({"number", "numbers", "step", "due", "day", "version", "month", "mailing"})
#: Codes, case numbers and days are short and have no space, what people write is or has one.
CODE = re.compile(r"[A-Za-z0-9.:_-]{1,40}")


class NotClear(ValueError):
    """A fact that a notice may not carry."""


def cleared(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts as they are kept, days as text. Raises NotClear for an unknown name and for anything that is not a
    code, a whole number or a day."""
    return {name: _cleared(name, value) for name, value in facts.items()}


def _cleared(name: str, value: object) -> object:
    if name not in NAMES:
        raise NotClear(f"a notice carries no {name}")
    if name == "numbers" and isinstance(value, list):
        return [_cleared("number", each) for each in value]
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str) and CODE.fullmatch(value):
        return value
    raise NotClear(f"{name} is no code, number or day")
