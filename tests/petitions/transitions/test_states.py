"""Where a case can be: every state has its words, and the groups of states part them without a gap."""

from petitions.transitions import states
from petitions.transitions.states import PETITIONER_LABELS, STATE_LABELS, State


def test_every_state_has_its_words_for_desk_and_petitioner() -> None:
    assert set(STATE_LABELS) == set(PETITIONER_LABELS) == set(State)
    assert len(set(STATE_LABELS.values())) == len(State)


def test_a_case_is_open_answered_or_finished() -> None:
    groups = (states.OPEN_STATES, states.ANSWERED_STATES, states.FINISHED_STATES)

    assert frozenset().union(*groups) == frozenset(State)
    assert sum(len(group) for group in groups) == len(State)


def test_what_lies_with_a_handler_is_in_hand_and_what_is_in_hand_is_open() -> None:
    assert states.HANDLER_STATES < states.HANDLING_STATES < states.OPEN_STATES
    assert states.TRANSFER_STATES < states.OPEN_STATES
    assert states.REVIEW_STATES < states.OPEN_STATES
    assert states.ENDED_STATES < states.FINISHED_STATES
