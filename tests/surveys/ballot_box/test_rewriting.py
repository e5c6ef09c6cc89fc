"""Rewriting the box: every table, and a log that is cleared without making anybody wait."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from database import BoxBase, Database
from surveys.ballot_box import box, rewriting
from surveys.models import OpenBox, UrnBallot
from vault.seal import KeyPair

SURVEY = 4711
PAIR = KeyPair.generate()


def _drop(database: Database) -> None:
    with database.box_writer.begin() as connection:
        box.drop_all(connection, [(SURVEY, 1, box.seal_ballot(PAIR.public, 1, {"pay_1": 5}), None)])


def test_every_table_about_people_who_take_part_is_rewritten() -> None:
    """Whatever table is added to the box later is rewritten too."""
    declared = {table.name for table in BoxBase.metadata.sorted_tables}
    assert set(rewriting.tables()) == declared - {OpenBox.__tablename__}
    assert len(rewriting.tables()) == len(set(rewriting.tables()))


def test_clearing_the_log_never_waits_and_tells_whether_it_worked(database: Database) -> None:
    _drop(database)
    assert rewriting.clear_log(database)
    with database.box_reading() as reader:
        reader.execute(sa.select(UrnBallot)).all()
        _drop(database)
        assert not rewriting.clear_log(database)


def test_a_rewriting_that_could_not_clear_the_log_says_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _drop(database)
    monkeypatch.setattr("database.BUSY_MILLISECONDS", 50)
    with database.box_reading() as reader:
        reader.execute(sa.select(UrnBallot)).all()
        with pytest.raises(rewriting.LogNotCleared):
            rewriting.rewrite(database)
    rewriting.rewrite(database)


def test_a_box_is_closed_while_the_log_is_folded_in_the_background(database: Database) -> None:
    for _round in range(5):
        _drop(database)
        folding = threading.Thread(target=rewriting.clear_log, args=(database,))
        folding.start()
        rewriting.rewrite(database)
        folding.join()
