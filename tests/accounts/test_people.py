"""A signed-in person: permissions and reach."""

from __future__ import annotations

from accounts.people import Assignment, Person
from accounts.roles import Role
from accounts.units import UnitRow, UnitTree

TREE = UnitTree([UnitRow(1, None, "集团"), UnitRow(2, 1, "一部"), UnitRow(3, 2, "一车间"), UnitRow(4, 1, "二部")])


def test_reach_is_the_subtree_of_each_role() -> None:
    person = Person(9, "王芳", (Assignment(Role.OFFICER, 2), Assignment(Role.LEADER, 4)))
    assert person.reach(TREE) == {2, 3, 4}
    assert person.reach(TREE, Role.OFFICER) == {2, 3}
    assert person.reach(TREE, Role.ADMIN) == set()


def test_all_of_it_is_reached_from_the_top_alone_and_in_a_role_that_may() -> None:
    assert Person(9, "王芳", (Assignment(Role.OFFICER, 1),)).reaches_all(TREE, "ledgers.write")
    assert not Person(9, "王芳", (Assignment(Role.OFFICER, 2), Assignment(Role.OFFICER, 4))).reaches_all(
        TREE, "ledgers.write"
    )
    assert not Person(9, "王芳", (Assignment(Role.OFFICER, 2), Assignment(Role.ADMIN, 1))).reaches_all(
        TREE, "ledgers.write"
    )


def test_what_a_person_may_do_comes_from_every_role() -> None:
    person = Person(9, "王芳", (Assignment(Role.HANDLER, 2), Assignment(Role.LEADER, 4)))
    assert person.can("petitions.handle")
    assert person.can("petitions.approve")
    assert not person.can("admin")


def test_keys_never_show_in_a_log_line() -> None:
    class Keys:
        def __repr__(self) -> str:
            return "PRIVATE"

    assert "PRIVATE" not in repr(Person(9, "王芳", (), Keys()))  # type: ignore[arg-type]
