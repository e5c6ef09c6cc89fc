"""An earlier key is kept sealed, and says nothing of when it was exchanged."""

from __future__ import annotations

import sqlalchemy as sa

from petitions.keys.models import EarlierKey


def test_an_earlier_key_has_neither_day_nor_person() -> None:
    columns = sa.inspect(EarlierKey).columns

    assert {column.name for column in columns} == {"petition_id", "ordinal", "sealed"}
    assert type(columns["sealed"].type) is sa.LargeBinary
