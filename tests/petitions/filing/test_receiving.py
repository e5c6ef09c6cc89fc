"""A day of receipt is today or one of the sixty before it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from petitions.filing.receiving import BARRIER_LABELS, MOST_DAYS, Barrier, barrier


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_a_day_can_be_when_it_is_neither_to_come_nor_too_long_ago(today: date, days_ago: int) -> None:
    found = barrier(today - timedelta(days=days_ago), today)
    assert (found is Barrier.TO_COME) == (days_ago < 0)
    assert (found is Barrier.TOO_LONG_AGO) == (days_ago > MOST_DAYS)


def test_every_barrier_has_its_sentence() -> None:
    assert set(BARRIER_LABELS) == set(Barrier)
