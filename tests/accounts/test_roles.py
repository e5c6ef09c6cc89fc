"""Roles as data: who may do what, and what no one may do together."""

from __future__ import annotations

from accounts.roles import LABELS, ROLES, Role, may_combine, permissions


def test_every_role_has_a_name_and_reaches_the_desk() -> None:
    for role in Role:
        assert LABELS[role]
        assert {"desk", "account"} <= ROLES[role]


def test_the_administrator_reads_nothing_that_staff_wrote() -> None:
    assert not any(name.startswith(("petitions", "surveys", "identity")) for name in ROLES[Role.ADMIN])


def test_nobody_is_officer_and_identity_keeper() -> None:
    assert not may_combine({Role.OFFICER, Role.KEEPER})
    assert not may_combine({Role.OFFICER, Role.KEEPER, Role.LEADER})
    assert not may_combine({Role.INSPECTOR, Role.KEEPER})
    assert may_combine({Role.OFFICER, Role.LEADER})


def test_only_the_inspector_reaches_accusations() -> None:
    assert [role for role in Role if "petitions.discipline" in ROLES[role]] == [Role.INSPECTOR]


def test_permissions_add_up_over_roles() -> None:
    assert permissions({Role.LEADER, Role.HANDLER}) == ROLES[Role.LEADER] | ROLES[Role.HANDLER]
    assert permissions(set()) == frozenset()
