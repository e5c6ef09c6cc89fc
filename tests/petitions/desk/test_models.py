"""A phrase has no place for whoever wrote it."""

from __future__ import annotations

import sqlalchemy as sa

from petitions.desk.models import ReplyPhrase


def test_a_phrase_belongs_to_an_office_and_to_nobody() -> None:
    assert {column.name for column in sa.inspect(ReplyPhrase).columns} == {"id", "group_id", "title", "text"}
