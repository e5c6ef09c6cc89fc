"""One finished case of the demonstration is held: it must not be destroyed when its period is over."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from database import Database
from demo.cases import at
from demo.people import Staffing
from petitions import reach
from petitions.models import Petition
from petitions.retention import operations as retention_operations
from petitions.workflow import State

REASON = "信访人已就同一事项申请劳动仲裁，裁决生效前整卷保留。"


def place(database: Database, staffing: Staffing, *, today: date) -> None:
    """Hold the newest closed case that the officer reads."""
    officer = staffing.people["wangfang"]
    with database.writing() as session, session.begin():
        wanted = sa.select(Petition).where(reach.may_know(session, officer), Petition.state == State.CLOSED)
        newest = wanted.order_by(Petition.closed_on.desc(), Petition.category, Petition.number).limit(1)
        case = session.execute(newest).scalar_one_or_none()
        if case is not None:
            day = at(today - timedelta(days=1))
            retention_operations.place_hold(session, case, reason=REASON, actor=officer, now=day)
