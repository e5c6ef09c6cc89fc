"""Each step keeps with the case what it made of it."""

from __future__ import annotations

from typing import Any

from petitions.outcome.disposal import Disposal
from petitions.workflow import Action, State


def test_a_case_given_out_is_charged_and_one_that_the_office_keeps_is_answered(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.ACCEPTED)
    assert petition.disposal is None

    casework.do(petition, Action.ASSIGN, "officer", handler_id=people["handler"].id)
    assert petition.disposal is Disposal.CHARGED
    casework.do(petition, Action.ASSIGN, "officer", handler_id=people["officer2"].id)
    assert petition.disposal is Disposal.ANSWERED
