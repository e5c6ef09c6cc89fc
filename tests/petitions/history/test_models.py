"""That somebody read a case is kept by the day, once, whatever they opened."""

from __future__ import annotations

import sqlalchemy as sa

from petitions.history.models import CaseReading


def test_a_reading_is_somebody_and_a_day() -> None:
    columns = sa.inspect(CaseReading).columns

    assert {column.name for column in columns} == {"petition_id", "account_id", "day"}
    assert all(column.primary_key for column in columns)
    assert type(columns["day"].type) is sa.Date
