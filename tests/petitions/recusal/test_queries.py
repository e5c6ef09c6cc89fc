"""Whom a petitioner can ask to step back is said by what they are to the case."""

from __future__ import annotations

from typing import Any

from accounts.models import Account
from petitions.recusal import queries as recusals
from petitions.workflow import Action, State


def test_readers_are_listed_by_their_part_or_their_title(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    people = casework.enterprise.people
    readers = [(people[each].id, each) for each in ("officer", "handler", "officer2")]

    casework.session.get_one(Account, people["officer"].id).title = "工会干事"

    listed = recusals.by_part(casework.session, petition, readers)

    assert [recusals.has_step(petition, each) for each, _name in readers] == [False, True, False]
    assert [name for _id, name in listed] == ["officer（工会干事）", "handler（承办人）", "officer2（受理机构）"]


def test_outsiders_are_those_who_work_petitions_and_do_not_know_of_this_one(casework: Any) -> None:
    people = casework.enterprise.people
    out = {people["officer2"].id}

    found = {each.id for each in recusals.outsiders(casework.session, {people["officer"].id}, out)}

    assert people["handler"].id in found
    assert not found & {people["officer"].id, people["officer2"].id, people["admin"].id}


def test_what_is_decided_is_not_undecided(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    casework.do(petition, Action.ASK_RECUSAL, None, key=key, text="班长的弟弟也在查这件事。")
    assert len(recusals.undecided(casework.session, petition.id)) == 1

    casework.do(petition, Action.DECIDE_RECUSAL, "officer", stays_out=True, text="不会交给他办。")

    assert recusals.undecided(casework.session, petition.id) == []
    assert [each.stays_out for each in recusals.requests(casework.session, petition.id)] == [True]
