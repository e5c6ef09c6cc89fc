"""What the demonstration's officers set for their work: shared views of the list, the leader for late cases."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from demo.people import Staffing
from petitions import escalating, queries, saved_views

VIEWS = (
    ("工资和考勤在办", {"view": "open", "category": "pay"}),
    ("待审批", {"view": "open", "state": "drafted"}),
)


def furnish(session: Session, staffing: Staffing, *, now: datetime) -> None:
    """Save the views and share them with the union office; name who is told of what is late for long."""
    officer = staffing.people["liqiang"]
    office = queries.offices_of(session, officer)[0]
    for name, asked in VIEWS:
        row = saved_views.save(session, name, asked, actor=officer)
        saved_views.change(session, row.id, name, office, actor=officer)
    escalating.name_leader(session, office, staffing.people["madong"].id, actor=officer, now=now)
