"""A list is narrowed by what was asked, and what was typed is only characters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from ledgers.models import LedgerEntry
from tests.ledgers.test_queries import titles

from .conftest import TODAY

Listed = Callable[..., LedgerEntry]


def test_filters_narrow_and_percent_signs_are_only_characters(
    session: Session, listed: Listed, enterprise: Any
) -> None:
    listed(title="降到 0%", kind="deed")
    listed(title="别的", unit=enterprise.units["三车间"])
    officer = enterprise.people["officer"]
    assert titles(session, officer, words="0%") == ["降到 0%"]
    assert titles(session, officer, words="%") == ["降到 0%"]
    assert titles(session, officer, words="_") == []
    assert titles(session, officer, kind="deed") == ["降到 0%"]
    assert titles(session, officer, unit_ids=frozenset({enterprise.units["三车间"]})) == ["别的"]
    assert titles(session, officer, first=TODAY + timedelta(days=1)) == []
