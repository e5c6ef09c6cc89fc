"""A step is done to several cases, each for itself: what is refused changes nothing and holds up no other."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.models import RoleAssignment
from accounts.roles import Role
from petitions import queries
from petitions.desk import bulk
from petitions.desk.bulk import Doing, Order
from petitions.models import CaseNote, Petition
from petitions.workflow import Action, State
from vault import subject_keys


@pytest.fixture
def apart(casework: Any) -> bulk.Apart:
    """Savepoints, so that a test sees in one session what the product does in many."""

    def own() -> AbstractContextManager[Session]:
        return Nested(casework.session)

    return own


class Nested:
    def __init__(self, session: Session) -> None:
        self.session = session

    def __enter__(self) -> Session:
        self.nested = self.session.begin_nested()
        self.nested.__enter__()
        return self.session

    def __exit__(self, *raised: Any) -> Any:
        return self.nested.__exit__(*raised)


def order(casework: Any, doing: Doing = Doing.ASSIGN, **given: Any) -> Order:
    people = casework.enterprise.people
    usual = {"handler_id": people["handler"].id, "text": "月底前答复。"} if doing is Doing.ASSIGN else {}
    units = given.pop("unit_ids", frozenset())
    return Order(doing, usual | given, units)


def pairs(cases: tuple[Any, ...]) -> list[bulk.Chosen]:
    return [each if isinstance(each, tuple) else (each.id, each.version) for each in cases]


def do(casework: Any, apart: bulk.Apart, what: Order, *cases: Any, who: str = "officer") -> list[bulk.Result]:
    return bulk.do_each(apart, pairs(cases), what, actor=casework.enterprise.people[who], now=casework.clock())


def attempt(casework: Any, apart: bulk.Apart, what: Order, *cases: Any) -> list[bulk.Result]:
    return bulk.try_each(apart, pairs(cases), what, actor=casework.enterprise.people["officer"], now=casework.clock())


def test_each_case_is_given_with_its_key_and_what_was_asked(casework: Any, apart: bulk.Apart) -> None:
    cases = [casework.lead_to(State.ACCEPTED)[0] for _each in range(3)]

    results = do(casework, apart, order(casework), *cases)

    assert [(each.number, each.is_done) for each in results] == [(each.number, True) for each in cases]
    handler = casework.enterprise.people["handler"]
    assert {each.sentence for each in results} == {f"交给{handler.name}"}
    for each in cases:
        assert (each.state, each.handler_id) == (State.ASSIGNED, handler.id)
        assert handler.id in subject_keys.readers(casework.session, queries.subject(each.id))
    assert casework.session.query(CaseNote).count() == 3


def test_trying_says_what_doing_would_say_and_keeps_nothing(casework: Any, apart: bulk.Apart) -> None:
    early, _ = casework.lead_to(State.REGISTERED)
    stale, _ = casework.lead_to(State.ACCEPTED)
    ready, _ = casework.lead_to(State.ACCEPTED)
    cases = (early, (stale.id, stale.version - 1), (404, 1), ready)
    steps = [len(queries.events(casework.session, each.id)) for each in (early, stale, ready)]

    tried = attempt(casework, apart, order(casework), *cases)

    casework.session.expire_all()
    assert [len(queries.events(casework.session, each.id)) for each in (early, stale, ready)] == steps
    assert casework.session.query(CaseNote).count() == 0
    assert tried == do(casework, apart, order(casework), *cases)


def test_what_is_refused_says_why_and_holds_up_no_other(casework: Any, apart: bulk.Apart) -> None:
    early, _ = casework.lead_to(State.REGISTERED)
    stale, _ = casework.lead_to(State.ACCEPTED)
    ready, _ = casework.lead_to(State.ACCEPTED)

    results = do(casework, apart, order(casework), early, (stale.id, stale.version - 1), (404, 1), ready)

    assert [each.is_done for each in results] == [False, False, False, True]
    assert "待受理" in results[0].sentence
    assert "刚刚有人处理过" in results[1].sentence
    assert results[2] == bulk.Result(404, "", False, str(bulk.NOT_THERE))
    assert (early.state, stale.state, ready.state) == (State.REGISTERED, State.ACCEPTED, State.ASSIGNED)


def test_sending_the_same_twice_does_nothing_twice(casework: Any, apart: bulk.Apart) -> None:
    case, _ = casework.lead_to(State.ACCEPTED)
    seen = (case.id, case.version)
    do(casework, apart, order(casework), seen)

    again = do(casework, apart, order(casework), seen)

    assert [each.is_done for each in again] == [False]
    assert [event.action for event in queries.events(casework.session, case.id)].count(Action.ASSIGN) == 1


def test_a_unit_spreads_cases_over_whoever_has_the_fewest(casework: Any, apart: bulk.Apart) -> None:
    other = casework.add_person("handler3", "方圆", Role.HANDLER, "三车间")
    handler = casework.enterprise.people["handler"]
    tree = accounts.unit_tree(casework.session)
    top = frozenset(tree.subtree(casework.enterprise.units["岱山能源集团"]))
    cases = [casework.lead_to(State.ACCEPTED)[0] for _each in range(4)]
    what = order(casework, Doing.ASSIGN_UNIT, unit_ids=top, text="")
    tried = attempt(casework, apart, what, *cases)

    results = do(casework, apart, what, *cases)

    assert tried == results
    able = {each.id for each in bulk.handlers(casework.session, casework.enterprise.people["officer"])}
    assert {handler.id, other.id} <= able
    given = [each.handler_id for each in cases]
    assert len(set(given)) == len(given) or len(able) < 4
    nobody = do(casework, apart, order(casework, Doing.ASSIGN_UNIT, unit_ids=frozenset()), cases[0])
    assert nobody[0].sentence == str(bulk.NOBODY_THERE)


def test_a_unit_is_the_one_that_was_chosen_where_its_handler_has_two(casework: Any, apart: bulk.Apart) -> None:
    units, other = casework.enterprise.units, casework.add_person("handler3", "方圆", Role.HANDLER, "三车间")
    casework.session.add(RoleAssignment(account_id=other.id, role=Role.HANDLER, unit_id=units["四车间"]))
    cases = [casework.lead_to(State.ACCEPTED)[0] for _each in range(2)]
    for case, unit in zip(cases, ("三车间", "四车间"), strict=True):
        do(casework, apart, order(casework, Doing.ASSIGN_UNIT, unit_ids=frozenset({units[unit]}), text=""), case)

    assert [(each.handler_id, each.handling_unit_id) for each in cases] == [
        (other.id, units["三车间"]),
        (other.id, units["四车间"]),
    ]


def test_cases_are_registered_as_they_came_or_under_one_category_accepted_and_nudged(
    casework: Any, apart: bulk.Apart
) -> None:
    first, second = (casework.file()[0] for _each in range(2))
    do(casework, apart, order(casework, Doing.REGISTER, category=""), first)
    do(casework, apart, order(casework, Doing.REGISTER, category="safety"), second)
    assert [(each.state, each.category) for each in (first, second)] == [
        (State.REGISTERED, "pay"),
        (State.REGISTERED, "safety"),
    ]
    accepted = order(casework, Doing.ACCEPT, text="")
    assert all(each.is_done for each in do(casework, apart, accepted, first, second))
    nudge = order(casework, Doing.NUDGE, text="请抓紧。")
    assert [each.is_done for each in do(casework, apart, nudge, first)] == [True]
    # Too soon for another one, and said so beforehand.
    assert "刚催办过" in attempt(casework, apart, nudge, first)[0].sentence


def test_what_speaks_against_a_step_is_said_before_anything_is_filled_in(casework: Any) -> None:
    ready, _ = casework.lead_to(State.ACCEPTED)
    early, _ = casework.lead_to(State.FILED)
    officer = casework.enterprise.people["officer"]

    found = bulk.barriers(casework.session, [ready.id, early.id], Doing.ASSIGN, officer)

    assert list(found) == [early.id]
    assert "待登记" in found[early.id]


def test_somebody_who_may_not_handle_it_is_refused_case_by_case(casework: Any, apart: bulk.Apart) -> None:
    case, _ = casework.lead_to(State.ACCEPTED)

    results = do(casework, apart, order(casework, handler_id=casework.enterprise.people["leader"].id), case)

    assert not results[0].is_done
    assert "请另选一位" in results[0].sentence
    assert casework.session.get(Petition, case.id).handler_id is None


def test_a_case_one_may_not_know_of_is_not_there(casework: Any, apart: bulk.Apart) -> None:
    case, _ = casework.lead_to(State.ACCEPTED)

    results = do(casework, apart, order(casework), case, who="inspector")

    assert results == [bulk.Result(case.id, "", False, str(bulk.NOT_THERE))]


def test_a_database_that_is_busy_ends_nothing_half_way(casework: Any, apart: bulk.Apart) -> None:
    first, second = (casework.lead_to(State.ACCEPTED)[0] for _each in range(2))
    turns = iter((True, False))

    def busy() -> AbstractContextManager[Session]:
        if next(turns):
            raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
        return apart()

    results = do(casework, busy, order(casework), first, second)

    assert (results[0].is_done, results[0].sentence) == (False, str(bulk.BUSY))
    assert (first.state, second.state) == (State.ACCEPTED, State.ASSIGNED)


def test_boxes_are_read_each_once_and_nonsense_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bulk.chosen(["7.2", "x", "8", "9.1", "7.3", "1.²", f"{2**63}.1"]) == [(7, 3), (9, 1)]
    monkeypatch.setattr(bulk, "MOST", 1)
    assert bulk.chosen(["7.2", "9.1"]) == [(7, 2)]


def test_accusations_stay_among_inspectors(casework: Any) -> None:
    people = casework.enterprise.people

    offered = {
        who: {each.name for each in bulk.handlers(casework.session, people[who])} for who in ("officer", "inspector")
    }

    assert people["handler"].name in offered["officer"]
    assert people["inspector"].name not in offered["officer"]
    assert offered["inspector"] == {people["inspector"].name, people["inspector2"].name}
