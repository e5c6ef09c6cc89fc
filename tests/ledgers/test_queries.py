"""Lists show what a reader may see and asked for, what is due first on top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Assignment
from accounts.roles import Role
from ledgers import aid, measures, monthly, operations, queries
from ledgers.filters import Filters
from ledgers.models import LedgerEntry
from web.errors import Missing

from .conftest import TODAY

Listed = Callable[..., LedgerEntry]


def titles(session: Session, who: Any, **asked: Any) -> list[str]:
    tree = accounts.unit_tree(session)
    found = queries.page(session, measures.LEDGER, who, Filters(**asked), tree, today=TODAY)
    return [each.title for each in found.rows]


def test_what_is_due_first_stands_first_and_what_is_late_has_its_view(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    listed(title="后", due=TODAY + timedelta(days=20))
    listed(title="先", due=TODAY + timedelta(days=2))
    late = listed(title="晚", day=TODAY - timedelta(days=9), due=TODAY - timedelta(days=1))
    officer = enterprise.people["officer"]
    assert titles(session, officer) == ["晚", "先", "后"]
    assert titles(session, officer, view="overdue") == ["晚"]
    operations.perform(session, late.id, "drop", {}, "不办了", actor=officer, now=clock())
    assert titles(session, officer, view="overdue") == []
    assert titles(session, officer, view="done") == ["晚"]
    assert set(titles(session, officer, view="all")) == {"先", "后", "晚"}


def test_a_handler_sees_what_is_theirs_and_a_local_leader_their_division(
    session: Session, listed: Listed, enterprise: Any
) -> None:
    listed(title="他的")
    other = listed(title="别人的", owner=None, unit=enterprise.units["三车间"])
    handler = enterprise.people["handler"]
    assert titles(session, handler) == ["他的"]
    leader = replace(enterprise.people["leader"], assignments=(Assignment(Role.LEADER, enterprise.units["生产二部"]),))
    assert titles(session, leader) == ["别人的"]
    with pytest.raises(Missing):
        queries.entry(session, measures.LEDGER, other.id, handler, accounts.unit_tree(session))


def test_a_list_turns_its_pages(session: Session, listed: Listed, enterprise: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(3):
        listed(title=str(number), due=TODAY + timedelta(days=number))
    officer = enterprise.people["officer"]
    assert titles(session, officer) == ["0", "1"]
    assert titles(session, officer, page=2) == ["2"]


def test_facts_hold_only_what_lies_in_clear_and_only_changes_of_state(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer = listed("aid"), enterprise.people["officer"]
    operations.change(session, row.id, {"goods": "米"}, actor=officer, now=clock())
    clock.advance(days=2)
    operations.perform(session, row.id, "check", {}, actor=officer, now=clock())
    (fact,) = queries.facts(session, aid.LEDGER)
    assert fact.trail == ((TODAY, "reported"), (TODAY + timedelta(days=2), "checked"))
    assert fact.contents["amount"] == 300_000
    assert not {"name", "family", "contact", "account"} & set(fact.contents)


def test_what_was_brought_in_as_done_was_not_done_on_the_day_it_was_brought_in(
    session: Session, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    """Otherwise a month would boast of whatever an old ledger holds, and so would the page for everybody."""
    given, officer = {**contents, "day": date(2025, 3, 3)}, enterprise.people["officer"]
    row = operations.add(session, "measures", given, state=measures.DONE, actor=officer, now=clock())
    facts = queries.facts(session, measures.LEDGER)

    assert row.closed_on == date(2025, 3, 3)
    assert monthly.measure_month(facts, TODAY.replace(day=1), TODAY).done == ()
    assert len(monthly.measure_month(facts, date(2025, 3, 1), date(2025, 3, 31)).done) == 1


def test_what_was_done_by_its_day_is_not_late_while_it_waits_to_be_asked_about(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer, tree = listed("aid"), enterprise.people["officer"], accounts.unit_tree(session)
    operations.perform(session, row.id, "check", {}, actor=officer, now=clock())
    visit = {"owner": officer.id, "due": TODAY + timedelta(days=1)}
    operations.perform(session, row.id, "plan", visit, actor=officer, now=clock())
    later = TODAY + timedelta(days=5)
    assert queries.counts(session, aid.LEDGER, officer, tree, today=later)["overdue"] == 1
    operations.perform(session, row.id, "give", {"given_on": TODAY, "people": 2}, actor=officer, now=clock())
    found = queries.counts(session, aid.LEDGER, officer, tree, today=later)
    assert (found["overdue"], found["open"]) == (0, 1)
    assert queries.as_entry(row).runs_to is None
