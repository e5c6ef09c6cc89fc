"""What the desk's home says about surveys: which are open, which wait to be counted, which to be released."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from surveys import lifecycle, queries
from surveys.lifecycle import Stage


def panel(session: Session, *, now: datetime) -> dict[str, Any]:
    """The variables of the panel."""
    return {
        "rows": [(queries.stage(each, now), each) for each in queries.under_way(session, now)],
        "labels": lifecycle.LABELS,
        "tones": lifecycle.TONES,
        "open": Stage.OPEN,
    }
