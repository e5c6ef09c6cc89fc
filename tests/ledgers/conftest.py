"""Entries of every ledger to work with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ledgers import never_events, operations
from ledgers.models import LedgerEntry
from ledgers.yearly import operations as yearly_operations
from ledgers.yearly import queries as yearly
from vault import reading_groups

TODAY = date(2026, 11, 24)
SAID = "夜班津贴两个月没有核对，大家看不懂工资条。"
FAMILY = "爱人透析，孩子上大学，房贷还有十年"


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
def others(enterprise: Any) -> dict[str, dict[str, Any]]:
    """What forms of the other ledgers give."""
    unit = enterprise.units["一车间"]
    return {
        "policies": {
            "title": "夜班津贴怎么算",
            "kind": "pay",
            "answer": "零点班每班 15 元，随当月工资发。",
            "basis": "公司薪酬管理办法第十二条",
            "keywords": "夜班津贴、夜班费、零点班",
            "day": date(2026, 1, 1),
        },
        "aid": {
            "title": "大病救助（一车间）",
            "kind": "illness",
            "cause": "illness",
            "unit": unit,
            "name": "欧阳青禾",
            "contact": "13987654321",
            "family": FAMILY,
            "people": 3,
            "amount": 300_000,
            "day": TODAY,
        },
        "risks": {
            "title": "岗位合并引起的转岗顾虑",
            "kind": "reform",
            "unit": unit,
            "demands": "希望讲清转岗后的工资。",
            "people": 12,
            "day": TODAY,
        },
    }


@pytest.fixture
def listed(
    session: Session, enterprise: Any, clock: Any, contents: dict[str, Any], others: dict[str, dict[str, Any]]
) -> Callable[..., LedgerEntry]:
    """`listed(title="…")` lists a measure and commits; `listed("aid", …)` something in another ledger."""

    def go(ledger: str = "measures", **changed: Any) -> LedgerEntry:
        given = (contents if ledger == "measures" else others[ledger]) | changed
        row = operations.add(session, ledger, given, actor=enterprise.people["officer"], now=clock())
        session.commit()
        return row

    return go


@pytest.fixture
def five(session: Session, enterprise: Any, clock: Any) -> list[Any]:
    """This year's five, variant A."""
    labels = never_events.VARIANTS["A"][1]
    yearly_operations.choose(session, 2026, labels, actor=enterprise.people["officer"], now=clock())
    items = yearly.items(session, 2026)
    session.commit()
    return items


@pytest.fixture
def company(session: Session, enterprise: Any, clock: Any) -> int:
    """A unit below the top that has a union office of its own."""
    unit: int = enterprise.units["生产一部"]
    reading_groups.found_group(
        session, kind="union", unit_id=unit, founder=enterprise.people["officer"].keys, now=clock()
    )
    return unit
