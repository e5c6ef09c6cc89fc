"""Keepers see the requests that their key opens, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from petitions.identity import operations as identity_operations
from petitions.identity import queries as identity_queries


def test_each_keeper_sees_what_their_office_keeps_and_nobody_else_does(casework: Any) -> None:
    petition, _key = casework.file_confidential()
    people, today = casework.enterprise.people, casework.clock().date()
    given = {"reason": "核对考勤。", "actor": people["officer"], "now": casework.clock()}
    request = identity_operations.ask(casework.session, petition.id, **given)

    for who in ("keeper", "keeper2"):
        listed = identity_queries.for_keeper(casework.session, people[who].id)
        assert [(row.id, number) for row, number in listed] == [(request.id, petition.number)]
        assert identity_queries.waiting(casework.session, people[who].id, today) == 0
        assert identity_queries.waiting(casework.session, people[who].id, today + timedelta(days=4)) == 1
    for who in ("admin", "officer", "handler", "leader", "inspector"):
        assert identity_queries.for_keeper(casework.session, people[who].id) == []
