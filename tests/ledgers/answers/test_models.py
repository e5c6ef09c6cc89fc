"""What is counted of an answer tells nothing of whoever asked."""

from __future__ import annotations

import sqlalchemy as sa

from ledgers.answers.models import PolicyExplanation


def test_an_explanation_is_a_count_for_a_day_and_a_way_and_knows_nobody() -> None:
    columns = sa.inspect(PolicyExplanation).columns

    assert {column.name for column in columns} == {"entry_id", "day", "channel", "times"}
    assert [column.name for column in columns if column.primary_key] == ["entry_id", "day", "channel"]
