"""Leaders come first among those a report can be sent to."""

from __future__ import annotations

from sqlalchemy.orm import Session

from accounts import operations as accounts
from reports.mailing import queries as mailing_queries
from reports.period import Month
from tests.fixtures import START, Enterprise


def test_recipients_may_read_reports_and_gave_a_mailbox_leaders_first(session: Session, enterprise: Enterprise) -> None:
    for name in ("officer", "leader", "handler", "keeper"):
        who = enterprise.people[name]
        accounts.change_mailbox(session, who.id, f"{name}@works.example", actor=who, now=START)

    assert [each.name for each in mailing_queries.recipients(session)] == ["刘洋", "王芳"]


def test_where_nothing_was_sent_nothing_is_found(session: Session) -> None:
    assert mailing_queries.sendings(session, Month(2026, 10)) == []
    assert mailing_queries.mailing(session, 1) is None
    assert mailing_queries.locked(session, 1) is None
    assert not mailing_queries.still_waits(session, 1)
    assert mailing_queries.locked_before(session, START.date()) == []
