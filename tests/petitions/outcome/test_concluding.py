"""Whether a case is at its end is read from its history, its clocks and what was recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from petitions.models import Petition
from petitions.outcome import concluding
from petitions.outcome.conclusion import Conclusion
from petitions.workflow import Action, State


def why(casework: Any, petition: Petition) -> Conclusion | None:
    found = concluding.of(casework.session, petition, casework.clock().date())
    return found.why if found is not None else None


def test_a_closed_case_is_at_its_end_the_day_after_the_last_day_to_ask_for_a_review(casework: Any) -> None:
    petition, _key = casework.lead_to(State.CLOSED)
    until = concluding.rights_until(casework.session, petition.id)
    assert until is not None
    casework.clock.advance(days=(until - casework.clock().date()).days)
    assert why(casework, petition) is None

    casework.clock.advance(days=1)

    assert why(casework, petition) is Conclusion.LAPSED
    casework.do(petition, Action.REOPEN, "officer", reason="有新的证据。")
    assert why(casework, petition) is None


def test_a_second_review_ends_the_matter_at_once_and_doing_it_again_does_not(casework: Any) -> None:
    petition, _key = casework.lead_to(State.FINAL)
    assert why(casework, petition) is Conclusion.REREVIEWED

    casework.do(petition, Action.REOPEN, "officer", reason="上级要求重办。")

    assert why(casework, petition) is None


def test_what_is_answered_and_not_closed_is_not_at_its_end(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)
    casework.clock.advance(days=100)

    assert petition.replied_on is not None
    assert petition.replied_on + timedelta(days=90) < casework.clock().date()
    assert why(casework, petition) is None
