"""A row for every word that a column may hold, in every table: what migrations have to carry, going up and going down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from database import Base, Moment

DAY = date(2026, 11, 24)
#: Rows of each table at least; a reference leads to one of them.
LEAST = 25
MOMENT = datetime(2026, 11, 24, 8, tzinfo=UTC)
#: What holds between two columns and cannot be read off either.
BESIDE: dict[str, dict[str, Any]] = {
    "case_clock": {"due_on": DAY + timedelta(days=365), "round": 2},
    "content_category": {"parent_code": None},
    "identity_request": {
        "keeper_id": None,
        "is_granted": None,
        "decided_on": None,
        "granted_until": None,
        "objection_until": None,
    },
    "notice_robot": {"unit_id": None},
    "outbox": {"sealed_to": None, "next_try": None, "standing": "sent"},
    "petition": {"kind": "problem", "repeat_of_id": None},
    "petition_message": {"author": "office"},
    "reading_group": {"kind": "union", "founding_hash": None},
    "reception_day": {"cancelled_on": None},
    "report_comment": {"period": "2026-10"},
    "report_draft": {"state": "checked"},
    "report_key_case": {"period": "2026-10"},
    "subject_key_wrap": {"group_key_id": None},
    "survey": {"closes_at": MOMENT + timedelta(days=7)},
    "survey_comment": {"verdict": "keep"},
    "unit": {"parent_id": None},
}


def write(connection: sa.Connection) -> None:
    """Fill every table of the main database."""
    for table in Base.metadata.sorted_tables:
        connection.execute(table.insert(), list(_rows(table)))
    # Of some clocks a case had two, one after the other.
    clocks = Base.metadata.tables["case_clock"]
    connection.execute(clocks.insert(), [row | {"round": 1} for row in _rows(clocks)])


def _rows(table: sa.Table) -> Iterator[dict[str, Any]]:
    words = [each.type.enums for each in table.columns if isinstance(each.type, sa.Enum)]
    for number in range(1, max([LEAST, *map(len, words)]) + 1):
        yield {each.name: _value(each, number) for each in table.columns} | BESIDE.get(table.name, {})


def _value(column: sa.Column[Any], number: int) -> Any:
    if column.foreign_keys:
        return (number - 1) % LEAST + 1
    kind = column.type
    if isinstance(kind, sa.Enum):
        return kind.enums[number % len(kind.enums)]
    if isinstance(kind, Moment):
        return MOMENT
    plain = {
        date: DAY + timedelta(days=number),
        bool: number % 2 == 0,
        bytes: number.to_bytes(32),
        object: {},
        int: number,
        str: str(number),
    }
    return plain[kind.python_type]
