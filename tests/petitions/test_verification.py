"""Histories are checked against what the database holds, and whatever was altered is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from petitions import chain, conduct, queries, verification
from petitions.models import CaseEvent, Message, Petition
from petitions.workflow import Action, State
from vault import seal


def case_of(casework: Any, state: State = State.CLOSED) -> Petition:
    petition, _key = casework.lead_to(state)
    return petition


def test_a_tampered_history_is_found(casework: Any) -> None:
    petition, _key = casework.lead_to(State.CLOSED)
    event = casework.session.get_one(CaseEvent, (petition.id, 3))
    event.day = date(2026, 11, 1)
    casework.session.flush()

    broken, checked = verification.broken_cases(casework.session)

    assert checked == 1
    assert broken == [(petition.number, "step 3 does not follow from the step before")]


def test_a_swapped_text_is_found_by_whoever_holds_the_key(casework: Any) -> None:
    """Re-sealing does not break the chain, and another text under the right key does."""
    petition, key = casework.file()
    first = queries.events(casework.session, petition.id)[0]
    message = casework.session.query(Message).filter_by(petition_id=petition.id).one()
    place = conduct.message_place(petition.id, 1)
    text = seal.open_text(key, message.sealed, place)
    message.sealed = seal.seal_text(key, text, place)

    assert first.content == chain.content_digest(key, seal.open_text(key, message.sealed, place))
    assert first.content != chain.content_digest(key, text + "。")


def test_a_step_taken_out_of_the_end_is_found(casework: Any) -> None:
    petition = case_of(casework)
    casework.session.delete(casework.session.get_one(CaseEvent, (petition.id, petition.version)))
    casework.session.flush()

    assert verification.broken_cases(casework.session)[0] == [(petition.number, "the last steps are missing")]


def test_a_state_set_behind_the_history_is_found(casework: Any) -> None:
    petition = case_of(casework)
    petition.state = State.ARCHIVED
    casework.session.flush()

    ((number, reason),) = verification.broken_cases(casework.session)[0]

    assert number == petition.number
    assert "the history ends in" in reason


def test_a_forged_history_that_the_table_does_not_know_is_found(casework: Any) -> None:
    """Somebody who can write the database can link a chain anew; a step that was never allowed still shows."""
    petition = case_of(casework, State.REGISTERED)
    events = queries.events(casework.session, petition.id)
    events[1].action = Action.CLOSE
    steps = [queries.step(event) for event in events]
    events[1].digest = petition.head = chain.link(events[0].digest, petition.number, steps[1])

    assert "table of transitions" in verification.what_is_wrong(petition, events)


def test_many_cases_are_walked_in_batches(casework: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "BATCH", 2)
    for _each in range(5):
        casework.file()

    assert verification.broken_cases(casework.session) == ([], 5)
