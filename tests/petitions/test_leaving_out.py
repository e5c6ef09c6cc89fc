"""An alarm goes past whoever is named in it, and somebody is always left to read it."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Account
from accounts.roles import Role
from petitions import queries, reach
from petitions.models import Petition
from petitions.workflow import Action, State
from vault import reading_groups, subject_keys
from web.errors import Missing, Refusal


def can_open(casework: Any, petition: Petition) -> set[str]:
    """The names of everybody whose key opens the case now."""
    readers = subject_keys.readers(casework.session, queries.subject(petition.id))
    return {name for name, person in casework.enterprise.people.items() if person.id in readers}


def check_in(casework: Any, petition: Petition, key: bytes, *named: str) -> None:
    ids = [casework.enterprise.people[each].id for each in named]
    casework.do(petition, Action.CHECK_IN, None, key=key, pressed=True, named=ids, text="他们找我谈话。")


def test_an_alarm_goes_past_the_leader_it_names(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    casework.do(petition, Action.SPONSOR, "officer", leader_id=casework.enterprise.people["leader"].id)
    casework.clock.advance(days=31)

    check_in(casework, petition, key, "leader")

    assert can_open(casework, petition) == {"officer", "officer2"}
    assert petition.sponsor_id is None
    assert reach.roles(casework.session, petition, casework.enterprise.people["leader"]) == frozenset()


def test_an_officer_it_names_loses_key_number_and_count_while_two_others_read_on(casework: Any) -> None:
    third = casework.add_person("officer5", "吴刚", Role.OFFICER, "岱山能源集团")
    union, people = casework.enterprise.groups["union"], casework.enterprise.people
    reading_groups.admit(casework.session, union, third.id, by=people["officer"].keys, now=casework.clock())
    petition, key = casework.lead_to(State.REPLIED)
    casework.clock.advance(days=31)

    check_in(casework, petition, key, "officer")

    assert can_open(casework, petition) == {"officer2", "officer5"}
    assert petition.group_id == union
    with pytest.raises(Missing):
        casework.do(petition, Action.PROTECT, "officer", text="没有的事。")
    casework.do(petition, Action.PROTECT, "officer2", text="已核实、已制止。")


def test_with_fewer_than_two_left_the_next_body_reads_on(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    casework.clock.advance(days=31)

    check_in(casework, petition, key, "officer")

    assert petition.group_id == casework.enterprise.groups["discipline"]
    assert can_open(casework, petition) == {"inspector", "inspector2"}


def test_somebody_who_may_no_longer_sign_in_is_not_one_of_the_two_left(casework: Any) -> None:
    third = casework.add_person("officer5", "吴刚", Role.OFFICER, "岱山能源集团")
    union, people = casework.enterprise.groups["union"], casework.enterprise.people
    reading_groups.admit(casework.session, union, third.id, by=people["officer"].keys, now=casework.clock())
    petition, key = casework.lead_to(State.REPLIED)
    casework.session.get_one(Account, third.id).active = False
    casework.clock.advance(days=31)

    check_in(casework, petition, key, "officer")

    assert petition.group_id == casework.enterprise.groups["discipline"]


def test_with_nobody_left_nothing_is_kept_and_the_petitioner_learns_where_to_go(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    casework.clock.advance(days=31)

    with pytest.raises(Refusal) as refused:
        check_in(casework, petition, key, "officer", "inspector")

    assert refused.value.field == "named"
    assert "当面反映" in str(refused.value.message)
