"""Tables as they are in the database, whatever version wrote them, and their rows as lines of a portable file.

Values become what JSON holds, the same on SQLite and PostgreSQL: bytes in base64, moments in UTC, days as 2026-11-30.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from database import Database
from migrations.upgrade import engine


def reflected(store: Database, chain: str) -> sa.MetaData:
    """Every table of a chain as it is now."""
    metadata = sa.MetaData()
    schema = "box" if chain == "box" and not store.is_sqlite else None
    metadata.reflect(engine(store, chain), schema=schema)
    return metadata


def tables(store: Database, chain: str) -> list[sa.Table]:
    """The chain's tables, those pointed at before those that point."""
    return [table for table in reflected(store, chain).sorted_tables if not table.name.startswith("alembic_version")]


def encoded(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta | Decimal):
        return str(value)
    return value


def decoded(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row that `encoded` wrote, as the table takes it; columns it does not have are left out. Raises ValueError."""
    return {name: _typed(table.c[name].type, value) for name, value in row.items() if name in table.c}


def _typed(kind: sa.types.TypeEngine[Any], value: Any) -> Any:
    if value is None or isinstance(kind, sa.JSON):
        return value
    if isinstance(kind, sa.LargeBinary | sa.dialects.postgresql.BYTEA):
        return base64.b64decode(value)
    if isinstance(kind, sa.DateTime):
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if kind.timezone else moment
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, sa.Numeric) and not isinstance(kind, sa.Float):
        return Decimal(value)
    return value


def own_parents(table: sa.Table) -> list[str]:
    """Columns by which a row points at another row of the same table."""
    return sorted(key.parent.name for key in table.foreign_keys if key.column.table is table)


def parents_first(rows: list[dict[str, Any]], parents: list[str], keys: list[str]) -> Iterator[dict[str, Any]]:
    """Rows of one table, those that others point at before those that point. Raises ValueError for a circle."""
    present: set[Any] = set()
    while rows:
        ready = [row for row in rows if all(row[name] is None or row[name] in present for name in parents)]
        if not ready:
            raise ValueError("the rows point at each other in a circle")
        yield from ready
        present |= {row[keys[0]] for row in ready}
        rows = [row for row in rows if row[keys[0]] not in present]
