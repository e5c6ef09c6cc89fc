"""Several cases are given to one handler, each for itself: what is refused changes nothing and holds up no other."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import queries
from petitions.desk import bulk
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


def give(casework: Any, apart: bulk.Apart, *cases: Any, who: str = "officer", **more: Any) -> list[bulk.Result]:
    chosen = [each if isinstance(each, tuple) else (each.id, each.version) for each in cases]
    people = casework.enterprise.people
    given = {"handler_id": people["handler"].id, "text": "月底前答复。", **more}
    return bulk.assign_each(apart, chosen, actor=people[who], now=casework.clock(), **given)


def test_each_case_is_given_with_its_key_and_what_was_asked(casework: Any, apart: bulk.Apart) -> None:
    cases = [casework.lead_to(State.ACCEPTED)[0] for _each in range(3)]

    results = give(casework, apart, *cases)

    assert [(each.number, each.is_done) for each in results] == [(each.number, True) for each in cases]
    handler = casework.enterprise.people["handler"].id
    for each in cases:
        assert (each.state, each.handler_id) == (State.ASSIGNED, handler)
        assert handler in subject_keys.readers(casework.session, queries.subject(each.id))
    assert casework.session.query(CaseNote).count() == 3


def test_what_is_refused_says_why_and_holds_up_no_other(casework: Any, apart: bulk.Apart) -> None:
    early, _ = casework.lead_to(State.REGISTERED)
    stale, _ = casework.lead_to(State.ACCEPTED)
    ready, _ = casework.lead_to(State.ACCEPTED)

    results = give(casework, apart, early, (stale.id, stale.version - 1), (404, 1), ready)

    assert [each.is_done for each in results] == [False, False, False, True]
    assert "待受理" in results[0].sentence
    assert "刚刚有人处理过" in results[1].sentence
    assert results[2] == bulk.Result(404, "", False, str(bulk.NOT_THERE))
    assert (early.state, stale.state, ready.state) == (State.REGISTERED, State.ACCEPTED, State.ASSIGNED)


def test_sending_the_same_twice_gives_nothing_twice(casework: Any, apart: bulk.Apart) -> None:
    case, _ = casework.lead_to(State.ACCEPTED)
    seen = (case.id, case.version)
    give(casework, apart, seen)

    again = give(casework, apart, seen)

    assert [each.is_done for each in again] == [False]
    assert [event.action for event in queries.events(casework.session, case.id)].count(Action.ASSIGN) == 1


def test_somebody_who_may_not_handle_it_is_refused_case_by_case(casework: Any, apart: bulk.Apart) -> None:
    case, _ = casework.lead_to(State.ACCEPTED)

    results = give(casework, apart, case, handler_id=casework.enterprise.people["leader"].id)

    assert not results[0].is_done
    assert "请另选一位" in results[0].sentence
    assert casework.session.get(Petition, case.id).handler_id is None


def test_a_case_one_may_not_know_of_is_not_there(casework: Any, apart: bulk.Apart) -> None:
    case, _ = casework.lead_to(State.ACCEPTED)

    assert give(casework, apart, case, who="inspector") == [bulk.Result(case.id, "", False, str(bulk.NOT_THERE))]


def test_boxes_are_read_each_once_and_nonsense_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bulk.chosen(["7.2", "x", "8", "9.1", "7.3", "1.²"]) == [(7, 3), (9, 1)]
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
