"""The list: what is due first on top, counted for its reader, along an index however long it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from petitions import reach, workflow
from petitions.lists import queue
from petitions.lists.filters import Filters
from petitions.models import Exclusion, Petition
from petitions.workflow import Action, State

TODAY = date(2026, 11, 24)


def numbers(casework: Any, who: str, filters: Filters, today: date = TODAY) -> list[str]:
    return [
        row.number for row in queue.page(casework.session, casework.enterprise.people[who], filters, today=today).rows
    ]


def test_what_is_due_first_is_on_top_and_what_has_no_clock_comes_last(casework: Any) -> None:
    answered, _ = casework.lead_to(State.REPLIED)
    accepted, _ = casework.lead_to(State.ACCEPTED)
    casework.clock.advance(days=2)
    later, _ = casework.file()
    casework.clock.advance(days=-2)
    sooner, _ = casework.file()

    assert numbers(casework, "officer", Filters()) == [each.number for each in (sooner, later, accepted, answered)]


def test_what_cannot_wait_stands_above_what_is_due_earlier_until_it_is_answered(casework: Any) -> None:
    first, _ = casework.file()
    casework.clock.advance(days=2)
    danger, _ = casework.file(urgent=True)

    assert numbers(casework, "officer", Filters()) == [danger.number, first.number]

    casework.follow(danger, b"", casework.way(State.REPLIED))

    assert numbers(casework, "officer", Filters()) == [first.number, danger.number]
    assert numbers(casework, "officer", Filters(view="urgent")) == []


def test_what_cannot_wait_is_counted_on_in_the_pages_that_follow(
    casework: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    filed = []
    for number in range(7):
        filed.append(casework.file(urgent=number in {3, 5, 6})[0].number)
        casework.clock.advance(days=1)
    expected = [filed[number] for number in (3, 5, 6, 0, 1, 2, 4)]
    for view in ("mine", "filed"):
        pages = [numbers(casework, "officer", Filters(view=view, page=page)) for page in (1, 2, 3, 4, 5)]
        assert pages == [expected[0:2], expected[2:4], expected[4:6], expected[6:7], []]


def test_each_view_holds_what_it_is_called(casework: Any) -> None:
    cases = {state: casework.lead_to(state)[0].number for state in State}
    today = date(2026, 12, 20)

    held = {view: set(numbers(casework, "officer", Filters(view=view), today)) for view in queue.VIEWS}

    def of(*states: State) -> set[str]:
        return {cases[state] for state in states}

    finished = workflow.FINISHED_STATES
    answered = workflow.ANSWERED_STATES
    # An objection waits for its sender, who is this officer.
    mine = {State.FILED, State.REGISTERED, State.OBJECTED, State.ACCEPTED, State.APPROVED} | answered
    everything = {petition.number for petition in casework.session.query(Petition)}
    assert held["mine"] >= of(*mine, State.REVIEW_ASKED, State.REREVIEW_ASKED)
    assert not held["mine"] & of(State.TRANSFERRED, State.ASSIGNED, State.DRAFTED, *finished)
    assert held["overdue"] >= of(State.FILED, State.REGISTERED, State.REVIEW_ASKED)
    assert held["answered"] == of(*answered)
    assert held["finished"] == of(*finished)
    assert held["open"] == everything - of(*answered, *finished)
    assert held["all"] == everything


def test_the_counts_are_those_of_the_lists(casework: Any) -> None:
    for state in State:
        casework.lead_to(state)
    petition, key = casework.lead_to(State.INVESTIGATING)
    casework.do(petition, Action.SAY, None, key=key, text="还有一件事。")
    today = date(2026, 12, 20)
    # Somebody left out of every second case counts the others, whatever they are to them.
    everything = casework.session.query(Petition).order_by(Petition.number).all()
    left_out = [casework.enterprise.people[who].id for who in ("officer2", "handler")]
    casework.session.add_all(
        Exclusion(petition_id=each.id, account_id=who) for each in everything[::2] for who in left_out
    )
    casework.session.flush()

    for who in ("officer", "officer2", "handler", "leader", "inspector", "admin"):
        counts = queue.counts(casework.session, casework.enterprise.people[who], today=today)

        assert counts == {view: len(numbers(casework, who, Filters(view=view), today)) for view in queue.VIEWS}, who


def test_what_a_handler_and_a_leader_have_to_do(casework: Any) -> None:
    cases = {state: casework.lead_to(state)[0].number for state in State}

    assert set(numbers(casework, "handler", Filters())) == {cases[State.ASSIGNED], cases[State.INVESTIGATING]}
    assert numbers(casework, "leader", Filters()) == [cases[State.DRAFTED]]
    assert numbers(casework, "keeper", Filters(view="all")) == []


def test_new_words_of_the_petitioner_bring_a_case_back(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)
    assert numbers(casework, "officer", Filters()) == []

    casework.do(petition, Action.SAY, None, key=key, text="还没有到账。")

    assert numbers(casework, "officer", Filters()) == [petition.number]


def test_filters_narrow_by_unit_category_day_and_number(casework: Any) -> None:
    early, _ = casework.file(category="safety")
    casework.clock.advance(days=5)
    late, _ = casework.file(category="pay")
    units = casework.enterprise.units

    def found(**asked: Any) -> set[str]:
        return set(numbers(casework, "officer", Filters(view="all", **asked)))

    assert found(categories=frozenset({"safety"})) == {early.number}
    assert found(unit_ids=frozenset({units["三车间"]})) == {early.number, late.number}
    assert found(unit_ids=frozenset({units["一车间"]})) == set()
    assert found(first=date(2026, 11, 26)) == {late.number}
    assert found(last=date(2026, 11, 26)) == {early.number}
    assert found(number=late.number[-12:].lower()) == {late.number}
    assert found(number="%") == found(number="_") == set()


def test_pages_follow_each_other_without_gap_or_repetition(casework: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    everything = {casework.file()[0].number for _each in range(7)}

    pages = [numbers(casework, "officer", Filters(view="open", page=number)) for number in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert {number for page in pages for number in page} == everything
    assert queue.page(
        casework.session, casework.enterprise.people["officer"], Filters(view="open"), today=TODAY
    ).has_more


def test_an_excluded_case_is_in_no_list_and_no_count(casework: Any) -> None:
    petition, _key = casework.file()
    officer = casework.enterprise.people["officer2"]
    casework.session.add(Exclusion(petition_id=petition.id, account_id=officer.id))
    casework.session.flush()

    assert numbers(casework, "officer2", Filters(view="all")) == []
    assert set(queue.counts(casework.session, officer, today=TODAY).values()) == {0}


def test_the_first_page_of_an_office_walks_an_index_and_sorts_nothing(casework: Any) -> None:
    """With 100,000 cases this is the difference between 2 and 700 milliseconds."""
    session, officer = casework.session, casework.enterprise.people["officer"]
    for view in queue.VIEWS:
        wanted = (
            sa.select(Petition.id, Petition.number)
            .where(reach.may_know(session, officer), *queue._conditions(session, officer, Filters(view=view), TODAY))
            .order_by(*queue._order(view))
            .limit(queue.PAGE + 1)
        )
        compiled = wanted.compile(session.get_bind(), compile_kwargs={"literal_binds": True})

        plan = [row[3] for row in session.execute(sa.text(f"EXPLAIN QUERY PLAN {compiled}".replace(":", "\\:")))]

        assert any("USING INDEX ix_petition_" in line or "COVERING INDEX" in line for line in plan), plan
        assert not any(line.startswith("SCAN petition") for line in plan), plan
