"""Alembic environment of the ballot box: a file of its own on SQLite, the schema `box` on PostgreSQL."""

import sqlalchemy as sa
from alembic import context

from database import BoxBase
from migrations import models  # noqa: F401 - declares every table

on_sqlite = context.config.attributes["sqlite"]
with context.config.attributes["engine"].connect() as connection:
    if not on_sqlite:
        connection.execute(sa.schema.CreateSchema("box", if_not_exists=True))
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=BoxBase.metadata,
        version_table="alembic_version_box",
        render_as_batch=on_sqlite,
        compare_type=True,
        include_schemas=not on_sqlite,
    )
    with context.begin_transaction():
        context.run_migrations()
