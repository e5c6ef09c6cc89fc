"""Alembic environment of the ballot box: a file of its own on SQLite, the schema `box` on PostgreSQL.

Revisions name no schema: on PostgreSQL the connection looks into `box` first while they run.
"""

import sqlalchemy as sa
from alembic import context

from database import BoxBase
from migrations import models  # noqa: F401 - declares every table
from migrations.rendering import render_item, without_schema

on_sqlite = context.config.attributes["sqlite"]
with context.config.attributes["engine"].connect() as connection:
    usual = connection.dialect.default_schema_name
    if not on_sqlite:
        connection.execute(sa.schema.CreateSchema("box", if_not_exists=True))
        connection.execute(sa.text("SET search_path TO box"))
        connection.commit()
        connection.dialect.default_schema_name = "box"
    try:
        context.configure(
            connection=connection,
            target_metadata=without_schema(BoxBase.metadata),
            version_table="alembic_version_box",
            version_table_schema=None if on_sqlite else "box",
            render_as_batch=on_sqlite,
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    finally:
        connection.dialect.default_schema_name = usual
        if not on_sqlite:
            connection.rollback()
            connection.execute(sa.text("RESET search_path"))
            connection.commit()
