"""Who may be given a step, and who never."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Account
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
