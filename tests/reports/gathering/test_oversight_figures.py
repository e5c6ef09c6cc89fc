"""Reception days and 交办件 are gathered for the period in which they happened, and what waits as of its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions.register import receptions
from petitions.workflow import Action, State
from reports.gathering import oversight_figures
from reports.oversight import Oversight
from reports.period import Month
from tests.petitions.conftest import Casework


@pytest.fixture
def casework(session: Session, enterprise: Any, clock: Any) -> Casework:
    """Filing and leading cases in the small enterprise."""
    return Casework(session, replace(enterprise, people=dict(enterprise.people), groups=dict(enterprise.groups)), clock)


def test_a_month_counts_what_was_held_charged_and_reported(session: Session, casework: Any) -> None:
    people, clock = casework.enterprise.people, casework.clock
    month, today = Month(2026, 11), clock().date()
    assert oversight_figures.gather(session, month, today=today) is None
    row = receptions.announce(
        session,
        day=today,
        hours="9:00",
        place="工会",
        leader="刘洋",
        leader_id=None,
        actor=people["officer"],
        now=clock(),
    )
    receptions.record(session, row.id, visits=2, visitors=3, text="", actor=people["officer"], now=clock())
    first, _key = casework.lead_to(State.REGISTERED)
    second, _key = casework.lead_to(State.REGISTERED)
    receptions.came_from(session, first.id, row.id)
    for case, days in ((first, 2), (second, 3)):
        casework.do(case, Action.MANDATE, "officer", issuer="省总工会", due_on=today + timedelta(days=days))
    clock.advance(days=1)
    casework.do(first, Action.REPORT_UP, "officer", text="已报。")
    clock.advance(days=4)
    found = oversight_figures.gather(session, month, today=clock().date())
    assert found == Oversight(
        receptions=1, visits=2, visitors=3, registered=1, charged=2, reported=1, in_time=1, waiting=1, late=1
    )
    clock.advance(days=10)
    casework.do(second, Action.REPORT_UP, "officer", text="晚报。")
    december = oversight_figures.gather(session, Month(2026, 12), today=clock().date())
    assert december == Oversight(reported=1)
