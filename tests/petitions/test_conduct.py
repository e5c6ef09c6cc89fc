"""What every action is done with: texts sealed in their place, grants that end with their step."""

from __future__ import annotations

from typing import Any

from petitions import conduct, queries
from petitions.conduct import PURPOSES
from petitions.workflow import KNOWN_IN, Action, State
from vault import subject_keys


def test_every_step_that_can_be_given_has_its_purpose_in_the_vault() -> None:
    assert set(PURPOSES) == set(KNOWN_IN)
    assert len(set(PURPOSES.values())) == len(PURPOSES)


def test_messages_and_notes_are_bound_to_their_place() -> None:
    places = {conduct.message_place(7, 1), conduct.message_place(7, 2), conduct.note_place(7, 1)}

    assert len(places) == 3


def test_a_grant_ends_when_the_case_leaves_the_states_of_its_step(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)
    people, subject = casework.enterprise.people, queries.subject(petition.id)
    assert subject_keys.can_open(casework.session, subject, people["leader"].id)

    casework.do(petition, Action.APPROVE, "leader")

    for who in ("leader", "handler"):
        assert not subject_keys.can_open(casework.session, subject, people[who].id)
