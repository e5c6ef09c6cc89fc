"""Commands of the installation: what they say and how they exit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from config import Settings
from tests.fixtures import copy_databases


@pytest.fixture
def served(settings: Settings, migrated_instance: Path, clock: Any) -> Iterator[Flask]:
    """An application on migrated databases."""
    copy_databases(migrated_instance, settings.instance)
    application = create_app(settings, migrate=False)
    yield application
    application.extensions["database"].dispose()


def _run(app: Flask, *words: str, typed: str = "") -> Result:
    return app.test_cli_runner().invoke(args=list(words), input=typed)


def test_tick_says_what_it_did(served: Flask) -> None:
    said = _run(served, "tick")

    assert said.exit_code == 0
    assert "jobs" in said.output


def test_a_backup_is_made_told_and_refused_when_it_exists(served: Flask, tmp_path: Path) -> None:
    target = str(tmp_path / "a.backup")

    assert "rows written to" in _run(served, "backup", target).output
    again = _run(served, "backup", target)
    assert again.exit_code == 1
    assert "exists already" in again.output


def test_a_restore_asks_before_it_replaces_anything(served: Flask, tmp_path: Path) -> None:
    target = str(tmp_path / "a.backup")
    _run(served, "backup", target)

    assert _run(served, "restore", target, typed="n\n").exit_code == 1
    done = _run(served, "restore", target, typed="y\n")
    assert done.exit_code == 0
    assert "rows restored" in done.output


def test_a_file_that_is_no_backup_is_one_sentence(served: Flask, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("nothing")

    said = _run(served, "restore", str(tmp_path / "x"), "--yes")

    assert said.exit_code == 1
    assert "not a backup" in said.output
    assert "Traceback" not in said.output


def test_the_doctors_exit_code_tells_whether_something_must_be_mended(served: Flask, settings: Settings) -> None:
    healthy = _run(served, "doctor")
    assert healthy.exit_code == 0, healthy.output
    assert "✓ database" in healthy.output

    (settings.instance / "secret.key").unlink()
    ill = _run(served, "doctor")
    assert ill.exit_code == 1
    assert "✗ instance" in ill.output
