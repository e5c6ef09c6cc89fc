"""Who read is written down once a day, and who searched without the words."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accounts.models import AuditEntry
from petitions.history import operations
from petitions.history.models import CaseReading


def test_a_case_is_read_once_a_day_by_each(casework: Any) -> None:
    petition, _key = casework.file()
    officer = casework.enterprise.people["officer"]
    for _again in range(2):
        operations.note_reading(casework.session, petition.id, actor=officer, now=casework.clock())
    casework.clock.advance(days=1)
    operations.note_reading(casework.session, petition.id, actor=officer, now=casework.clock())

    days = casework.session.execute(sa.select(CaseReading.day).order_by(CaseReading.day)).scalars().all()
    assert len(days) == len(set(days)) == 2


def test_a_search_is_kept_by_how_much_was_searched(casework: Any) -> None:
    officer = casework.enterprise.people["officer"]
    operations.note_search(casework.session, searched=7, actor=officer, now=casework.clock())

    entry = casework.session.execute(sa.select(AuditEntry).where(AuditEntry.action == "petition.search")).scalar_one()
    assert entry.details == {"searched": 7}
