"""The schema cannot say who wrote what: no time finer than a day, no address, no ids that count upwards."""

from __future__ import annotations

import re

import sqlalchemy as sa

from database import Base, BoxBase
from migrations import models

#: Tables about officers and the installation, which may keep moments. None of them belongs to a petition or a ballot.
KEEPS_MOMENTS = {
    "sign_in_session": "an officer's browser: idle time-out",
    "audit_entry": "what an account did; never about a petitioner",
    "job": "heartbeat of long work at the desk",
    "lease": "which process ticks",
    "outbox": "when a notice to an account leaves; half hours where it is about a case, and gone once it left",
    "notice_robot": "the half hour up to which a chat was told of new steps; one row a chat",
    "backup_record": "when a backup was made",
    "survey": "when officers open and close it, told to everybody; ballots know nothing of it",
    "open_box": "the same closing time, where ballots are taken; one row a survey",
}
FORBIDDEN_COLUMN = re.compile(
    r"(^|_)(ip|addr|address|agent|useragent|fingerprint|browser|device|referer|referrer)($|_)"
)


def _tables() -> list[sa.Table]:
    assert models
    return [*Base.metadata.sorted_tables, *BoxBase.metadata.sorted_tables]


def _is_finer_than_a_day(column: sa.Column[object]) -> bool:
    kind = column.type
    if isinstance(kind, sa.types.TypeDecorator):
        kind = kind.impl_instance
    return isinstance(kind, sa.DateTime | sa.Time | sa.Interval)


def test_no_row_about_a_petition_or_a_ballot_holds_a_time_finer_than_a_day() -> None:
    found = {
        table.name: [column.name for column in table.columns if _is_finer_than_a_day(column)]
        for table in _tables()
        if table.name not in KEEPS_MOMENTS
    }

    assert {name: columns for name, columns in found.items() if columns} == {}


def test_the_ballot_box_holds_no_time_at_all_about_an_answer() -> None:
    answers = {
        (table.name, column.name)
        for table in BoxBase.metadata.sorted_tables
        if table.name not in KEEPS_MOMENTS
        for column in table.columns
        if _is_finer_than_a_day(column)
    }

    assert answers == set()


def test_no_table_has_a_place_for_an_address_or_a_browser() -> None:
    places = [
        f"{table.name}.{column.name}"
        for table in _tables()
        for column in table.columns
        if FORBIDDEN_COLUMN.search(column.name)
    ]

    assert places == []


def test_no_id_counts_upwards() -> None:
    """A database that hands out ids in order keeps the order in which staff wrote."""
    counting = [table.name for table in _tables() if table.autoincrement_column is not None]

    assert counting == []


def test_every_constraint_has_a_name() -> None:
    """A named constraint becomes a sentence; an unnamed one cannot be migrated on SQLite."""
    unnamed = [
        (table.name, type(constraint).__name__)
        for table in _tables()
        for constraint in table.constraints
        if not constraint.name
    ]

    assert unnamed == []


def test_every_table_says_what_it_is_for() -> None:
    classes = [each for base in (Base, BoxBase) for each in base.__subclasses__() if not _is_of_a_test(each)]

    assert classes
    assert [each.__name__ for each in classes if not (each.__dict__.get("__doc__") or "").strip()] == []


def _is_of_a_test(each: type) -> bool:
    return each.__module__.startswith(("tests.", "test_"))
