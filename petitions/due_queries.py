"""The SELECTs behind what is due: the cases somebody may know of, and until when."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import due, queries
from petitions.due import Line
from petitions.models import Petition


def lines_for(session: Session, who: Person, today: date) -> list[Line]:
    """The cases `who` may know of that are late or due within a week; nothing sealed is needed or opened."""
    wanted = (
        sa.select(Petition.id, Petition.number, Petition.state, Petition.next_due)
        .where(queries.may_know(session, who), Petition.next_due <= due.until(today))
        .order_by(Petition.next_due, Petition.number)
    )
    return [Line(row.id, row.number, row.state, row.next_due) for row in session.execute(wanted)]
