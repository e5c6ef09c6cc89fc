"""The invented enterprise is large enough to show everything, and small in places where that matters."""

from __future__ import annotations

from accounts.roles import Role
from demo.enterprise import OFFICES, PEOPLE, UNITS


def test_it_is_large_and_has_a_unit_of_three() -> None:
    assert len(UNITS) >= 24
    assert 2_800 <= sum(people for _name, _parent, people in UNITS) <= 3_200
    assert 3 in {people for _name, _parent, people in UNITS}


def test_every_unit_stands_below_one_that_comes_before_it() -> None:
    names = [name for name, _parent, _people in UNITS]

    assert len(set(names)) == len(names)
    assert [parent for _name, parent, _people in UNITS].count(None) == 1
    assert all(parent in names[:place] for place, (_name, parent, _people) in enumerate(UNITS) if parent)


def test_every_role_has_somebody_and_every_office_two_people_of_its_own() -> None:
    usernames = [username for username, *_rest in PEOPLE]

    assert len(set(usernames)) == len(usernames)
    assert {row[3] for row in PEOPLE} == set(Role)
    assert {row[4] for row in PEOPLE} <= {name for name, _parent, _people in UNITS}
    members = [each for _kind, pair in OFFICES for each in pair]
    assert len(members) == len(set(members)) == 2 * len(OFFICES)
    assert set(members) <= set(usernames)
