"""A year's five stand where what was confirmed leaves them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ledgers import operations, yearly

from .conftest import TODAY


def test_only_what_was_confirmed_counts(session: Session, enterprise: Any, clock: Any, five: list[Any]) -> None:
    officer = enterprise.people["officer"]
    for day, step in ((date(2026, 11, 2), "confirm"), (date(2026, 11, 9), "reject"), (date(2026, 11, 16), None)):
        given = {
            "title": "十一人到集团公司门口反映食堂",
            "kind": str(five[2].id),
            "day": day,
            "unit": enterprise.units["一车间"],
            "level": "group",
            "people": 11,
        }
        row = operations.add(session, "never_events", given, actor=officer, now=clock())
        if step:
            operations.perform(session, row.id, step, {}, "信访办认定", actor=officer, now=clock())
    found = yearly.standings(session, TODAY)
    assert [each.this_year for each in found] == [0, 0, 1, 0, 0]
    assert found[2].days_without == 22
    assert yearly.standings(session, date(2027, 1, 5)) == []
