"""Gathering reception days and 交办件 of a period."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from petitions.register import mandate_queries, reception_queries
from reports.oversight import Oversight
from reports.period import Period


def gather(session: Session, period: Period, *, today: date) -> Oversight | None:
    """What the database holds of them for a period; None while there was nothing."""
    first, last = period.first_day, period.counted_to(today)
    held = [each for each in reception_queries.between(session, first, last) if each.recorded_on is not None]
    charges = mandate_queries.every(session, last)
    reported = [each for each in charges if each.reported_on is not None and first <= each.reported_on <= last]
    waiting = [each for each in charges if each.reported_on is None or each.reported_on > last]
    found = Oversight(
        receptions=len(held),
        visits=sum(each.visits or 0 for each in held),
        visitors=sum(each.visitors or 0 for each in held),
        registered=reception_queries.registered(session, [each.id for each in held]),
        charged=sum(first <= each.received_on <= last for each in charges),
        reported=len(reported),
        in_time=sum(each.due_on is None or each.due_on >= each.reported_on for each in reported if each.reported_on),
        waiting=len(waiting),
        late=sum(each.due_on is not None and each.due_on < last for each in waiting),
    )
    return found if found != Oversight() else None
