"""A life in danger and somebody made to suffer are said on every page of the desk until the office has taken them up."""

from __future__ import annotations

from typing import Any

from petitions.lists import pressing
from petitions.lists.pressing import Pressing
from petitions.workflow import Action, State


def counted(casework: Any, who: str) -> Pressing:
    return pressing.counts(casework.session, casework.enterprise.people[who])


def test_danger_presses_until_somebody_registers_the_case(casework: Any) -> None:
    petition, _ = casework.file(urgent=True)
    casework.file()

    assert counted(casework, "officer") == Pressing(in_danger=1, suffering=0)

    casework.follow(petition, b"", casework.way(State.REGISTERED))

    assert counted(casework, "officer") == Pressing(in_danger=0, suffering=0)


def test_somebody_made_to_suffer_presses_until_the_office_says_what_it_did(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)
    casework.clock.advance(days=31)
    casework.do(petition, Action.CHECK_IN, None, key=key, pressed=True, text="调我去了最远的班组。")

    assert counted(casework, "officer") == Pressing(in_danger=0, suffering=1)

    casework.do(petition, Action.PROTECT, "officer", text="已找车间主任谈话，调回原岗位。")

    assert counted(casework, "officer") == Pressing(in_danger=0, suffering=0)


def test_only_the_office_that_has_the_case_is_pressed(casework: Any) -> None:
    casework.file(urgent=True)

    assert counted(casework, "handler") == Pressing(in_danger=0, suffering=0)
    assert counted(casework, "inspector") == Pressing(in_danger=0, suffering=0)
