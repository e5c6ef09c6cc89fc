"""A year stands in the calendar once, and so does a day."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from petitions.calendar.models import CalendarDay, CalendarYear


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (CalendarYear, {"year": 2031, "announced": True}),
        (CalendarDay, {"day": date(2031, 1, 1), "is_workday": False, "name": "元旦"}),
    ],
)
def test_nothing_is_entered_twice(session: Session, table: type, row: dict[str, object]) -> None:
    session.execute(sa.insert(table).values(row))

    with pytest.raises(IntegrityError):
        session.execute(sa.insert(table).values(row))
