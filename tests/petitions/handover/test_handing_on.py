"""What somebody who leaves had to do goes to a successor with its key, in one case, without a conflict of interest."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.models import RoleAssignment
from accounts.roles import Role
from petitions import queries, reach
from petitions.models import Exclusion, Petition
from petitions.workflow import Action, CaseRole, State
from vault import subject_keys
from web.errors import Refusal


def hand(casework: Any, petition: Petition, leaving: str, successor: str) -> None:
    people = casework.enterprise.people
    given = {"leaving_id": people[leaving].id, "successor_id": people[successor].id}
    casework.do(petition, Action.HAND_ON, "officer", **given)


def readers(casework: Any, petition: Petition) -> frozenset[int]:
    return subject_keys.readers(casework.session, queries.subject(petition.id))


def test_the_step_and_its_key_go_to_the_successor(session: Session, casework: Any) -> None:
    casework.add_person("handler2", "孙悦", Role.HANDLER, "生产一部")
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.INVESTIGATING)
    hand(casework, petition, "handler", "handler2")
    assert (petition.handler_id, petition.state) == (people["handler2"].id, State.INVESTIGATING)
    assert petition.handling_unit_id == casework.enterprise.units["生产一部"]
    assert people["handler2"].id in readers(casework, petition)
    assert people["handler"].id not in readers(casework, petition)
    assert reach.roles(session, petition, people["handler2"]) == {CaseRole.HANDLER}
    casework.do(petition, Action.ASK, "handler2", text="请补充。")


def test_whoever_was_two_things_hands_on_both(casework: Any) -> None:
    casework.more_leaders()
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.DRAFTED)
    casework.do(petition, Action.SPONSOR, "officer", leader_id=people["leader"].id)
    hand(casework, petition, "leader", "leader2")
    assert (petition.approver_id, petition.sponsor_id) == (people["leader2"].id,) * 2
    assert people["leader"].id not in readers(casework, petition)


def test_nobody_takes_over_what_they_may_not_have(session: Session, casework: Any) -> None:
    casework.more_leaders()
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.DRAFTED)
    before = readers(casework, petition)
    session.add(Exclusion(petition_id=petition.id, account_id=people["leader3"].id))
    session.flush()
    for leaving, successor in (
        ("leader", "leader3"),  # excluded
        ("leader", "handler"),  # would approve what they wrote
        ("handler", "leader"),  # no handler
        ("leader", "inspector"),  # another queue
        ("leader2", "leader"),  # holds nothing
        ("leader", "leader"),
    ):
        step = session.begin_nested()
        with pytest.raises(Refusal):
            hand(casework, petition, leaving, successor)
        step.rollback()
    assert readers(casework, petition) == before


def test_an_approver_who_could_handle_does_not_get_both(session: Session, casework: Any) -> None:
    person = casework.add_person("both", "郑和", Role.LEADER, "岱山能源集团")
    session.add(
        RoleAssignment(account_id=person.id, role=Role.HANDLER, unit_id=casework.enterprise.units["岱山能源集团"])
    )
    session.flush()
    petition, _key = casework.lead_to(State.INVESTIGATING)
    casework.do(petition, Action.SPONSOR, "officer", leader_id=person.id)
    step = session.begin_nested()
    with pytest.raises(Refusal):
        hand(casework, petition, "handler", "both")
    step.rollback()
    assert petition.handler_id == casework.enterprise.people["handler"].id


def test_a_successor_who_answers_for_the_unit_too_keeps_it(session: Session, casework: Any) -> None:
    successor = casework.add_person("handler2", "孙悦", Role.HANDLER, "生产一部")
    petition, _key = casework.lead_to(State.INVESTIGATING)
    unit = petition.handling_unit_id
    session.add(RoleAssignment(account_id=successor.id, role=Role.HANDLER, unit_id=unit))
    session.flush()
    hand(casework, petition, "handler", "handler2")
    assert (petition.handler_id, petition.handling_unit_id) == (successor.id, unit)
