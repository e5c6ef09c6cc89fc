"""Rounds cover every day once: a week, a day in important periods, and what is left of a week beside one."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledgers.sweeps.rounds import Asked, Period, Round, asked_in, round_of, rounds_back, rounds_between

MEETING = Period(1, "两会", date(2026, 3, 4), date(2026, 3, 11))
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
periods = st.lists(
    st.tuples(days, st.integers(0, 20)).map(lambda pair: Period(0, "期", pair[0], pair[0] + timedelta(days=pair[1]))),
    max_size=3,
)


def test_a_round_is_a_week_from_monday_to_sunday() -> None:
    assert round_of(date(2026, 11, 24), []) == Round(date(2026, 11, 23), date(2026, 11, 29))


def test_in_an_important_period_every_day_is_a_round() -> None:
    assert round_of(date(2026, 3, 6), [MEETING]) == Round(date(2026, 3, 6), date(2026, 3, 6))
    assert round_of(date(2026, 3, 6), [MEETING]).is_daily


def test_beside_a_period_the_rest_of_the_week_is_a_round() -> None:
    assert round_of(date(2026, 3, 2), [MEETING]) == Round(date(2026, 3, 2), date(2026, 3, 3))
    assert round_of(date(2026, 3, 15), [MEETING]) == Round(date(2026, 3, 12), date(2026, 3, 15))


@given(days, periods)
def test_every_day_lies_in_exactly_one_round(day: date, known: list[Period]) -> None:
    found = round_of(day, known)
    assert found.first <= day <= found.last
    assert (found.last - found.first).days < 7
    inside = [found.first + timedelta(days=each) for each in range((found.last - found.first).days + 1)]
    assert all(round_of(each, known) == found for each in inside)


@given(days, periods)
def test_going_back_leaves_no_day_out(day: date, known: list[Period]) -> None:
    found = rounds_back(day, known, 6)
    assert all(newer.first - older.last == timedelta(days=1) for newer, older in itertools.pairwise(found))


def test_rounds_of_a_month_are_those_that_end_in_it() -> None:
    found = rounds_between(date(2026, 11, 1), date(2026, 11, 30), [])
    assert [each.last.day for each in found] == [1, 8, 15, 22, 29]


def test_a_round_asks_whoever_was_chosen_on_its_last_day() -> None:
    chosen = [Asked(1, date(2026, 11, 9), date(2026, 11, 22)), Asked(2, date(2026, 11, 23), None)]
    assert asked_in(Round(date(2026, 11, 2), date(2026, 11, 8)), chosen) is None
    assert asked_in(Round(date(2026, 11, 16), date(2026, 11, 22)), chosen) == {1}
    assert asked_in(Round(date(2026, 11, 23), date(2026, 11, 29)), chosen) == {2}
