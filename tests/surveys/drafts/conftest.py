"""A draft as it is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from database import Database
from surveys import queries
from surveys.items import Definition


@pytest.fixture
def read(database: Database) -> Callable[[str], Definition]:
    """`read(address)` gives the definition as it is kept."""

    def go(address: str) -> Definition:
        with database.reading() as session:
            return Definition.from_json(queries.survey(session, int(address.rsplit("/", 1)[1])).definition)

    return go
