"""A reception day is held or cancelled, and recorded with its numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from database import random_id
from petitions.register.models import ReceptionDay

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "wrong",
    [
        {"recorded_on": DAY},
        {"recorded_on": DAY, "visits": 3, "visitors": 2},
        {"recorded_on": DAY, "visits": -1, "visitors": 0},
        {"recorded_on": DAY, "visits": 1, "visitors": 1, "cancelled_on": DAY},
    ],
)
def test_a_reception_day_that_contradicts_itself_is_refused(
    session: Session, enterprise: Any, wrong: dict[str, Any]
) -> None:
    session.add(
        ReceptionDay(
            id=random_id(),
            group_id=enterprise.groups["union"],
            day=DAY,
            hours="09:00–11:30",
            place="工会二楼接待室",
            leader="刘洋",
            **wrong,
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()
