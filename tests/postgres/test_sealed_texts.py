"""A story: texts that were deleted leave nothing in the tables' files of a real PostgreSQL either."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from surveys import operations
from surveys.models import CommentRow
from surveys.review import sealed_texts
from vault import seal

pytestmark = pytest.mark.postgres


def _tables(database: Database) -> bytes:
    """Every table's file, as it stands on the disk."""
    with database.main.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        folder = Path(connection.exec_driver_sql("SHOW data_directory").scalar_one()) / "base"
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_deleted_texts_are_in_no_file_of_a_table(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    survey = operations.make(session, "wellbeing", actor=enterprise.people["officer"], now=clock())
    sealed_texts.store(session, survey.id, [("change", "班车太晚")] * 30, seal.random_key())
    sealed = [bytes(each)[:64] for each in session.execute(sa.select(CommentRow.sealed)).scalars()]
    session.commit()
    before = _tables(database)
    assert all(part in before for part in sealed)

    session.execute(sa.delete(CommentRow))
    session.commit()
    sealed_texts.forget(database)

    after = _tables(database)
    assert [part for part in sealed if part in after] == []
