"""Months, quarters and years: arithmetic over year ends, and no issuing before the last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.period import (
    BadPeriod,
    Kind,
    Month,
    Quarter,
    Year,
    containing,
    ending_with,
    newest_issuable,
    parse,
)

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


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-Q3", "2026-13", "2026-00", "26-10", "2026-1", "2026/10", "٢٠٢٦-10", "9999-01"]
)
def test_what_is_not_a_month_is_refused(text):
    with pytest.raises(BadPeriod):
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


quarters = st.builds(Quarter, st.integers(2001, 2198), st.integers(1, 4))
years = st.builds(Year, st.integers(2001, 2198))


@given(quarters | years | months)
def test_every_period_reads_back_and_meets_the_next_without_a_gap(period):
    assert parse(str(period)) == period
    assert period.last_day + timedelta(days=1) == period.shifted(1).first_day
    assert period.previous.shifted(1) == period
    assert period.year_before.first_day == period.first_day.replace(year=period.year - 1)
    assert [month for month in period.months if containing(month, period.kind) != period] == []


def test_a_quarter_has_three_months_and_a_year_one_base():
    third = Quarter(2026, 3)
    assert [str(month) for month in third.months] == ["2026-07", "2026-08", "2026-09"]
    assert (third.label, third.previous, third.year_before) == ("2026年第三季度", Quarter(2026, 2), Quarter(2025, 3))
    assert Quarter(2026, 1).previous == Quarter(2025, 4)
    assert Year(2026).previous == Year(2026).year_before == Year(2025)
    assert [period.has_one_base for period in (Month(2026, 1), third, Year(2026))] == [False, False, True]


@pytest.mark.parametrize("text", ["2026-Q5", "2026-Q0", "2026Q3", "26", "1999", "2026-Q", "٢٠٢٦", "2026-3"])
def test_what_is_no_period_is_refused_with_what_was_expected(text):
    with pytest.raises(BadPeriod, match="2026-Q3"):
        parse(text)


def test_periods_stand_in_the_order_of_their_ends_and_differ_by_kind():
    assert sorted([Year(2026), Month(2026, 12), Quarter(2026, 4), Month(2026, 11)]) == [
        Month(2026, 11),
        Month(2026, 12),
        Quarter(2026, 4),
        Year(2026),
    ]
    assert Month(2026, 12) != Quarter(2026, 4)
    assert containing(Month(2026, 5), Kind.MONTH) == Month(2026, 5)


@pytest.mark.parametrize(
    ("period", "since", "is_recorded"),
    [
        (Month(2026, 10), date(2026, 10, 31), True),
        (Month(2026, 10), date(2026, 11, 1), False),
        (Quarter(2026, 3), date(2026, 7, 20), True),
        (Quarter(2026, 3), date(2026, 8, 1), False),
        (Year(2025), date(2025, 11, 3), False),
        (Year(2025), date(2025, 1, 31), True),
    ],
)
def test_a_period_recorded_from_its_first_month_on_is_a_base(period, since, is_recorded):
    assert period.is_recorded(since) is is_recorded
