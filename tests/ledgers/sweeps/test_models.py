"""Days of a sweep run forwards, and a unit says once in a round that there is nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ledgers.sweeps.models import ImportantPeriod, SweepUnit, ZeroReport

DAYS = {"first_day": date(2026, 11, 24), "last_day": date(2026, 11, 23)}


@pytest.mark.parametrize("table", [ImportantPeriod, SweepUnit])
def test_nothing_ends_before_it_begins(session: Session, enterprise: Any, table: type) -> None:
    about = {"name": "两会"} if table is ImportantPeriod else {"unit_id": enterprise.units["一车间"]}
    with pytest.raises(IntegrityError, match="ends_after_it_begins"):
        session.execute(sa.insert(table).values(about | DAYS))


def test_a_unit_reports_zero_once_in_a_round() -> None:
    assert [each.name for each in sa.inspect(ZeroReport).primary_key] == ["unit_id", "round_on"]
