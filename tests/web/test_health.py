"""/healthz tells a supervisor whether this process can serve."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from config import Settings
from database import Database
from migrations.upgrade import upgrade
from web import health


def test_a_served_instance_is_well(tmp_path: Path, app: Flask) -> None:
    fresh = Database(Settings(instance=_folder(tmp_path), password_cost="cheap", testing=True))
    upgrade(fresh)
    with app.app_context():
        assert health.state(fresh) == {"status": "ok", "database": "ok", "migrations": "current"}
    fresh.dispose()


def test_pending_migrations_are_told(client: FlaskClient) -> None:
    answer = client.get("/healthz")

    # The suite's databases are made from the models, so no migration was ever applied to them.
    assert answer.status_code == 503
    assert answer.get_json() == {"status": "unavailable", "database": "ok", "migrations": "pending"}


def test_a_database_that_is_gone_is_told(
    client: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OperationalError("SELECT 1", {}, ConnectionError("gone"))

    monkeypatch.setattr(database, "box_reading", gone)
    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.get_json()["database"] == "unreachable"
    assert sa.__version__ not in answer.get_data(as_text=True)


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "fresh"
    folder.mkdir()
    return folder
