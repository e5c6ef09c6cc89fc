"""What is counted of an outcome stands in clear; words that came with it are only pointed at."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from database import Base
from petitions.outcome.models import CheckIn, DutyDone, Rating


@pytest.mark.parametrize(
    ("table", "once_for"),
    [(Rating, ["petition_id"]), (CheckIn, ["petition_id", "number"]), (DutyDone, ["petition_id", "duty"])],
)
def test_each_is_given_once_and_holds_no_words_and_no_hour(table: type[Base], once_for: list[str]) -> None:
    columns = sa.inspect(table).columns

    assert [column.name for column in columns if column.primary_key] == once_for
    assert {type(column.type) for column in columns} <= {sa.BigInteger, sa.Integer, sa.Enum, sa.Boolean, sa.Date}
