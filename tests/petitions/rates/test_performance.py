"""A month counted for one reader: only what they may know of, few ratings untold, units beside each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from petitions.in_place import Duty
from petitions.kinds import Kind
from petitions.models import Exclusion
from petitions.rates import performance
from petitions.workflow import Action, State
from tests.petitions.conftest import RATING
from web import kept_figures

NOVEMBER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def counted_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is."""
    monkeypatch.setattr(kept_figures, "QUICK", timedelta.max)


def month(casework: Any, who: str = "officer", first: date = NOVEMBER) -> performance.Performance:
    person, today = casework.enterprise.people[who], casework.clock().date()
    return performance.load(casework.session, person, first, today=today).value


def row(page: performance.Performance, key: str) -> performance.Row:
    return next(each for each in page.rows if each.indicator.key == key)


def test_a_reader_counts_only_cases_they_may_know_of(casework: Any) -> None:
    petition, _ = casework.file()
    casework.file(Kind.ACCUSATION)
    officer2 = casework.enterprise.people["officer2"]
    casework.session.add(Exclusion(petition_id=petition.id, account_id=officer2.id))
    casework.session.flush()

    assert month(casework).volume.items == 1
    assert month(casework, "officer2").volume.items == 0
    assert month(casework, "inspector").volume.items == 1


def test_kept_figures_are_shared_by_who_knows_the_same_cases_and_left_by_who_steps_back(
    casework: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_figures, "QUICK", timedelta(0))
    petition, _ = casework.file()
    assert month(casework) is month(casework, "officer2")
    assert month(casework).volume.items == 1

    officer2 = casework.enterprise.people["officer2"]
    casework.session.add(Exclusion(petition_id=petition.id, account_id=officer2.id))
    casework.session.flush()

    assert month(casework, "officer2").volume.items == 0
    assert month(casework).volume.items == 1


def test_what_fewer_than_five_petitioners_said_is_not_told(casework: Any) -> None:
    for number in range(5):
        petition, key = casework.lead_to(State.REPLIED)
        casework.do(petition, Action.RATE, None, key=key, **RATING)
        page = month(casework)
        assert row(page, "satisfied").is_told == (number == 4)
        assert row(page, "on_time").is_told
    assert [(each.replied, each.late, each.in_time.part) for each in page.units] == [(5, 0, 5)]


def test_a_unit_that_leaves_cases_lying_does_not_rank_as_if_it_had_none(casework: Any) -> None:
    for _number in range(2):
        casework.lead_to(State.REPLIED)
    for _number in range(3):
        casework.lead_to(State.ASSIGNED)
    casework.clock.advance(days=100)
    for _number in range(2):
        casework.lead_to(State.REPLIED)
    today = casework.clock().date()

    page = performance.load(casework.session, casework.enterprise.people["officer"], today.replace(day=1), today=today)

    assert [(each.replied, each.late, each.in_time.part, each.in_time.whole) for each in page.value.units] == [
        (2, 3, 2, 5)
    ]


def test_the_cases_behind_a_figure_can_be_followed(casework: Any) -> None:
    petition, _ = casework.lead_to(State.REPLIED)
    person, today = casework.enterprise.people["officer"], casework.clock().date()

    found = performance.drill(casework.session, person, "on_time", NOVEMBER, today=today)

    assert found is not None
    assert [case.id for case in found[1].whole] == [petition.id]
    assert performance.drill(casework.session, person, "no-such-rate", NOVEMBER, today=today) is None


def test_what_lacks_its_evidence_is_listed_duty_by_duty(casework: Any) -> None:
    petition, _ = casework.lead_to(State.REPLIED)
    casework.lead_to(State.CLOSED)
    person, today = casework.enterprise.people["officer"], casework.clock().date()

    lacking = performance.lacking(casework.session, person, NOVEMBER, Duty.SOLVE, today=today)

    assert [case.id for case in lacking] == [petition.id]
    assert performance.lacking(casework.session, person, NOVEMBER, Duty.AID, today=today) == []


def test_a_case_that_came_again_was_not_solved_at_once(casework: Any) -> None:
    first, _ = casework.lead_to(State.CLOSED)
    casework.lead_to(State.CLOSED)
    again, _ = casework.file()
    casework.do(again, Action.REGISTER, "officer", category="pay", is_repeat=True, repeat_of_id=first.id)

    assert row(month(casework), "at_once").now.part == 1
    assert row(month(casework), "at_once").now.whole == 2
