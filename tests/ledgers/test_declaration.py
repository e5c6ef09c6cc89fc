"""Declarations fit together: whatever a step names exists, every state is reached and left, and words are told apart."""

from __future__ import annotations

import pytest

from ledgers.declaration import Ledger, Place, Type
from ledgers.registry import LEDGERS

EVERY = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS.keys())
#: Names that a form keeps for itself.
TAKEN = {
    "data",
    "errors",
    "meta",
    "validate",
    "version",
    "since",
    "note",
    "source",
    "columns",
    "given",
    "fields",
    "csrf_token",
}


@EVERY
def test_whatever_a_step_names_exists(ledger: Ledger) -> None:
    states = {each.code for each in ledger.states}
    columns = {each.code for each in ledger.columns}
    for step in ledger.steps:
        assert step.sources, step
        assert set(step.sources) <= states, step
        assert step.target in states | {""}, step
        assert set(step.needed) <= set(step.columns) <= columns, step
        assert step.done, step


@EVERY
def test_from_the_first_state_every_state_is_reached_and_something_ends_it(ledger: Ledger) -> None:
    reached = {ledger.first}
    while more := {step.target for step in ledger.steps if set(step.sources) & reached and step.target} - reached:
        reached |= more
    assert reached == {each.code for each in ledger.states}
    assert ledger.final
    for state in ledger.states:
        assert state.is_final or ledger.steps_from(state.code), state


@EVERY
def test_codes_are_told_apart_and_leave_the_forms_own_names_alone(ledger: Ledger) -> None:
    codes = [each.code for each in ledger.columns]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & TAKEN
    labels = [name for each in ledger.columns for name in (each.label, *each.aliases)]
    assert len(set(labels)) == len(labels)


@EVERY
def test_title_and_day_have_their_places_and_choices_their_words(ledger: Ledger) -> None:
    assert ledger.placed(Place.TITLE) is not None
    day = ledger.placed(Place.DAY)
    assert day is not None
    assert day.code == "day"
    for column in ledger.columns:
        if column.type is Type.CHOICE and column.place is not Place.KIND:
            assert column.choices, column


@EVERY
def test_somebody_responsible_sees_only_steps_that_are_theirs(ledger: Ledger) -> None:
    for state in ledger.states:
        assert all(step.own for step in ledger.steps_from(state.code, owner_only=True))


def test_numbers_of_different_ledgers_begin_differently() -> None:
    prefixes = [each.prefix for each in LEDGERS.values()]
    assert len(set(prefixes)) == len(prefixes)
    assert all(len(each) == 2 for each in prefixes)
