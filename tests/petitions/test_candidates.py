"""Who may be given a step, and who never."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Account, RoleAssignment
from accounts.people import Assignment, Person
from accounts.roles import Role
from petitions import candidates
from petitions.models import Exclusion
from petitions.workflow import Action, State
from web.errors import Refusal


def test_nobody_approves_their_own_opinion(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    given = dict(casework.way(State.DRAFTED)[-1][2], approver_id=casework.enterprise.people["handler"].id)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.DRAFT, "handler", **given)

    assert refused.value.field == "approver_id"


def test_whoever_a_case_concerns_is_never_its_handler_or_approver(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.ACCEPTED)
    casework.session.add_all(
        Exclusion(petition_id=petition.id, account_id=people[each].id) for each in ("handler", "leader")
    )
    casework.session.flush()

    assert people["handler"].id not in {each.id for each in candidates.handler_choices(casework.session, petition)}
    assert people["leader"].id not in {each.id for each in candidates.approver_choices(casework.session, petition)}
    with pytest.raises(Refusal):
        casework.do(petition, Action.ASSIGN, "officer", handler_id=people["handler"].id)


def test_a_handler_whose_account_was_closed_is_replaced(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.INVESTIGATING)
    casework.session.get_one(Account, people["handler"].id).active = False
    casework.session.flush()

    with pytest.raises(Refusal):
        casework.do(petition, Action.ASSIGN, "officer", handler_id=people["handler"].id)
    casework.do(petition, Action.ASSIGN, "officer", handler_id=people["officer"].id)

    assert petition.handler_id == people["officer"].id


def test_a_reviewer_had_no_part_in_the_answer(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REVIEWED)
    people = casework.enterprise.people

    offered = {each.id for each in candidates.reviewer_choices(casework.session, petition)}

    assert offered == {people["leader3"].id}


def test_the_offices_offered_are_others_of_the_same_kind_with_readers_left(casework: Any) -> None:
    petition, _key = casework.file()
    assert candidates.office_choices(casework.session, petition) == []
    second = casework.second_office()

    offered = candidates.office_choices(casework.session, petition)

    assert [each.group_id for each in offered] == [second]


def test_somebody_who_is_not_among_the_choices_is_refused_at_the_field() -> None:
    with pytest.raises(Refusal) as refused:
        candidates.pick([], 7, candidates.NOT_A_LEADER, "leader_id")

    assert refused.value.field == "leader_id"


def test_what_concerns_a_units_leader_is_not_handled_by_that_leaders_people(casework: Any) -> None:
    inside = casework.add_person("handler3", "钱进", Role.HANDLER, "三车间")
    petition, _key = casework.file()
    assert inside.id in {each.id for each in candidates.handler_choices(casework.session, petition)}
    petition.concerns_leader = True
    left = {each.id for each in candidates.handler_choices(casework.session, petition)}
    assert inside.id not in left
    assert casework.enterprise.people["handler"].id in left


def two_units(casework: Any) -> tuple[Person, list[int]]:
    """A handler who answers for 三车间 and for 生产一部, and the two units in the order of their ids."""
    person, units = casework.add_person("handler3", "钱进", Role.HANDLER, "三车间"), casework.enterprise.units
    casework.session.add(RoleAssignment(account_id=person.id, role=Role.HANDLER, unit_id=units["生产一部"]))
    casework.session.flush()
    return person, sorted([units["三车间"], units["生产一部"]])


def test_whoever_answers_for_two_units_takes_a_case_for_the_one_that_was_said(casework: Any) -> None:
    person, units = two_units(casework)
    for unit in units:
        petition, _key = casework.lead_to(State.ACCEPTED)
        casework.do(petition, Action.ASSIGN, "officer", handler_id=person.id, handling_unit_id=unit)
        assert (petition.handler_id, petition.handling_unit_id) == (person.id, unit)

    with pytest.raises(Refusal) as refused:
        candidates.handling_unit(person, casework.enterprise.units["机关"], "handler_id")

    assert refused.value.field == "handler_id"


def test_who_answers_for_a_unit_in_several_roles_handles_for_those_of_a_handler() -> None:
    officer = Assignment(Role.OFFICER, 1)
    assert candidates.units_of(Person(7, "", (officer, Assignment(Role.HANDLER, 3)))) == [3]
    assert candidates.units_of(Person(7, "", (Assignment(Role.HANDLER, 4), Assignment(Role.HANDLER, 3)))) == [3, 4]
    assert candidates.units_of(Person(7, "", (Assignment(Role.INSPECTOR, 2), officer))) == [1]


def test_one_of_two_units_is_enough_to_be_the_leaders_people(casework: Any) -> None:
    person, _units = two_units(casework)
    petition, _key = casework.file()
    petition.concerns_leader = True
    assert person.id not in {each.id for each in candidates.handler_choices(casework.session, petition)}
