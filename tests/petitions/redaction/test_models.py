"""A redacted version holds no word in clear."""

from __future__ import annotations

import sqlalchemy as sa

from petitions.redaction.models import Redaction


def test_text_and_key_are_sealed_and_nothing_finer_than_a_day_is_kept() -> None:
    columns = {column.name: type(column.type) for column in sa.inspect(Redaction).columns}

    assert columns["text_sealed"] is columns["key_sealed"] is sa.LargeBinary
    assert columns["day"] is sa.Date
    assert set(columns) == {"petition_id", "key_sealed", "text_sealed", "day", "account_id", "is_active"}
