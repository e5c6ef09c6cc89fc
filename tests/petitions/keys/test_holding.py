"""What somebody holds of a case: the key with which they read and write, the redacted version's alone, or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from petitions.keys import holding
from petitions.workflow import State
from vault import seal
from web.errors import Refusal


def test_a_reader_holds_the_key_and_whoever_has_no_part_in_the_case_is_told_whom_to_ask(casework: Any) -> None:
    petition, key = casework.file()
    people = casework.enterprise.people

    assert holding.case_key(casework.session, petition, people["officer"]) == key
    for who in (people["inspector"], people["handler"], None):
        with pytest.raises(Refusal) as refused:
            holding.case_key(casework.session, petition, who)
        assert (refused.value.status, refused.value.message) == (403, holding.CANNOT_OPEN)


def test_a_petitioner_who_brings_a_key_that_is_no_longer_the_cases_is_asked_to_look_again(casework: Any) -> None:
    petition, key = casework.file()

    assert holding.held_by(casework.session, petition, None, None, key).key == key
    with pytest.raises(Refusal) as refused:
        holding.held_by(casework.session, petition, None, None, seal.random_key())
    assert refused.value.message == holding.STALE


def test_a_key_that_waits_to_be_exchanged_is_exchanged_by_whoever_can_open_the_case(casework: Any) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    people = casework.enterprise.people
    petition.key_due = True
    casework.session.flush()

    assert not holding.may_exchange_due_key(casework.session, petition.id, people["inspector"])
    assert holding.may_exchange_due_key(casework.session, petition.id, people["officer"])
    holding.exchange_due_key(casework.session, petition.id, actor=people["officer"])

    assert holding.case_key(casework.session, petition, people["officer"]) != key
    assert not holding.may_exchange_due_key(casework.session, petition.id, people["officer"])
