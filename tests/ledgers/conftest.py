"""A measure to work with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ledgers import operations
from ledgers.models import LedgerEntry

TODAY = date(2026, 11, 24)
SAID = "夜班津贴两个月没有核对，大家看不懂工资条。"


@pytest.fixture
def contents(enterprise: Any) -> dict[str, Any]:
    """What a form for a measure gives."""
    return {
        "title": "夜班津贴当月核对、当月公示",
        "kind": "fix",
        "said": SAID,
        "plan": "工资科每月5日前公示考勤和津贴，差错三天内补发。",
        "target": "津贴差错数降到 0",
        "target_figure": 0,
        "unit": enterprise.units["一车间"],
        "owner": enterprise.people["handler"].id,
        "day": TODAY,
        "due": TODAY + timedelta(days=30),
        "is_public": True,
    }


@pytest.fixture
def listed(session: Session, enterprise: Any, clock: Any, contents: dict[str, Any]) -> Callable[..., LedgerEntry]:
    """`listed(title="…")` lists a measure and commits."""

    def go(**changed: Any) -> LedgerEntry:
        row = operations.add(session, "measures", contents | changed, actor=enterprise.people["officer"], now=clock())
        session.commit()
        return row

    return go
