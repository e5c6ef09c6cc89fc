"""What a row holds comes back as it was, and no row is stored before the one it points at."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from web import stored_tables

TABLE = sa.Table(
    "thing",
    sa.MetaData(),
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("above", sa.ForeignKey("thing.id")),
    sa.Column("sealed", sa.LargeBinary),
    sa.Column("at", sa.DateTime(timezone=True)),
    sa.Column("on", sa.Date),
    sa.Column("amount", sa.Numeric(12, 2)),
    sa.Column("said", sa.JSON),
    sa.Column("text", sa.String),
    sa.Column("flag", sa.Boolean),
)
ROWS = st.fixed_dictionaries(
    {
        "id": st.integers(1, 2**63 - 1),
        "above": st.none(),
        "sealed": st.none() | st.binary(max_size=40),
        "at": st.none() | st.datetimes(timezones=st.just(UTC)),
        "on": st.none() | st.dates(),
        "amount": st.none() | st.decimals(0, 10**9, places=2),
        "said": st.none() | st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
        "text": st.none() | st.text(max_size=20),
        "flag": st.booleans(),
    }
)


@given(ROWS)
def test_a_row_comes_back_as_it_was(row: dict[str, Any]) -> None:
    line = json.dumps({name: stored_tables.encoded(value) for name, value in row.items()})
    assert stored_tables.decoded(TABLE, json.loads(line)) == row


def test_a_column_that_is_no_more_is_left_out_and_what_is_none_of_its_kind_is_refused() -> None:
    assert stored_tables.decoded(TABLE, {"id": 1, "gone": "x", "on": "2026-11-30"}) == {
        "id": 1,
        "on": date(2026, 11, 30),
    }
    with pytest.raises(ValueError, match="isoformat"):
        stored_tables.decoded(TABLE, {"at": "yesterday"})
    assert stored_tables.encoded(Decimal("1.50")) == "1.50"
    assert stored_tables.encoded(datetime(2026, 11, 30, 9)) == "2026-11-30T09:00:00"


@given(st.permutations([(1, None), (2, 1), (3, 1), (4, 3), (5, 4)]))
def test_a_row_is_stored_after_the_one_it_points_at(pairs: list[tuple[int, int | None]]) -> None:
    rows = [{"id": own, "above": above} for own, above in pairs]
    assert stored_tables.own_parents(TABLE) == ["above"]
    seen: set[int] = set()
    for row in stored_tables.parents_first(rows, ["above"], ["id"]):
        assert row["above"] is None or row["above"] in seen
        seen.add(row["id"])
    assert seen == {1, 2, 3, 4, 5}


def test_rows_that_point_at_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        list(stored_tables.parents_first([{"id": 1, "above": 2}, {"id": 2, "above": 1}], ["above"], ["id"]))
