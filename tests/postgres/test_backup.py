"""A story: what was backed up on one database is restored on the other, and back, with every row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app import create_app
from config import Settings
from tests.web.test_backup import _everything, _fill, other, served
from vault.models import GroupKey
from web import backup
from web.backup import BadBackup

pytestmark = pytest.mark.postgres
__all__ = ["other", "served"]


@pytest.fixture
def on_postgres(tmp_path: Path, postgres_url: str, clock: Any) -> Iterator[Flask]:
    """An installation on PostgreSQL, its tables made by the migrations."""
    chosen = Settings(instance=tmp_path / "server", password_cost="cheap", testing=True, database_url=postgres_url)
    application = create_app(chosen)
    with application.app_context():
        yield application
    application.extensions["database"].dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The first and the last installation are on SQLite."""
    return Settings(instance=tmp_path / "instance", password_cost="cheap", testing=True)


def test_a_backup_goes_from_sqlite_to_postgresql_and_back(
    served: Flask, other: Flask, on_postgres: Flask, tmp_path: Path, clock: Any
) -> None:
    _fill(served, clock)
    before = _everything(served)
    with served.app_context():
        backup.write(tmp_path / "one.backup", now=clock())
    with on_postgres.app_context():
        backup.restore(tmp_path / "one.backup", now=clock())
        backup.write(tmp_path / "two.backup", now=clock())
    with other.app_context():
        backup.restore(tmp_path / "two.backup", now=clock())

    assert _everything(other) == before


def test_what_postgresql_does_not_take_leaves_it_as_it_was(
    served: Flask, on_postgres: Flask, tmp_path: Path, clock: Any
) -> None:
    _fill(served, clock)
    with served.app_context():
        backup.write(tmp_path / "one.backup", now=clock())
    with on_postgres.app_context():
        backup.restore(tmp_path / "one.backup", now=clock())
        kept = _everything(on_postgres)
    with served.extensions["database"].writing() as session, session.begin():
        session.execute(sa.update(GroupKey).values(generation=2**40))
    with served.app_context():
        backup.write(tmp_path / "odd.backup", now=clock())
    with on_postgres.app_context(), pytest.raises(BadBackup, match="Nothing was changed"):
        backup.restore(tmp_path / "odd.backup", now=clock())

    assert _everything(on_postgres) == kept
