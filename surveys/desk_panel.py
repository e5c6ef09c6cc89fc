"""What the desk's home says about surveys: which are open, which wait to be counted, which to be released."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from accounts.people import Person
from surveys import lifecycle, offices, queries
from surveys.lifecycle import Stage


def panel(session: Session, who: Person, *, now: datetime) -> dict[str, Any]:
    """The variables of the panel, for somebody who may read surveys."""
    shown = filter(offices.listed(session, who, now), queries.under_way(session, now))
    return {
        "rows": [(queries.stage(each, now), each) for each in shown],
        "labels": lifecycle.LABELS,
        "tones": lifecycle.TONES,
        "open": Stage.OPEN,
    }
