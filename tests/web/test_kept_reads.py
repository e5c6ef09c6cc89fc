"""What a transaction asks for again is read once, and never older than its last change."""

from __future__ import annotations

from sqlalchemy.orm import Session

from database import Database
from web import kept_reads


class Counting:
    """Something that is read from a database and counts how often it was."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, session: Session) -> int:
        session.connection()
        self.times += 1
        return self.times


def test_a_transaction_reads_once_and_the_next_one_anew(database: Database) -> None:
    load = Counting()
    with database.reading() as session:
        assert [kept_reads.read(session, "settings", load) for _ in range(3)] == [1, 1, 1]
        assert kept_reads.read(session, "days", load) == 2
        session.rollback()
        assert kept_reads.read(session, "settings", load) == 3
    with database.reading() as another:
        assert kept_reads.read(another, "settings", load) == 4


def test_what_was_written_is_read_anew(database: Database) -> None:
    load = Counting()
    with database.reading() as session:
        kept_reads.forget(session, "settings")
        kept_reads.read(session, "settings", load)
        kept_reads.forget(session, "settings")
        assert kept_reads.read(session, "settings", load) == 2
        kept_reads.forget(session, "unknown")


def test_what_is_written_in_a_savepoint_is_forgotten_with_it(database: Database) -> None:
    load = Counting()
    with database.writing() as session:
        kept_reads.read(session, "settings", load)
        with session.begin_nested() as savepoint:
            kept_reads.forget(session, "settings")
            assert kept_reads.read(session, "settings", load) == 2
            savepoint.rollback()
        assert kept_reads.read(session, "settings", load) == 3
        assert kept_reads.read(session, "settings", load) == 3


def test_what_many_hands_write_is_kept_only_where_nothing_is_written(database: Database) -> None:
    load = Counting()
    with database.reading() as session:
        assert [kept_reads.while_reading(session, "cases", load) for _ in range(3)] == [1, 1, 1]
    with database.writing() as session:
        assert [kept_reads.while_reading(session, "cases", load) for _ in range(3)] == [2, 3, 4]
