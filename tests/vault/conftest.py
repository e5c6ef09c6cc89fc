"""Four holders with opened keys, and a group of three of them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from vault import account_keys, reading_groups
from vault.account_keys import Unlocked

PASSWORD = "一座桥 bridge 2026"


@pytest.fixture
def holders(session: Session) -> list[Unlocked]:
    """Four holders with opened keys."""
    return [account_keys.create(session, holder, PASSWORD, cost="cheap") for holder in (1, 2, 3, 4)]


@pytest.fixture
def group(session: Session, holders: list[Unlocked], clock: Any) -> int:
    """A union group of holders 1, 2 and 3."""
    made = reading_groups.found_group(session, kind="union", unit_id=9, founder=holders[0], now=clock())
    for holder in holders[1:3]:
        reading_groups.admit(session, made.id, holder.holder_id, by=holders[0], now=clock())
    return made.id
