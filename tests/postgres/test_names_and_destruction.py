"""A story: a sealed name is granted and ends, and a case is destroyed, on PostgreSQL as on SQLite."""

from __future__ import annotations

import threading
from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from petitions import queries
from petitions.identity import operations as identity_operations
from petitions.identity import queries as identity_queries
from petitions.models import Petition
from petitions.retention import operations as retention_operations
from petitions.retention import queries as retention_queries
from petitions.workflow import Action, State
from tests.petitions.conftest import NAME, casework
from vault import subject_keys
from web import clock as product_clock

pytestmark = pytest.mark.postgres
__all__ = ["casework"]


def test_a_name_is_granted_read_and_taken_back_and_the_case_destroyed(casework: Any) -> None:
    petition, key = casework.file_confidential()
    session, people = casework.session, casework.enterprise.people
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    given = {"reason": "核对。", "urgency": "急。", "actor": people["officer"], "now": casework.clock()}
    request = identity_operations.ask(session, petition.id, **given)
    assert identity_queries.waiting(session, people["keeper"].id, casework.clock().date()) == 1
    identity_operations.decide(session, request.id, agrees=True, actor=people["keeper"], now=casework.clock())
    named = identity_operations.read(session, petition.id, request.id, actor=people["officer"], now=casework.clock())
    assert named.name == NAME
    casework.clock.advance(days=8)
    assert identity_operations.take_back(session, now=casework.clock()) == 1
    casework.follow(petition, key, [casework.declining()])
    assert retention_queries.endings(session, people["officer"], date(2031, 1, 1))

    casework.clock.set(datetime(2030, 1, 2, 9, tzinfo=product_clock.ZONE))
    assert retention_operations.destroy_due(session, now=casework.clock()) == (1, 1, 0)

    assert session.scalar(sa.select(Petition.number)).startswith("~")
    assert not subject_keys.readers(session, queries.subject(petition.id))


def test_a_hold_placed_while_the_destruction_waits_for_the_case_is_heard(casework: Any, database: Any) -> None:
    petition, _key = casework.lead_to(State.DECLINED)
    officer = casework.enterprise.people["officer"]
    casework.session.commit()
    later, done = datetime(2030, 1, 2, 9, tzinfo=product_clock.ZONE), []

    def destroy() -> None:
        with database.writing() as own, own.begin():
            done.append(retention_operations.destroy_due(own, now=later))

    with database.writing() as holding, holding.begin():
        case = holding.get_one(Petition, petition.id)
        retention_operations.place_hold(holding, case, reason="正在诉讼。", actor=officer, now=later)
        tick = threading.Thread(target=destroy)
        tick.start()
        tick.join(timeout=0.5)
    tick.join(timeout=60)

    assert done == [(0, 0, 0)]
    casework.session.expire_all()
    assert petition.purged_on is None
