"""What is due comes first in, first out; what was given up is listed without what it tells."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from notices import faults, operations, queries
from notices.faults import Fault
from notices.models import Channel
from tests.fixtures import START


def _put(session: Session, **given: object) -> int:
    row = operations.put(session, Channel.MAIL, 7, "test-mail", now=START, coarse=False, **given)  # type: ignore[arg-type]
    assert row is not None
    return row.id


def test_nothing_is_due_before_its_time(session: Session) -> None:
    _put(session)

    assert not queries.is_due(session, START - timedelta(seconds=1))
    assert queries.is_due(session, START)


def test_counts_of_days_and_of_what_waits(session: Session) -> None:
    for later in (0, 0, 2):
        operations.settle_sent(session, _put(session), now=START + timedelta(days=later))
    _put(session)

    today = (START + timedelta(days=2)).date()
    assert queries.sent_lately(session, today) == [(today, 1), (START.date(), 2)]
    assert queries.sent_lately(session, today + timedelta(days=5)) == [(today, 1)]
    assert queries.waiting(session) == 1


def test_what_was_given_up_is_listed_without_its_facts(session: Session) -> None:
    row_id = _put(session, facts={"number": "XF2026117K2M"})
    operations.note_fault(session, row_id, Fault(faults.REFUSED, "550", is_final=True), now=START)

    listed = queries.dead(session)

    assert [(each.id, each.fault) for each in listed] == [(row_id, "refused:550")]
    assert "XF2026117K2M" not in repr(listed)
