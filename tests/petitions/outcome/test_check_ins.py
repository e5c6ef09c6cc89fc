"""Whether anybody takes revenge is asked after thirty and ninety days, and once each."""

from __future__ import annotations

from typing import Any

from petitions import queries
from petitions.workflow import Action, State
from web.errors import Refusal


def test_the_petitioner_is_asked_after_thirty_and_ninety_days_and_once_each(casework: Any) -> None:
    petition, key = casework.lead_to(State.ARCHIVED)
    answers = []
    for days in (29, 1, 1, 58, 1, 1):
        casework.clock.advance(days=days)
        try:
            casework.do(petition, Action.CHECK_IN, None, key=key, pressed=False)
            answers.append(days)
        except Refusal:
            answers.append(None)

    assert answers == [None, 1, None, None, 1, None]
    assert set(queries.check_ins(casework.session, petition.id)) == {1, 2}
    assert petition.alarm_on is None
