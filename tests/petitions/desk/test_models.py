"""What officers keep for their own work has no place for a word that staff wrote."""

from __future__ import annotations

import sqlalchemy as sa

from petitions.desk.models import ReplyPhrase, SavedView


def test_a_view_keeps_codes_under_a_name() -> None:
    columns = {column.name: type(column.type) for column in sa.inspect(SavedView).columns}

    assert set(columns) == {"id", "account_id", "group_id", "name", "asked"}
    assert columns["asked"] is sa.JSON


def test_a_phrase_belongs_to_an_office_and_to_nobody() -> None:
    assert {column.name for column in sa.inspect(ReplyPhrase).columns} == {"id", "group_id", "title", "text"}
