"""The ballot box against somebody who holds the whole database: no words, no order, nothing lost, nothing twice."""

from __future__ import annotations

import hashlib
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
from surveys.ballot_box import box
from surveys.models import NO_UNIT, Ballot, SpentMark, UrnBallot
from tests.fixtures import START
from vault import seal
from vault.seal import KeyPair

SURVEY = 4711
PAIR = KeyPair.generate()


def _drop(database: Database, number: int, unit: int | None = 1, spent: bytes | None = None) -> bool:
    with database.box_writer.begin() as connection:
        return box.drop_all(connection, [(SURVEY, unit, _sealed(number, unit), spent)])


def _sealed(number: int, unit: int | None = 1) -> bytes:
    return box.seal_ballot(PAIR.public, unit, {"text": f"第{number}个人写的话", "pay_1": number % 5 + 1})


def _take(database: Database, number: int, mark: bytes, unit: int = 1) -> bool:
    return box.take(database, SURVEY, unit, _sealed(number, unit), spent=mark, now=lambda: START)


def _mark(number: int) -> bytes:
    return hashlib.blake2b(b"slip %d" % number, digest_size=32).digest()


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
        int(str(box.decode(seal.open_padded_with(PAIR, sealed))[1]["text"])[1:].split("个")[0]) for _, sealed in stored
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
            sealed = box.seal_ballot(PAIR.public, 1, {"text": text, "pay_1": 5})
            box.drop_all(connection, [(SURVEY, 1, sealed, None)])
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


def test_other_surveys_stay_as_they_are(database: Database, open_survey: Callable[..., Any]) -> None:
    _drop(database, 1)
    with database.box_writer.begin() as connection:
        sealed = box.seal_ballot(PAIR.public, 1, {"text": "第9个人写的话"})
        box.drop_all(connection, [(SURVEY + 1, 1, sealed, None)])
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


def test_a_mark_is_spent_once_whether_its_ballot_waits_or_has_moved(database: Database) -> None:
    box.open_(database, SURVEY, START + timedelta(hours=1))
    moved = [_take(database, number, _mark(number)) for number in range(12)]
    assert moved.index(True) == 9
    for number in (0, 9, 10, 11):
        with pytest.raises(box.AlreadySpent):
            _take(database, 100 + number, _mark(number))
    assert sorted(_closed(database)) == list(range(12))
    with database.box_reading() as session:
        assert box.spent(session, SURVEY) == {1: 12}


def test_a_mark_of_one_survey_is_fresh_in_another(database: Database) -> None:
    for survey in (SURVEY, SURVEY + 1):
        box.open_(database, survey, START + timedelta(hours=1))
        box.take(database, survey, 1, _sealed(1), spent=_mark(1), now=lambda: START)
    with database.box_reading() as session:
        assert box.spent(session, SURVEY) == box.spent(session, SURVEY + 1) == {1: 1}


def test_a_mark_cannot_be_spent_again_under_another_unit(database: Database) -> None:
    box.open_(database, SURVEY, START + timedelta(hours=1))
    _take(database, 1, _mark(1), unit=1)
    with pytest.raises(box.AlreadySpent):
        _take(database, 2, _mark(1), unit=2)


def test_moving_parts_every_mark_from_its_ballot(database: Database) -> None:
    """Fifty urns of ten: mark and ballot stand at the same place among their own no oftener than chance has it."""
    box.open_(database, SURVEY, START + timedelta(hours=1))
    together = 0
    for urn in range(50):
        for number in range(10):
            _take(database, number, _mark(10 * urn + number), unit=urn)
        with database.box_reading() as session:
            ballots = [
                int(str(box.decode(seal.open_padded_with(PAIR, each))[1]["text"])[1])
                for each in session.execute(
                    sa.select(Ballot.sealed).where(Ballot.unit == urn).order_by(Ballot.id)
                ).scalars()
            ]
            marks = list(
                session.execute(sa.select(SpentMark.mark).where(SpentMark.unit == urn).order_by(SpentMark.id)).scalars()
            )
        together += sum(_mark(10 * urn + ballot) == mark for ballot, mark in zip(ballots, marks, strict=True))
    # One in ten would be 50; more than 85 happens once in a million runs.
    assert together <= 85


def test_a_spent_mark_sent_again_takes_nobody_elses_ballot_with_it(database: Database) -> None:
    """Forty phones at once, half of them with the same slip: one of these counts, and everybody else's."""
    box.open_(database, SURVEY, START + timedelta(hours=1))
    refused: list[int] = []

    def phone(number: int) -> None:
        try:
            _take(database, number, _mark(0 if number < 20 else number))
        except box.AlreadySpent:
            refused.append(number)

    threads = [threading.Thread(target=phone, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = _closed(database)
    assert len(refused) == 19
    assert sorted(counted + refused) == list(range(40))


def test_ballots_that_arrive_together_are_each_judged_alone(database: Database) -> None:
    """One transaction for all of them: late, spent twice, void and good ones, of two surveys and two units."""
    box.open_(database, SURVEY, START + timedelta(hours=1))
    box.open_(database, SURVEY + 1, START)
    arriving = [
        box._Arriving(survey, unit, _sealed(number, unit), _mark(mark), is_valid, lambda: START)
        for number, (survey, unit, mark, is_valid) in enumerate(
            [
                (SURVEY, 1, 1, None),
                (SURVEY, 1, 1, None),
                (SURVEY, 2, 1, None),
                (SURVEY + 1, 1, 2, None),
                (SURVEY, 2, 3, lambda _connection: False),
                (SURVEY, 2, 3, lambda _connection: True),
                *((SURVEY, 1, 100 + more, None) for more in range(12)),
            ]
        )
    ]
    with database.box_writer.begin() as connection:
        outcomes = [outcome.name for outcome in box._receive(connection, arriving)]
    assert outcomes == ["TAKEN_AND_MOVED", "SPENT", "SPENT", "SHUT", "VOID"] + 13 * ["TAKEN_AND_MOVED"]
    with database.box_reading() as session:
        assert box.answered(session, SURVEY) == {1: 13, 2: 1}
        # All thirteen of the first unit moved at once; the one of the second waits.
        assert list(session.execute(sa.select(UrnBallot.unit)).scalars()) == [2]


def test_marks_outlive_the_ballots_that_were_destroyed(database: Database) -> None:
    box.open_(database, SURVEY, START + timedelta(hours=1))
    for number in range(11):
        _take(database, number, _mark(number))
    box.close(database, SURVEY)
    box.destroy(database, SURVEY)
    with database.box_reading() as session:
        assert box.answered(session, SURVEY) == {}
        assert box.spent(session, SURVEY) == {1: 11}


def _closed(database: Database) -> list[int]:
    box.close(database, SURVEY)
    return _numbers(database)
