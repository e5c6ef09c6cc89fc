"""A month counted for one reader: only what they may know of, few ratings untold, units beside each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from accounts import preferences
from petitions.kinds import Kind
from petitions.models import Exclusion
from petitions.rates import performance
from petitions.rates.behind import Asked, Counting
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
    return next(each for _label, rows in page.groups for each in rows if each.indicator.key == key)


def behind(casework: Any, key: str, who: str = "officer", **asked: Any) -> Any:
    person, today = casework.enterprise.people[who], casework.clock().date()
    return performance.drill(casework.session, person, key, Asked(NOVEMBER, **asked), today=today)


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
    unit = page.units[0]
    drilled = behind(casework, performance.unit_key(unit.id))
    assert (drilled.label, len(drilled.lines.lines)) == (unit.unit, 5)


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
    assert [line.id for line in behind(casework, "on_time").lines.lines] == [petition.id]
    assert behind(casework, "no-such-rate") is None
    assert behind(casework, "unit-7") is None


def test_what_lacks_its_evidence_is_listed_duty_by_duty(casework: Any) -> None:
    petition, _ = casework.lead_to(State.REPLIED)
    closed, _ = casework.lead_to(State.CLOSED)
    assert [line.id for line in behind(casework, "duty-solve", counting=Counting.NOT).lines.lines] == [petition.id]
    assert [line.id for line in behind(casework, "duty-solve").lines.lines] == [petition.id, closed.id]
    assert behind(casework, "duty-aid").lines.lines == []


def test_kept_lists_are_those_of_the_figure_and_lose_what_a_reader_must_not_know(
    casework: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_figures, "QUICK", timedelta(0))
    petition, _ = casework.file()
    assert month(casework).volume.items == 1
    casework.file()
    counted = []
    monkeypatch.setattr(performance, "_count", lambda *given, **named: counted.append(named))
    found = behind(casework, "items")
    assert [line.id for line in found.lines.lines] == [petition.id]
    assert found.behind.choices == []
    assert counted == []


def test_the_page_of_a_reader_names_the_number_of_people_that_was_set(casework: Any) -> None:
    preferences.write(casework.session, collective_people=8, settled_watch_days=0)
    assert "8人" in next(each for each in month(casework).tiles if each.key == "collective").printed
    assert "到期末" in row(month(casework), "at_once").indicator.printed


def test_a_case_that_came_again_was_not_solved_at_once(casework: Any) -> None:
    preferences.write(casework.session, settled_watch_days=0)
    first, _ = casework.lead_to(State.CLOSED)
    casework.lead_to(State.CLOSED)
    again, _ = casework.file()
    casework.do(again, Action.REGISTER, "officer", category="pay", is_repeat=True, repeat_of_id=first.id)

    assert row(month(casework), "at_once").now.part == 1
    assert row(month(casework), "at_once").now.whole == 2
