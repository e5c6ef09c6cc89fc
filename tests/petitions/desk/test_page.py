"""What one person sees of one case, and what stays shut for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from petitions.desk import page as desk_page
from petitions.workflow import Action, State

TODAY = date(2026, 11, 25)


def page(casework: Any, petition: Any, who: str) -> desk_page.DeskCase:
    return desk_page.load(casework.session, petition.id, casework.enterprise.people[who], today=TODAY)


def test_the_next_step_is_the_one_primary_button(casework: Any) -> None:
    expected = {
        State.FILED: ("officer", Action.REGISTER),
        State.REGISTERED: ("officer", Action.ACCEPT),
        State.ACCEPTED: ("officer", Action.ASSIGN),
        State.ASSIGNED: ("handler", Action.INVESTIGATE),
        State.INVESTIGATING: ("handler", Action.DRAFT),
        State.DRAFTED: ("leader", Action.APPROVE),
        State.APPROVED: ("officer", Action.REPLY),
        State.REPLIED: ("officer", Action.CARRY_OUT),
        State.TRANSFERRED: ("officer3", Action.TAKE),
        State.OBJECTED: ("officer", Action.TAKE_BACK),
        State.REVIEW_ASKED: ("officer", Action.OPEN_REVIEW),
        State.REREVIEWING: ("leader3", Action.UPHOLD),
        State.MERGED: ("officer", Action.RELAY),
    }
    for state, (who, action) in expected.items():
        petition, _key = casework.lead_to(state)
        shown = page(casework, petition, who)
        assert shown.primary is not None, state
        assert shown.primary.action is action
        assert action not in [row.action for row in shown.others]


def test_without_a_key_nothing_sealed_is_shown_and_nothing_can_be_done(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    officer = replace(casework.enterprise.people["officer"], keys=None)

    shown = desk_page.load(casework.session, petition.id, officer, today=TODAY)

    assert shown.sealed is None
    assert shown.rows == []
    assert shown.readers == ["张伟", "李强", "王芳"]


def test_the_number_of_an_earlier_case_is_shown_only_to_who_may_know_of_it(casework: Any) -> None:
    earlier, _ = casework.file()
    petition, _key = casework.file()
    casework.do(petition, Action.REGISTER, "officer", category="pay", is_repeat=True, repeat_of_id=earlier.id)
    for action, who, given in casework.way(State.ASSIGNED)[1:]:
        casework.do(petition, action, who, **given)

    assert page(casework, petition, "officer").repeats == earlier.number
    assert page(casework, petition, "handler").repeats == ""
