"""What the office keeps as evidence says nothing in clear but how much of it there is."""

from __future__ import annotations

import sqlalchemy as sa

from petitions.files.models import EvidenceChunk, EvidenceFile, EvidenceUse


def test_a_file_has_neither_name_nor_type_nor_day_in_clear() -> None:
    columns = {column.name: type(column.type) for column in sa.inspect(EvidenceFile).columns}
    assert set(columns) == {"id", "petition_id", "position", "key_sealed", "is_redacted", "about_sealed"}
    assert columns["key_sealed"] is columns["about_sealed"] is sa.LargeBinary
    assert {column.name for column in sa.inspect(EvidenceChunk).columns} == {"file_id", "number", "sealed"}
    assert {column.name for column in sa.inspect(EvidenceUse).columns} == {"file_id", "note"}
