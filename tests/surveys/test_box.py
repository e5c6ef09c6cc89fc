"""The ballot box against somebody who holds the whole database: no words, no order, nothing lost, nothing twice."""

from __future__ import annotations

import itertools
import random
import sqlite3
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from config import Settings
from database import Database
from surveys import box
from surveys.models import NO_UNIT, Ballot, UrnBallot
from tests.conftest import START
from vault import seal
from vault.seal import KeyPair

SURVEY = 4711
PAIR = KeyPair.generate()


def _drop(database: Database, number: int, unit: int | None = 1) -> bool:
    sealed = box.seal_ballot(PAIR.public, unit, {"text": f"第{number}个人写的话", "pay_1": number % 5 + 1})
    with database.box_writer.begin() as connection:
        return box.drop(connection, SURVEY, unit, sealed)


def _opened(database: Database) -> list[tuple[int | None, Any]]:
    with database.box_reading() as session:
        return list(box.opened(session, SURVEY, PAIR))


def _numbers(database: Database) -> list[int]:
    return [int(str(answers["text"]).removeprefix("第").split("个")[0]) for _unit, answers in _opened(database)]


@pytest.mark.parametrize("how_many", [0, 1, 9, 10, 11, 37])
def test_closing_at_any_fill_of_the_urns_keeps_every_ballot_once(database: Database, how_many: int) -> None:
    for number in range(how_many):
        _drop(database, number, unit=(None, 1, 2)[number % 3])
    box.close(database, SURVEY)
    box.close(database, SURVEY)
    assert sorted(_numbers(database)) == list(range(how_many))
    with database.box_reading() as session:
        assert not box.waiting(session, SURVEY)


def test_an_urn_moves_when_ten_of_one_unit_are_together(database: Database) -> None:
    moved = [_drop(database, number) for number in range(20)]
    assert [number for number, each in enumerate(moved) if each] == [9, 19]
    assert not any(_drop(database, 100 + number, unit=2) for number in range(9))
    with database.box_reading() as session:
        assert box.answered(session, SURVEY) == {1: 20, 2: 9}


def test_somebody_who_names_no_unit_has_an_urn_apart(database: Database) -> None:
    _drop(database, 1, unit=None)
    with database.box_reading() as session:
        assert box.answered(session, SURVEY) == {NO_UNIT: 1}


def test_after_closing_the_order_of_arrival_is_nowhere_in_the_file(database: Database, settings: Settings) -> None:
    arrivals = 300
    for number in range(arrivals):
        _drop(database, number)
    box.close(database, SURVEY)
    database.dispose()
    assert not list(settings.instance.glob("box.db-wal")) or (settings.instance / "box.db-wal").stat().st_size == 0
    with sqlite3.connect(settings.instance / "box.db") as raw:
        stored = raw.execute("SELECT rowid, sealed FROM ballot ORDER BY rowid").fetchall()
    again = [
        int(str(box.items.decode(seal.open_padded_with(PAIR, sealed))[1]["text"])[1:].split("个")[0])
        for _, sealed in stored
    ]
    assert sorted(again) == list(range(arrivals))
    assert abs(_correlation(again)) < 0.25
    # Neighbours in the file came no closer together than chance would have them.
    closeness = sum(abs(first - second) for first, second in itertools.pairwise(again)) / (arrivals - 1)
    assert closeness > arrivals / 3 * 0.75


def test_the_same_attack_on_a_table_in_order_of_arrival_succeeds() -> None:
    assert _correlation(list(range(300))) > 0.99


def test_the_files_hold_no_word_of_an_answer_at_any_time(database: Database, settings: Settings) -> None:
    for number in range(23):
        _drop(database, number)
        for path in Path(settings.instance).glob("box.db*"):
            content = path.read_bytes()
            assert "个人写的话".encode() not in content
            assert b"pay_1" not in content


def test_closing_leaves_no_deleted_ballot_behind_in_the_file(database: Database, settings: Settings) -> None:
    for number in range(15):
        _drop(database, number)
    with database.box_reading() as session:
        waiting = list(session.execute(sa.select(UrnBallot.id, UrnBallot.sealed)))
    box.close(database, SURVEY)
    database.dispose()
    content = b"".join(path.read_bytes() for path in settings.instance.glob("box.db*"))
    for row in waiting:
        assert content.count(row.sealed[:48]) == 1
        assert row.id.to_bytes(8, "big") not in content


