"""What superiors wait for is listed for whoever may know of the case, what is due first on top."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from petitions.lists import queue
from petitions.lists.filters import Filters
from petitions.register import mandate_queries
from petitions.workflow import Action, State


def test_what_waits_and_what_was_reported_are_counted_for_the_reader(session: Session, casework: Any) -> None:
    officer, inspector = (casework.enterprise.people[each] for each in ("officer", "inspector"))
    today = casework.clock().date()
    late, _key = casework.lead_to(State.REGISTERED)
    casework.do(late, Action.MANDATE, "officer", issuer="省总工会", due_on=today + timedelta(days=3))
    later, _key = casework.file(excluded=())
    casework.do(later, Action.MANDATE, "officer", issuer="某副总经理")
    other, _key = casework.file()
    waiting = mandate_queries.waiting(session, officer)
    assert [each.petition_id for each in waiting] == [late.id, later.id]
    assert mandate_queries.waiting(session, inspector) == []
    assert set(mandate_queries.open_of(session, [late.id, other.id])) == {late.id}
    page = queue.page(session, officer, Filters(view="charged"), today=today)
    assert {row.id for row in page.rows} == {late.id, later.id}
    assert page.counts["charged"] == 2
    casework.clock.advance(days=4)
    assert waiting[0].is_late(casework.clock().date())
    assert not waiting[1].is_late(casework.clock().date())
    casework.do(late, Action.REPORT_UP, "officer", text="已报。")
    (done,) = mandate_queries.reported(session, officer, date(2026, 11, 1), date(2026, 11, 30))
    assert done.petition_id == late.id
    # What was reported late stays late.
    assert done.is_late(date(2027, 1, 1))
    assert mandate_queries.reported(session, officer, date(2026, 12, 1), date(2026, 12, 31)) == []
