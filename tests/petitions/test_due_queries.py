"""Each finds what they may know of and nothing else, by what is due first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from petitions import due_queries
from petitions.kinds import Kind
from petitions.models import Exclusion
from petitions.workflow import State
from tests.conftest import START

LATER = (START + timedelta(days=70)).date()


def _numbers(casework: Any, who: str, today: Any = LATER) -> list[str]:
    found = due_queries.lines_for(casework.session, casework.enterprise.people[who], today)
    return [each.number for each in found]


def test_each_finds_the_cases_they_have_a_part_in(casework: Any) -> None:
    filed, _ = casework.file()
    handled, _ = casework.lead_to(State.INVESTIGATING)
    drafted, _ = casework.lead_to(State.DRAFTED)

    assert _numbers(casework, "officer") == [filed.number, *sorted((handled.number, drafted.number))]
    assert sorted(_numbers(casework, "handler")) == sorted((handled.number, drafted.number))
    assert _numbers(casework, "leader") == [drafted.number]
    assert _numbers(casework, "keeper") == []


def test_whoever_a_case_concerns_does_not_find_it(casework: Any) -> None:
    hidden, _ = casework.file()
    casework.session.add(Exclusion(petition_id=hidden.id, account_id=casework.enterprise.people["officer"].id))

    assert _numbers(casework, "officer") == []
    assert _numbers(casework, "officer2") == [hidden.number]


def test_the_union_finds_no_accusation(casework: Any) -> None:
    accusation, _ = casework.file(Kind.ACCUSATION)

    assert _numbers(casework, "officer") == []
    assert _numbers(casework, "inspector") == [accusation.number]


def test_what_is_due_later_than_a_week_and_what_is_finished_is_left_out(casework: Any) -> None:
    casework.lead_to(State.CLOSED)
    casework.file()

    assert _numbers(casework, "officer", START.date()) == []
