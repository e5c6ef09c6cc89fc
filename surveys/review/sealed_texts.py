"""Texts of answers between counting and publishing: sealed one by one, with nothing beside them.

They are sealed under a key derived from the survey's private key. So exactly the members of the office that can open
the box can review them, and erasing the survey key at publishing shuts every copy for good.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database, random_id
from surveys.models import CommentRow
from surveys.review.comments import Comment, Decision
from vault import seal

BATCH = 500


def key_of(private: bytes) -> bytes:
    """The key of a survey's texts, from the survey's private key."""
    return seal.derive(private, "survey-comments")


def store(session: Session, survey_id: int, texts: Iterable[tuple[str, str]], key: bytes) -> None:
    """Seal gathered (question, text) pairs under random ids. They come shuffled and leave no order behind."""
    waiting = []
    for item_id, text in texts:
        number = random_id()
        sealed = seal.seal_text(key, text, _place(survey_id, number))
        waiting.append({"id": number, "survey_id": survey_id, "item_id": item_id, "sealed": sealed})
        if len(waiting) == BATCH:
            session.execute(sa.insert(CommentRow), waiting)
            waiting = []
    if waiting:
        session.execute(sa.insert(CommentRow), waiting)


def sealed_decision(row: CommentRow, decision: Decision, key: bytes) -> bytes:
    """A decision about a text, sealed beside it: where something was masked would tell a little of what it was."""
    return seal.seal_text(key, json.dumps(decision.to_json()), f"{_place(row.survey_id, row.id)}/decision")


def opened(row: CommentRow, key: bytes) -> Comment:
    """A stored text with its decision. Raises SealBroken."""
    place = _place(row.survey_id, row.id)
    decision = None
    if row.decision is not None:
        decision = Decision.from_json(json.loads(seal.open_text(key, row.decision, f"{place}/decision")))
    return Comment(row.id, row.item_id, seal.open_text(key, row.sealed, place), decision)


def forget(database: Database) -> None:
    """Leave nothing of deleted texts and of the erased key in the main database's files.

    SQLite overwrites what is deleted, but its write-ahead log keeps older pages; PostgreSQL keeps rows until it is
    told. While somebody reads, part of the log may stay until the next writer folds it.
    """
    if database.is_sqlite:
        with database.main.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with database.main.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM FULL survey_comment, subject_key_wrap")


def _place(survey_id: int, comment_id: int) -> str:
    return f"survey:{survey_id}/comment:{comment_id}"
