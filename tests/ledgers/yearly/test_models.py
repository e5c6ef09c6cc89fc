"""A year's five are five different lines, for the whole enterprise as for a company."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ledgers.yearly.models import NeverItem


@pytest.mark.parametrize("unit", [None, "生产一部"])
@pytest.mark.parametrize("same", ["position", "label"])
def test_no_line_stands_twice_in_a_year(session: Session, enterprise: Any, unit: str | None, same: str) -> None:
    unit_id = enterprise.units[unit] if unit else None
    first = {"unit_id": unit_id, "year": 2026, "position": 1, "label": "不发生火灾", "since": date(2026, 1, 1)}
    session.execute(sa.insert(NeverItem).values(first))

    second = {"position": 2, "label": "不发生上访"} | {same: first[same]}
    with pytest.raises(IntegrityError):
        session.execute(sa.insert(NeverItem).values(first | second))
