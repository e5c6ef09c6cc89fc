"""One step of a planned case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Step:
    """One action on one day by one person (a user name, or "petitioner")."""

    action: str
    day: date
    by: str
    text: str = ""
