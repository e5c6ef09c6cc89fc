"""Engines and sessions: durability settings, immediate write transactions, and the two databases apart."""

from __future__ import annotations

import enum
import itertools
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from accounts.models import Preference, Unit
from database import NAMING, Database, Moment, choice, insert, random_id, store_first


def test_sqlite_keeps_what_it_acknowledged_through_a_power_cut(database: Database) -> None:
    with database.writing() as session:
        assert session.execute(sa.text("PRAGMA synchronous")).scalar() == 2
        assert session.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(sa.text("PRAGMA secure_delete")).scalar() == 1
        assert session.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1


def test_two_writers_that_read_before_they_write_both_succeed(database: Database) -> None:
    with database.writing() as session:
        session.add(Preference(name="counter", value=0))
        session.commit()
    failures: list[Exception] = []

    def add_many() -> None:
        try:
            for _ in range(25):
                with database.writing() as session:
                    row = session.get_one(Preference, "counter")
                    row.value = int(str(row.value)) + 1
                    session.commit()
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=add_many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert failures == []
        assert session.get_one(Preference, "counter").value == 100


def test_the_box_is_a_file_of_its_own(database: Database) -> None:
    assert database.main.url.database != database.box.url.database
    main = set(sa.inspect(database.main).get_table_names())
    box = set(sa.inspect(database.box).get_table_names())
    assert not (main & box)


def test_random_ids_tell_no_order() -> None:
    ids = [random_id() for _ in range(2_000)]
    assert len(set(ids)) == len(ids)
    assert all(0 < each < 2**62 for each in ids)
    ascending = sum(1 for first, second in itertools.pairwise(ids) if first < second)
    assert 850 < ascending < 1150


class Colour(enum.Enum):
    """A choice of one."""

    RED = "red"


def test_a_choice_refuses_a_value_outside_its_enum(database: Database) -> None:
    with database.writing() as session:
        session.add(Unit(name="一车间", headcount=-1))
        with pytest.raises(IntegrityError, match="headcount"):
            session.flush()

    metadata = sa.MetaData(naming_convention=NAMING)
    probe = sa.Table("probe", metadata, sa.Column("colour", choice(Colour, "colour")))
    metadata.create_all(database.main)
    with database.main.begin() as connection, pytest.raises(IntegrityError, match="ck_probe_colour"):
        connection.execute(sa.text("INSERT INTO probe VALUES ('blue')"))
    assert probe.c.colour.type.enums == ["red"]


def test_a_moment_is_kept_in_utc_and_read_back_aware(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'moments.db'}")
    table = sa.Table("moments", sa.MetaData(), sa.Column("at", Moment))
    table.create(engine)
    morning = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    with engine.begin() as connection:
        connection.execute(table.insert().values(at=morning))
        stored = connection.exec_driver_sql("SELECT at FROM moments").scalar_one()
        (read,) = connection.execute(sa.select(table.c.at)).one()

    assert stored.startswith("2026-11-24 01:30")
    assert (read, read.utcoffset()) == (morning, timedelta(0))


def test_a_moment_that_does_not_say_its_zone_is_refused(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'moments.db'}")
    table = sa.Table("moments", sa.MetaData(), sa.Column("at", Moment))
    table.create(engine)
    with engine.begin() as connection, pytest.raises(sa.exc.StatementError, match="without a time zone"):
        connection.execute(table.insert().values(at=datetime(2026, 11, 24, 9, 30)))


def test_rows_that_no_session_holds_are_stored_table_by_table(database: Database) -> None:
    first = Unit(id=71, name="公司", headcount=9)
    second = Unit(id=72, name="一车间", headcount=8, parent_id=71, active=None)
    asked: list[str] = []
    sa.event.listen(database.main, "before_cursor_execute", lambda *told: asked.append(told[2].split("(")[0]))
    with database.main.begin() as connection:
        insert(connection, [first, Preference(name="counter", value=0), second])

    assert asked == ["BEGIN", *["INSERT INTO unit "] * 2, "INSERT INTO preference "]
    with database.reading() as session:
        stored = session.execute(sa.select(Unit.name, Unit.parent_id, Unit.active).order_by(Unit.id)).all()
        assert stored == [("公司", None, True), ("一车间", 71, True)]
        assert session.get_one(Preference, "counter").value == 0


def _people(database: Database) -> sa.Table:
    people = sa.Table("people", sa.MetaData(), sa.Column("name", sa.String(9), primary_key=True))
    people.create(database.box)
    return people


def test_writes_that_wait_for_each_other_share_one_transaction(database: Database) -> None:
    people = _people(database)
    commits: list[object] = []
    sa.event.listen(database.box, "commit", commits.append)
    started, go_on = threading.Event(), threading.Event()

    calls: list[int] = []

    def write(connection: sa.Connection, names: Sequence[str]) -> Sequence[str]:
        started.set()
        go_on.wait(5)
        calls.append(len(names))
        connection.execute(sa.insert(people), [{"name": name} for name in names])
        return names

    with ThreadPoolExecutor(9) as pool:
        held = pool.submit(database.box_together.run, write, "first")
        started.wait(5)
        others = [pool.submit(database.box_together.run, write, f"n{number}") for number in range(8)]
        while len(database.box_together._waiting) < 8:
            time.sleep(0.001)
        go_on.set()
        results = {each.result(5) for each in (held, *others)}

    assert results == {"first", *(f"n{number}" for number in range(8))}
    with database.box.connect() as connection:
        assert set(connection.execute(sa.select(people.c.name)).scalars()) == results
    assert len(commits) == 2
    assert calls == [1, 8]


def test_a_write_that_fails_takes_no_other_with_it(database: Database) -> None:
    people = _people(database)
    names = [f"n{number}" for number in range(6)] + ["n3", "n4"]

    def insert(connection: sa.Connection, given: Sequence[str]) -> list[sa.CursorResult[Any]]:
        return [connection.execute(sa.insert(people), {"name": name}) for name in given]

    def write(name: str) -> str:
        try:
            database.box_together.run(insert, name)
        except IntegrityError:
            return "refused"
        return name

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(write, names))

    with database.box.connect() as connection:
        stored = set(connection.execute(sa.select(people.c.name)).scalars())
    assert stored == set(names)
    assert sorted(results) == sorted([*stored, "refused", "refused"])


def test_of_rows_that_somebody_stored_before_none_is_stored_and_the_transaction_goes_on(database: Database) -> None:
    database.create_all()
    with database.writing() as session, session.begin():
        assert store_first(session, Preference(name="mine", value=1))
        assert not store_first(session, Preference(name="other", value=2), Preference(name="mine", value=3))
        assert store_first(session, Preference(name="later", value=4))

    with database.reading() as session:
        kept = session.execute(sa.select(Preference.name, Preference.value).order_by(Preference.name)).all()
    assert [tuple(row) for row in kept] == [("later", 4), ("mine", 1)]
