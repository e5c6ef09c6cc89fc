"""Reminders are derived from the cases as they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from petitions.reminding import due, reminders
from petitions.workflow import State
from tests.conftest import START


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


def test_members_of_an_office_choose_its_leader_and_others_do_not(casework: Any) -> None:
    people = casework.enterprise.people
    (office,) = reminders.load(casework.session, people["officer"], START.date()).offices

    assert office.group_id == casework.enterprise.groups["union"]
    assert office.leader_id is None
    assert [each.id for each in office.choices] == [people["leader"].id]
    assert reminders.load(casework.session, people["leader"], START.date()).offices == []
