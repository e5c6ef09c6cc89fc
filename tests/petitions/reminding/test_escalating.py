"""An office names the leader for what is late for long; nobody else does, and nobody is named who may not be."""

from __future__ import annotations

from typing import Any

import pytest

from accounts import queries as accounts
from petitions.reminding import escalating
from petitions.reminding import queries as due_queries
from tests.fixtures import START
from web.errors import Missing, Refusal


def _name(casework: Any, office: str, leader: str | None, by: str) -> None:
    people, groups = casework.enterprise.people, casework.enterprise.groups
    leader_id = people[leader].id if leader else None
    escalating.name_leader(casework.session, groups[office], leader_id, actor=people[by], now=START)


def _named(casework: Any) -> dict[int, int]:
    return due_queries.leaders_named(casework.session, casework.enterprise.groups.values())


def test_an_office_names_changes_and_takes_back_its_leader(casework: Any) -> None:
    people, union = casework.enterprise.people, casework.enterprise.groups["union"]
    casework.more_leaders()
    _name(casework, "union", "leader", "officer")
    assert _named(casework) == {union: people["leader"].id}
    _name(casework, "union", "leader2", "officer2")
    assert _named(casework) == {union: people["leader2"].id}
    _name(casework, "union", None, "officer")
    assert _named(casework) == {}
    assert [each.action for each in accounts.audit_entries(casework.session)].count("escalation.leader") == 3


def test_another_office_does_not(casework: Any) -> None:
    for by in ("inspector", "leader", "handler", "admin"):
        with pytest.raises(Missing):
            _name(casework, "union", "leader", by)


def test_only_a_leader_who_works_that_kind_of_matter_is_named(casework: Any) -> None:
    for office, by, wrong in (("union", "officer", "handler"), ("union", "officer", "inspector")):
        with pytest.raises(Refusal):
            _name(casework, office, wrong, by)
    with pytest.raises(Refusal):
        _name(casework, "discipline", "leader", "inspector")
    _name(casework, "discipline", "inspector2", "inspector")
