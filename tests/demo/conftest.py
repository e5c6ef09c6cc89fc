"""The demonstration's last two months, filled once for everybody who looks at them and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from config import Settings
from database import Database
from demo import fill
from tests.fixtures import START, Clock, copy_databases
from web import clock

TODAY = date(2026, 11, 24)


@dataclass
class Demonstration:
    """An application on a filled instance, and how far the bar had come each time it was told."""

    app: Flask
    told: list[int] = field(default_factory=list)

    @property
    def database(self) -> Database:
        """Its databases."""
        found: Database = self.app.extensions["database"]
        return found


@pytest.fixture(scope="session")
def demonstration(blank_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Filled as `python app.py --demo` fills an empty instance, with one month before the present one."""
    folder = tmp_path_factory.mktemp("demonstration")
    copy_databases(blank_instance, folder)
    application = create_app(Settings(instance=folder, password_cost="cheap", testing=True), migrate=False)
    made = Demonstration(application)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fill, "MONTHS", 1)
        clock.set_clock(Clock(START))
        fill.fill(application, today=TODAY, told=lambda done, _whole: made.told.append(done))
        clock.set_clock(None)
    yield made
    made.database.dispose()


@pytest.fixture
def filled(demonstration: Demonstration) -> Iterator[Session]:
    """A reading session on it."""
    with demonstration.app.test_request_context(), demonstration.database.reading() as session:
        yield session
