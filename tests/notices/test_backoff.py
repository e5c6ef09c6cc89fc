"""Waits grow, an end is reached, and what is about a case moves on half hours only."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notices import backoff
from web.clock import ZONE

MOMENTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1)).map(
    lambda each: each.replace(tzinfo=ZONE)
)
TRIES = st.integers(0, 20)
PAST = st.sampled_from([backoff.ON_THE_HOUR, backoff.PAST_THE_HOUR])


@given(MOMENTS, PAST)
def test_the_next_half_hour_is_later_by_half_an_hour_at_most(now: datetime, past: timedelta) -> None:
    then = backoff.half_hour(now, past)

    assert now < then <= now + backoff.HALF_HOUR
    assert timedelta(minutes=then.minute % 30, seconds=then.second, microseconds=then.microsecond) == past


@given(MOMENTS, TRIES, PAST)
def test_what_is_about_a_case_moves_on_half_hours_only(now: datetime, tries: int, past: timedelta) -> None:
    moments = [
        backoff.leaves_at(now, coarse=True, past=past),
        backoff.taken_until(now, coarse=True, past=past),
        backoff.next_try(now, tries, coarse=True, past=past),
    ]

    assert {timedelta(minutes=each.minute % 30) for each in moments if each is not None} <= {past}
    assert {each.second + each.microsecond for each in moments if each is not None} <= {0}


@given(MOMENTS)
def test_each_wait_is_longer_than_the_one_before_and_there_is_a_last_one(now: datetime) -> None:
    tries = [backoff.next_try(now, each, coarse=False) for each in range(1, backoff.MOST_TRIES + 1)]

    assert tries[-1] is None
    waits = [each - now for each in tries if each is not None]
    assert waits == sorted(set(waits))
    assert waits[0] == timedelta(minutes=1)


@given(MOMENTS)
def test_a_sender_has_longer_than_a_run_takes(now: datetime) -> None:
    assert backoff.taken_until(now, coarse=False) - now >= timedelta(minutes=5)


@given(MOMENTS)
def test_what_goes_to_nobodys_account_leaves_at_the_next_evening_hour(now: datetime) -> None:
    then = backoff.next_evening(now)

    assert now < then <= now + timedelta(days=1)
    assert then.time() == backoff.EVENING
