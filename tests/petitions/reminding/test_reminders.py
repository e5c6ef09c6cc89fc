"""Reminders are derived from the cases as they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from petitions.reminding import due, reminders
from petitions.workflow import Action, State
from tests.fixtures import START


def test_a_case_moves_through_the_groups_as_days_pass(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    handler = casework.enterprise.people["handler"]
    places = {}
    for days in (-8, -7, 0, 1):
        found = reminders.load(casework.session, handler, petition.next_due + timedelta(days=days))
        places[days] = [key for key, lines in found.groups.items() if lines]
        assert found.is_empty == (days == -8)
        assert len(found.urgent) == (days >= 0)

    assert places == {-8: [], -7: [due.SOON], 0: [due.TODAY], 1: [due.LATE]}


def test_a_line_names_the_unit_that_handles_it(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    filed, _ = casework.file()
    officer = casework.enterprise.people["officer"]
    found = reminders.load(casework.session, officer, petition.next_due)
    units = {line.number: found.unit(line) for group in found.groups.values() for line in group}

    assert units == {petition.number: "岱山能源集团", filed.number: ""}
    assert not found.is_cut


def test_a_petitioner_nobody_has_answered_is_on_the_list_from_the_last_day_until_somebody_does(casework: Any) -> None:
    petition, _ = casework.file()
    people = casework.enterprise.people
    last = petition.respond_by

    def listed(who: str, day: date) -> list[tuple[str, date | None]]:
        found = reminders.load(casework.session, people[who], day)
        return [(line.number, line.due_on) for line in found.to_answer]

    assert listed("officer", last - timedelta(days=1)) == []
    assert listed("officer", last) == listed("officer", last + timedelta(days=9)) == [(petition.number, last)]
    assert listed("handler", last) == listed("inspector", last) == []
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    assert listed("officer", last) == [(petition.number, last)]
    casework.do(petition, Action.WRITE, "officer", text="收到了，三天内给您答复。")
    assert listed("officer", last) == []


def test_members_of_an_office_choose_its_leader_and_others_do_not(casework: Any) -> None:
    people = casework.enterprise.people
    (office,) = reminders.load(casework.session, people["officer"], START.date()).offices

    assert office.group_id == casework.enterprise.groups["union"]
    assert office.leader_id is None
    assert [each.id for each in office.choices] == [people["leader"].id]
    assert reminders.load(casework.session, people["leader"], START.date()).offices == []
