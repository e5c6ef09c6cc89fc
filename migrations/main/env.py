"""Alembic environment of the main database."""

from alembic import context

from database import Base
from migrations import models  # noqa: F401 - declares every table
from migrations.rendering import render_item

with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table="alembic_version_main",
        render_as_batch=context.config.attributes["sqlite"],
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
