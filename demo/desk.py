"""What the demonstration's officers keep for their own work: the views of the list they share."""

from __future__ import annotations

from sqlalchemy.orm import Session

from demo.people import Staffing
from petitions import queries, saved_views

VIEWS = (
    ("工资和考勤在办", {"view": "open", "category": "pay"}),
    ("待审批", {"view": "open", "state": "drafted"}),
)


def furnish(session: Session, staffing: Staffing) -> None:
    """Save the views and share them with the union office."""
    officer = staffing.people["liqiang"]
    office = queries.offices_of(session, officer)[0]
    for name, asked in VIEWS:
        row = saved_views.save(session, name, asked, actor=officer)
        saved_views.change(session, row.id, name, office, actor=officer)
