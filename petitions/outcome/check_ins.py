"""Which asking about revenge is open, some 30 and 90 days after the reply: for the petitioner and for those who joined."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from accounts import preferences
from petitions import queries
from petitions.models import Petition


def check_in_due(session: Session, case: Petition, today: date) -> int | None:
    """Which asking, 1 or 2, is open for the petitioner today; None when neither is."""
    return asking_due(session, case, queries.check_ins(session, case.id), today)


def asking_due(session: Session, case: Petition, answered: Collection[int], today: date) -> int | None:
    """Which asking is open today for somebody who `answered` these already; None when neither is."""
    if case.first_replied_on is None:
        return None
    chosen = preferences.read(session)
    days = (today - case.first_replied_on).days
    if 2 not in answered and days >= chosen.second_check_in_days:
        return 2
    if 1 not in answered and chosen.first_check_in_days <= days < chosen.second_check_in_days:
        return 1
    return None
