"""A story: the ballot box on a real PostgreSQL, where two tabs really run at once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from database import Database
from surveys.ballot_box import box
from surveys.models import Ballot, SpentMark, UrnBallot
from tests.fixtures import START
from vault.seal import KeyPair

pytestmark = pytest.mark.postgres
SURVEY = 4711
PAIR = KeyPair.generate()


def _take(database: Database, number: int, mark: bytes | None) -> None:
    sealed = box.seal_ballot(PAIR.public, 1, {"number": number})
    box.take(database, SURVEY, 1, sealed, spent=mark, now=lambda: START)


def _numbers(database: Database) -> list[object]:
    with database.box_reading() as session:
        return [answers["number"] for _unit, answers in box.opened(session, SURVEY, PAIR)]


def test_two_tabs_at_the_same_instant_spend_a_slip_once(database: Database) -> None:
    """Eight tabs a slip, with urns that move meanwhile: each slip counts once, and no move is ever refused."""
    box.open_(database, SURVEY, START + timedelta(hours=1))
    faults: list[Exception] = []

    for slip in range(12):
        begin = threading.Barrier(8)

        def tab(slip: int = slip, begin: threading.Barrier = begin) -> None:
            begin.wait()
            try:
                _take(database, slip, b"slip %d" % slip)
            except box.AlreadySpent:
                return
            except Exception as fault:
                faults.append(fault)

        threads = [threading.Thread(target=tab) for _tab in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert faults == []
    box.close(database, SURVEY)
    assert sorted(map(str, _numbers(database))) == sorted(map(str, range(12)))
    with database.box_reading() as session:
        assert box.spent(session, SURVEY) == {1: 12}


def test_closing_gives_every_row_the_same_transaction_and_a_random_place(database: Database) -> None:
    box.open_(database, SURVEY, START + timedelta(hours=1))
    for number in range(60):
        _take(database, number, b"slip %d" % number)
    box.close(database, SURVEY)
    with database.box_reading() as session:
        for table in (Ballot, SpentMark):
            assert (
                session.execute(
                    sa.select(sa.func.count(sa.distinct(sa.literal_column("xmin::text")))).select_from(table)
                ).scalar_one()
                == 1
            )
        assert session.execute(sa.select(sa.func.count()).select_from(UrnBallot)).scalar_one() == 0
    assert sorted(map(str, _numbers(database))) == sorted(map(str, range(60)))


def test_one_box_is_rewritten_while_ballots_of_another_survey_arrive(database: Database) -> None:
    """Rewriting locks every table; whoever drops a ballot meanwhile waits, and neither is thrown out."""
    other = SURVEY + 1
    for survey in (SURVEY, other):
        box.open_(database, survey, START + timedelta(hours=1))
    faults: list[Exception] = []

    def phone(first: int) -> None:
        try:
            for number in range(first, first + 25):
                sealed = box.seal_ballot(PAIR.public, 1, {"number": number})
                box.take(database, other, 1, sealed, spent=b"%d" % number, now=lambda: START)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=phone, args=(25 * each,)) for each in range(4)]
    for thread in threads:
        thread.start()
    for _round in range(6):
        box.close(database, SURVEY)
    for thread in threads:
        thread.join()
    assert faults == []
    with database.box_reading() as session:
        assert box.spent(session, other) == {1: 100}
