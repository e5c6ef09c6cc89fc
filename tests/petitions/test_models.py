"""The database refuses cases that cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from petitions.workflow import State

IMPOSSIBLE: list[tuple[State, dict[str, Any], str]] = [
    (State.FILED, {"people": 0}, "at_least_one_person"),
    (State.FILED, {"state": State.ACCEPTED}, "handled_only_once_accepted"),
    (State.FILED, {"state": State.DECLINED}, "declined_on_a_ground"),
    (State.FILED, {"receipt_id": b"x"}, "receipt_opens_its_case"),
    (State.ASSIGNED, {"handler_id": None}, "handled_by_somebody"),
    (State.DRAFTED, {"approver_id": None}, "approved_by_somebody"),
    (State.REPLIED, {"outcome": None}, "answered_with_an_outcome"),
    (State.CLOSED, {"closed_on": None}, "closed_on_a_day"),
    (State.ACCEPTED, {"procedure": None}, "accepted_under_a_procedure"),
]


def test_the_database_refuses_what_cannot_be(casework: Any) -> None:
    for state, change, constraint in IMPOSSIBLE:
        petition, _key = casework.lead_to(state)
        savepoint = casework.session.begin_nested()
        for name, value in change.items():
            setattr(petition, name, value)
        with pytest.raises(IntegrityError) as refused:
            casework.session.flush()
        savepoint.rollback()
        assert constraint in str(refused.value.orig), change
