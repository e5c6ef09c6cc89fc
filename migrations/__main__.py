"""`python -m migrations main|box "what changes"`: write the revision that leads from the last one to the models."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from config import Settings
from database import Database
from migrations.upgrade import CHAINS, HERE, configuration, upgrade


def main() -> None:
    """Build an empty database at the last revision, compare the models with it, write the difference down."""
    parser = argparse.ArgumentParser(prog="python -m migrations")
    parser.add_argument("chain", choices=CHAINS)
    parser.add_argument("message", help="what changes, as a sentence without a full stop")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Settings(instance=Path(folder)))
        upgrade(database)
        number = 1 + sum(1 for _ in ScriptDirectory(str(HERE / options.chain)).walk_revisions())
        command.revision(
            configuration(database, options.chain), options.message, autogenerate=True, rev_id=f"{number:04}"
        )
        database.dispose()


if __name__ == "__main__":
    main()
