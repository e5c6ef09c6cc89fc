"""Bring both databases to the newest revision, or refuse one that a newer version has written."""

from __future__ import annotations

from pathlib import Path

import click
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from database import Database

HERE = Path(__file__).resolve().parent
CHAINS = ("main", "box")


class NewerDatabase(click.ClickException):
    """The database was written by a newer version of the product; nothing was changed."""


def upgrade(database: Database, revision: str = "head") -> None:
    """Apply every pending migration to the main database and the box. Raises NewerDatabase."""
    for chain in CHAINS:
        found = current(database, chain)
        _refuse_newer(found, chain)
        if revision != "head" or found != head(chain):
            command.upgrade(configuration(database, chain), revision)


def downgrade(database: Database, revision: str = "base") -> None:
    """Undo migrations down to `revision` in both chains; for tests and emergencies."""
    for chain in reversed(CHAINS):
        command.downgrade(configuration(database, chain), revision)


def current(database: Database, chain: str) -> str | None:
    """The revision a database is at, or None when it is empty."""
    with engine(database, chain).connect() as connection:
        return _context(connection, chain, sqlite=database.is_sqlite).get_current_revision()


def head(chain: str) -> str | None:
    """The newest revision of a chain."""
    return ScriptDirectory(str(HERE / chain)).get_current_head()


def known_revisions(chain: str) -> set[str]:
    """Every revision of a chain that this version knows."""
    return {script.revision for script in ScriptDirectory(str(HERE / chain)).walk_revisions()}


def configuration(database: Database, chain: str) -> Config:
    """Alembic's configuration for one chain, bound to the running database."""
    config = Config()
    config.set_main_option("script_location", str(HERE / chain))
    config.attributes["engine"] = engine(database, chain)
    config.attributes["sqlite"] = database.is_sqlite
    return config


def engine(database: Database, chain: str) -> sa.Engine:
    """The engine a chain migrates."""
    return database.main if chain == "main" else database.box


def _context(connection: sa.Connection, chain: str, *, sqlite: bool) -> MigrationContext:
    schema = "box" if chain == "box" and not sqlite else None
    options = {"version_table": f"alembic_version_{chain}", "version_table_schema": schema}
    return MigrationContext.configure(connection, opts=options)


def _refuse_newer(found: str | None, chain: str) -> None:
    if found is not None and found not in known_revisions(chain):
        raise NewerDatabase(
            f"The database is at revision {found}, which this version does not know: it belongs to a newer version. "
            "Install that version again, or restore a backup. / 数据库来自更新的版本，请安装新版本或恢复备份。"
        )
