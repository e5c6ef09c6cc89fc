"""Histories are checked against what the database holds, and whatever was altered is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from database import random_id
from petitions import conduct, queries
from petitions.history import chain, verification
from petitions.models import CaseEvent, CaseNote, Message, Petition
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


def whole(casework: Any, petition: Petition, key: bytes) -> bool:
    session = casework.session
    session.expire_all()
    return verification.is_whole(session, petition, queries.events(session, petition.id), key)


def test_the_words_of_every_step_are_those_that_it_wrote(casework: Any) -> None:
    petition, key = casework.lead_to(State.FINAL)

    assert whole(casework, petition, key)
    assert not whole(casework, petition, seal.random_key())


@pytest.mark.parametrize("model", [Message, CaseNote])
def test_words_changed_by_somebody_who_has_the_key_and_the_database_are_found(casework: Any, model: Any) -> None:
    """An officer with the key seals another sentence in the place of what was written: the chain is untouched."""
    petition, key = casework.lead_to(State.CLOSED)
    place = conduct.message_place if model is Message else conduct.note_place
    for row in casework.session.scalars(sa.select(model).where(model.petition_id == petition.id)).all():
        kept = row.sealed
        row.sealed = seal.seal_text(key, "从来没有说过这句话。", place(petition.id, row.ordinal))
        casework.session.flush()
        assert not verification.what_is_wrong(petition, queries.events(casework.session, petition.id))
        assert not whole(casework, petition, key)
        row.sealed = kept
        casework.session.flush()
    assert whole(casework, petition, key)


@pytest.mark.parametrize("model", [Message, CaseNote])
def test_a_word_that_was_dropped_or_slipped_in_is_found(casework: Any, model: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    last = casework.session.scalars(
        sa.select(model).where(model.petition_id == petition.id).order_by(model.ordinal.desc())
    ).first()
    place = conduct.message_place if model is Message else conduct.note_place
    facts = {column.name: getattr(last, column.name) for column in model.__table__.columns}
    sealed = seal.seal_text(key, "多出来的一句。", place(petition.id, last.ordinal + 1))
    more = model(**(facts | {"id": random_id(), "ordinal": last.ordinal + 1, "sealed": sealed}))
    casework.session.add(more)
    casework.session.flush()
    assert not whole(casework, petition, key)
    casework.session.delete(more)
    casework.session.flush()
    assert whole(casework, petition, key)

    casework.session.delete(casework.session.get_one(model, facts["id"]))
    casework.session.flush()

    assert not whole(casework, petition, key)
