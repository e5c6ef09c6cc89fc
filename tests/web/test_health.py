"""/healthz tells a supervisor whether this process can serve."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from database import Database
from tests.fixtures import copy_databases


def test_a_served_instance_is_well(client: FlaskClient, database: Database, migrated_instance: Path) -> None:
    database.dispose()
    copy_databases(migrated_instance, database.settings.instance)
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok", "database": "ok", "migrations": "current"}


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
