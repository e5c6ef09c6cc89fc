"""The ledgers of the demonstration are planned by the seed alone, every thing on its day and none after today."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.people import Person
from demo.enterprise import PEOPLE, UNITS
from demo.people import Staffing
from demo.registers import Registers

FIRST, TODAY = date(2025, 11, 1), date(2026, 11, 24)
#: More than any step of a year needs, fewer than would take a minute.
FEWEST, MOST = 1_000, 5_000


@pytest.fixture(scope="module")
def staffing() -> Staffing:
    """Units and people by number; planning asks for no more."""
    units = {name: number for number, (name, _parent, _people) in enumerate(UNITS, start=1)}
    people = {row[0]: Person(number, row[1], ()) for number, row in enumerate(PEOPLE, start=1)}
    return Staffing(units, people, {})


def _days(staffing: Staffing, seed: int) -> list[tuple[date, int]]:
    return [(day, order) for day, order, _act in Registers(staffing, FIRST, TODAY, seed).acts]


def test_the_same_seed_plans_the_same_year(staffing: Staffing) -> None:
    assert _days(staffing, 7) == _days(staffing, 7)
    assert _days(staffing, 7) != _days(staffing, 8)


def test_everything_has_its_day_between_the_first_and_today(staffing: Staffing) -> None:
    days = _days(staffing, 2026)

    assert FEWEST < len(days) < MOST
    assert days == sorted(days)
    assert days[0][0] >= FIRST
    assert days[-1][0] <= TODAY
    assert len({(day.year, day.month) for day, _order in days}) == 13
