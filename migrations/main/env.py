"""Alembic environment of the main database."""

from typing import Any

from alembic import context

from database import Base
from migrations import models  # noqa: F401 - declares every table
from migrations.rendering import render_item

SQLITE = context.config.attributes["sqlite"]


def enforce_foreign_keys(connection: Any, *, on: bool) -> None:
    """On SQLite a table is changed by writing it anew; dropping the old one must not take along what points at it."""
    if SQLITE:
        # Below SQLAlchemy, because inside a transaction the pragma does nothing.
        connection.connection.dbapi_connection.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


with context.config.attributes["engine"].connect() as connection:
    enforce_foreign_keys(connection, on=False)
    try:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            version_table="alembic_version_main",
            render_as_batch=SQLITE,
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            if SQLITE and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RuntimeError("a migration left rows that point at nothing")
    finally:
        connection.rollback()
        enforce_foreign_keys(connection, on=True)
