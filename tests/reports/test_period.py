"""Months: arithmetic over year ends, and no issuing before the last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.period import BadMonth, Month, between, ending_with, newest_issuable

months = st.builds(Month, st.integers(2001, 2198), st.integers(1, 12))


@given(months, st.integers(-120, 120))
def test_moving_there_and_back_is_the_same_month(month, steps):
    assert month.shifted(steps).shifted(-steps) == month


@given(months)
def test_months_meet_without_a_gap(month):
    assert month.last_day + timedelta(days=1) == month.shifted(1).first_day


@given(months)
def test_a_month_reads_back_from_its_text(month):
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "26-10", "2026-1", "2026/10", "٢٠٢٦-10", "9999-01"])
def test_what_is_not_a_month_is_refused(text):
    with pytest.raises(BadMonth):
        Month.parse(text)


def test_the_bases_of_january_lie_in_the_year_before():
    january = Month(2026, 1)
    assert january.previous == Month(2025, 12)
    assert january.year_before == Month(2025, 1)
    assert january.label == "2026年1月"


def test_a_month_is_issued_from_its_last_day_on_and_not_before():
    october = Month(2026, 10)
    assert not october.can_be_issued(date(2026, 10, 30))
    assert october.can_be_issued(date(2026, 10, 31))
    assert october.can_be_issued(date(2027, 3, 1))
    assert not october.has_begun(date(2026, 9, 30))


def test_a_running_month_is_counted_to_today():
    assert Month(2026, 10).counted_to(date(2026, 10, 12)) == date(2026, 10, 12)
    assert Month(2026, 10).counted_to(date(2026, 11, 12)) == date(2026, 10, 31)


def test_the_newest_month_that_may_be_issued():
    assert newest_issuable(date(2026, 10, 30)) == Month(2026, 9)
    assert newest_issuable(date(2026, 10, 31)) == Month(2026, 10)
    assert newest_issuable(date(2028, 2, 28)) == Month(2028, 1)
    assert newest_issuable(date(2028, 2, 29)) == Month(2028, 2)


def test_a_year_of_months_ends_with_the_one_asked_for():
    year = ending_with(Month(2026, 3), 12)
    assert (year[0], year[-1], len(year)) == (Month(2025, 4), Month(2026, 3), 12)
    assert list(between(Month(2026, 1), Month(2026, 3))) == [Month(2026, 1), Month(2026, 2), Month(2026, 3)]
