"""Reception days are found by their day; see test_receptions for what is counted and for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from petitions.register import reception_queries
from tests.petitions.register.test_receptions import announce


def test_a_day_is_found_by_its_number_and_its_period(session: Session, enterprise: Any, clock: Any) -> None:
    row = announce(session, enterprise, clock, in_days=1)
    assert reception_queries.reception(session, row.id).place == "工会二楼接待室"
    assert reception_queries.between(session, date(2026, 11, 25), date(2026, 11, 25)) == [row]
    assert reception_queries.between(session, date(2026, 11, 24), date(2026, 11, 24)) == []
    with pytest.raises(NoResultFound):
        reception_queries.reception(session, 7)
