"""The demonstration's enterprise stands as it was written down, and everybody gets in with the printed pass phrase."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Account, Unit
from demo.enterprise import OFFICES, PASSWORD, PEOPLE, UNITS
from tests.demo.conftest import Demonstration
from vault.models import ReadingGroup
from vault.reading_groups import member_ids


def test_every_unit_and_everybody_is_there(filled: Session) -> None:
    units = filled.execute(sa.select(Unit.name, Unit.headcount)).all()
    people = filled.execute(sa.select(Account.username, Account.name)).all()

    assert sorted(map(tuple, units)) == sorted((name, headcount) for name, _parent, headcount in UNITS)
    assert sorted(map(tuple, people)) == sorted((username, name) for username, name, *_rest in PEOPLE)


def test_each_office_has_its_two_members_and_a_confirmed_recovery(filled: Session) -> None:
    names = dict(filled.execute(sa.select(Account.id, Account.username)).all())
    offices = {each.kind: each for each in filled.execute(sa.select(ReadingGroup)).scalars()}

    assert set(offices) == {kind for kind, _members in OFFICES}
    for kind, members in OFFICES:
        assert {names[each] for each in member_ids(filled, offices[kind].id)} == set(members)
        assert offices[kind].recovery_confirmed_on


def test_the_printed_pass_phrase_lets_everybody_in(demonstration: Demonstration) -> None:
    demonstration.app.config["WTF_CSRF_ENABLED"] = False
    for username, *_rest in PEOPLE:
        answer = demonstration.app.test_client().post("/sign-in", data={"username": username, "password": PASSWORD})
        assert answer.status_code == 302, username
