"""What officers keep of their list has no place for a word that staff wrote."""

from __future__ import annotations

import sqlalchemy as sa

from petitions.lists.models import SavedView


def test_a_view_keeps_codes_under_a_name() -> None:
    columns = {column.name: type(column.type) for column in sa.inspect(SavedView).columns}

    assert set(columns) == {"id", "account_id", "group_id", "name", "asked"}
    assert columns["asked"] is sa.JSON
