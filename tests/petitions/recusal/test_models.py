"""A request to step back is decided one way or not at all, and nobody is asked twice."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from petitions.recusal.models import RecusalRequest
from petitions.workflow import State


@pytest.mark.parametrize("wrong", ["decided without a way", "asked twice"])
def test_a_request_that_cannot_be_is_not_stored(casework: Any, wrong: str) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    officer, today = casework.enterprise.people["officer"].id, casework.clock().date()
    request = {"petition_id": petition.id, "account_id": officer, "asked_on": today}
    casework.session.add(RecusalRequest(**request, message=2))
    more = {"decided_on": today, "account_id": None} if wrong == "decided without a way" else {}
    casework.session.add(RecusalRequest(**{**request, **more}, message=3))

    with pytest.raises(IntegrityError):
        casework.session.flush()
