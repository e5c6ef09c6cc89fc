"""Everything open that somebody holds is listed and handed on at once; what would be a conflict stays and is named."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.roles import Role
from ledgers import operations as ledger_operations
from ledgers import queries as ledger_queries
from ledgers import risks
from petitions.handover import leaving
from petitions.kinds import Kind
from petitions.models import Exclusion
from petitions.workflow import State
from web.errors import Refusal


def _row(session: Session, casework: Any, owner: str) -> int:
    enterprise = casework.enterprise
    contents = {
        "title": "岗位合并",
        "kind": "reform",
        "unit": enterprise.units["一车间"],
        "demands": "讲清",
        "owner": enterprise.people[owner].id,
    }
    code = next(each.code for each in risks.LEDGER.columns if each.place and each.place.value == "owner_id")
    contents[code] = contents.pop("owner")
    return ledger_operations.add(
        session, risks.LEDGER.name, contents, actor=enterprise.people["officer"], now=casework.clock()
    ).id


def test_all_of_it_goes_over_in_one_step_and_a_conflict_stays(session: Session, casework: Any) -> None:
    successor = casework.add_person("handler2", "孙悦", Role.HANDLER, "生产一部")
    officer, handler = (casework.enterprise.people[each] for each in ("officer", "handler"))
    free, _key = casework.lead_to(State.INVESTIGATING)
    drafted, _key = casework.lead_to(State.DRAFTED)
    stays, _key = casework.lead_to(State.ASSIGNED)
    session.add(Exclusion(petition_id=stays.id, account_id=successor.id))
    closed, _key = casework.lead_to(State.CLOSED)
    row_id = _row(session, casework, "handler")
    held = leaving.held(session, handler.id, officer)
    assert {each.id for each in held} == {free.id, drafted.id, stays.id}
    assert all(each.roles == ("承办人",) for each in held)
    assert leaving.holds_anything(session, handler.id)
    results = leaving.hand_all(session, handler.id, successor.id, actor=officer, now=casework.clock())
    left = [each for each in results if not each.is_done]
    assert [(each.number, bool(each.sentence)) for each in left] == [(stays.number, True)]
    assert len(results) == 4
    assert (free.handler_id, drafted.handler_id, stays.handler_id) == (successor.id, successor.id, handler.id)
    assert closed.handler_id == handler.id
    entry = next(each for each in ledger_queries.every(session, risks.LEDGER) if each.id == row_id)
    assert entry.owner_id == successor.id
    assert [each.id for each in leaving.held(session, handler.id, officer)] == [stays.id]


def test_an_office_sees_and_hands_on_only_its_own(session: Session, casework: Any) -> None:
    people = casework.enterprise.people
    casework.lead_to(State.ASSIGNED)
    casework.file(Kind.ACCUSATION)
    assert [(each.name, each.cases) for each in leaving.holders(session, people["officer"])] == [("张伟", 1)]
    assert leaving.holders(session, people["inspector"]) == []
    assert leaving.held(session, people["handler"].id, people["inspector"]) == []
    with pytest.raises(Refusal):
        leaving.hand_all(
            session, people["handler"].id, people["handler"].id, actor=people["officer"], now=casework.clock()
        )


def test_whoever_holds_nothing_holds_nothing(session: Session, casework: Any) -> None:
    assert not leaving.holds_anything(session, casework.enterprise.people["handler"].id)
    _row(session, casework, "handler")
    assert leaving.holds_anything(session, casework.enterprise.people["handler"].id)