def test_a_ballot_forged_in_the_table_is_not_counted(database: Database) -> None:
    _drop(database, 1)
    box.close(database, SURVEY)
    with database.box_writing() as session, session.begin():
        session.add(Ballot(survey_id=SURVEY, unit=1, sealed=b"\x00" * 1100))
        session.add(Ballot(survey_id=SURVEY, unit=1, sealed=seal.seal_padded_for(PAIR.public, b"[not json")))
    assert _numbers(database) == [1]


def test_the_length_of_a_ballot_tells_only_its_step(database: Database) -> None:
    with database.box_writer.begin() as connection:
        for text in ("", "好", "长" * 200):
            box.drop(connection, SURVEY, 1, box.seal_ballot(PAIR.public, 1, {"text": text, "pay_1": 5}))
    with database.box_reading() as session:
        lengths = {len(sealed) for sealed in session.execute(sa.select(UrnBallot.sealed)).scalars()}
    assert len(lengths) == 1


def test_destroying_leaves_nothing_to_open(database: Database, settings: Settings) -> None:
    for number in range(25):
        _drop(database, number)
    with database.box_reading() as session:
        sealed = [row[:40] for row in session.execute(sa.select(Ballot.sealed)).scalars()]
    box.destroy(database, SURVEY)
    database.dispose()
    content = b"".join(path.read_bytes() for path in settings.instance.glob("box.db*"))
    assert not any(each in content for each in sealed)


def test_clearing_the_log_never_waits_and_tells_whether_it_worked(database: Database) -> None:
    _drop(database, 1)
    assert box.clear_log(database)
    with database.box_reading() as reader:
        reader.execute(sa.select(UrnBallot)).all()
        _drop(database, 2)
        assert not box.clear_log(database)


def test_other_surveys_stay_as_they_are(database: Database, open_survey: Callable[..., Any]) -> None:
    _drop(database, 1)
    with database.box_writer.begin() as connection:
        box.drop(connection, SURVEY + 1, 1, box.seal_ballot(PAIR.public, 1, {"text": "第9个人写的话"}))
    box.destroy(database, SURVEY)
    with database.box_reading() as session:
        assert box.answered(session, SURVEY + 1) == {1: 1}


def _correlation(values: list[int]) -> float:
    n = len(values)
    mean = (n - 1) / 2
    above = sum((position - mean) * (value - mean) for position, value in enumerate(values))
    return above / sum((position - mean) ** 2 for position in range(n))


def test_the_shuffle_is_not_predictable_by_a_seed(database: Database) -> None:
    random.seed(1)
    for number in range(10):
        _drop(database, number)
    random.seed(1)
    first = _numbers(database)
    for number in range(10, 20):
        _drop(database, number)
    assert first != list(range(10)) or _numbers(database)[:10] != first


def test_the_box_takes_ballots_until_its_time_and_not_after(database: Database) -> None:
    closes_at = START + timedelta(hours=1)
    sealed = box.seal_ballot(PAIR.public, 1, {"pay_1": 5})
    with pytest.raises(box.Shut):
        box.take(database, SURVEY, 1, sealed, now=lambda: START)
    box.open_(database, SURVEY, closes_at)
    assert not box.take(database, SURVEY, 1, sealed, now=lambda: closes_at - timedelta(seconds=1))
    with pytest.raises(box.Shut):
        box.take(database, SURVEY, 1, sealed, now=lambda: closes_at)


def test_whatever_was_taken_while_the_box_closed_is_counted(database: Database) -> None:
    """Forty phones drop ballots while the box closes under them: what was acknowledged is in the box."""
    box.open_(database, SURVEY, START + timedelta(hours=1))
    taken: list[int] = []

    def phone(first: int) -> None:
        for number in range(first, first + 10):
            sealed = box.seal_ballot(PAIR.public, 1, {"text": f"第{number}个人写的话"})
            try:
                box.take(database, SURVEY, 1, sealed, now=lambda: START)
            except box.Shut:
                return
            taken.append(number)

    threads = [threading.Thread(target=phone, args=(10 * each,)) for each in range(8)]
    for thread in threads:
        thread.start()
    box.close(database, SURVEY)
    for thread in threads:
        thread.join()
    assert sorted(_numbers(database)) == sorted(taken)
