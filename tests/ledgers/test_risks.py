"""排查→登记→分级→包保→化解→回访→销号→回头看, each after the other."""

from __future__ import annotations

from ledgers import risks


def test_the_loop_goes_through_all_eight_in_order() -> None:
    state, way = risks.FOUND, []
    for code in ("register", "grade", "assign", "defuse", "revisit", "strike", "look_back"):
        step = risks.LEDGER.step(code)
        assert step is not None
        assert state in step.sources
        assert step.sources == (state,)
        state = step.target
        way.append(state)
    assert way == ["registered", "graded", "guarded", "defused", "revisited", "struck", "looked_back"]


def test_nobody_strikes_what_was_not_revisited_and_no_owner_strikes_their_own() -> None:
    strike = risks.LEDGER.step("strike")
    assert strike is not None
    assert strike.sources == (risks.REVISITED,)
    assert {step.code for step in risks.LEDGER.steps if step.own} == {"report", "defuse"}


def test_a_guard_has_a_leader_an_owner_a_day_and_measures() -> None:
    assign = risks.LEDGER.step("assign")
    assert assign is not None
    assert set(assign.needed) == {"leader", "owner", "due", "measures"}


def test_open_states_are_those_that_are_not_final() -> None:
    assert set(risks.OPEN_STATES) == {each.code for each in risks.LEDGER.states} - risks.LEDGER.final
