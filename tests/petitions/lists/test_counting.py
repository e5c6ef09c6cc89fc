"""Counts that are asked for at once are those that each would be by itself."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from petitions.lists import counting
from petitions.models import Petition
from petitions.workflow import State


def test_each_part_is_counted_by_itself_and_only_among_what_is_known(casework: Any) -> None:
    for state in (State.FILED, State.FILED, State.REGISTERED, State.CLOSED):
        petition, _key = casework.lead_to(state)
    parts = {
        "filed": [Petition.state == State.FILED],
        "whole": [],
        "none": [Petition.state == State.FILED, Petition.id == petition.id],
    }

    known = Petition.state != State.CLOSED
    assert counting.along_indexes(casework.session, known, parts) == {"filed": 2, "whole": 3, "none": 0}
    walked = {name: part or [sa.true()] for name, part in parts.items()}
    assert counting.in_one_walk(casework.session, [known], walked) == {"filed": 2, "whole": 3, "none": 0}
