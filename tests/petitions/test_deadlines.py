"""Clocks: the days of the regulation, counted as the Civil Code counts, for any day of any year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.preferences import Preferences
from petitions import deadlines
from petitions.calendar import worked_days
from petitions.deadlines import DUTIES, RULES, STANDING_LABELS, ClockKind, Standing

YEAR = worked_days.from_days(worked_days.official(2026) + worked_days.official(2027), {2026})
PLAIN = worked_days.Calendar()
SOME_DAY = st.dates(date(2025, 6, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("started", "days", "expected"),
    [
        # 15 days from 24 November: the first day counted is the 25th.
        (date(2026, 11, 24), 15, date(2026, 12, 9)),
        # The last day is a Sunday: the Monday after it.
        (date(2026, 11, 14), 15, date(2026, 11, 30)),
        # The last day falls into the National Day holiday: the first day at work after it.
        (date(2026, 9, 18), 15, date(2026, 10, 8)),
        # A Sunday that is worked in lieu is no day off.
        (date(2026, 9, 5), 15, date(2026, 9, 20)),
        # 60 days end on a Saturday.
        (date(2026, 2, 3), 60, date(2026, 4, 7)),
    ],
)
def test_the_last_day_in_known_cases(started: date, days: int, expected: date) -> None:
    assert deadlines.due(started, days, workdays=False, calendar=YEAR) == expected


@given(SOME_DAY, st.integers(1, 120))
def test_an_office_that_does_not_move_the_last_day_counts_plain_days(started: date, days: int) -> None:
    plain = worked_days.from_days(YEAR.special.values(), YEAR.years, moves_last_day=False)

    assert deadlines.due(started, days, workdays=False, calendar=plain) == started + timedelta(days=days)


@pytest.mark.parametrize(
    ("started", "days", "expected"),
    [
        (date(2026, 11, 24), 3, date(2026, 11, 27)),
        (date(2026, 11, 27), 3, date(2026, 12, 2)),
        # 1 to 7 October are off, and Saturday the 10th is worked in lieu.
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
    ],
)
def test_working_days_in_known_cases(started: date, days: int, expected: date) -> None:
    assert deadlines.due(started, days, workdays=True, calendar=YEAR) == expected


@given(SOME_DAY, st.integers(1, 120))
def test_natural_days_end_on_the_first_working_day_from_the_last(started: date, days: int) -> None:
    last = started + timedelta(days=days)
    due = deadlines.due(started, days, workdays=False, calendar=YEAR)

    assert due >= last
    assert YEAR.is_workday(due)
    between = (last + timedelta(days=each) for each in range((due - last).days))
    assert not any(YEAR.is_workday(day) for day in between)


@given(SOME_DAY, st.integers(1, 30))
def test_working_days_are_counted_one_by_one(started: date, days: int) -> None:
    due = deadlines.due(started, days, workdays=True, calendar=YEAR)

    counted = sum(YEAR.is_workday(started + timedelta(days=each)) for each in range(1, (due - started).days + 1))
    assert counted == days
    assert YEAR.is_workday(due)


@given(SOME_DAY, st.integers(1, 90), st.booleans())
def test_who_starts_later_or_has_longer_is_never_due_earlier(started: date, days: int, workdays: bool) -> None:
    due = deadlines.due(started, days, workdays=workdays, calendar=YEAR)

    assert deadlines.due(started + timedelta(days=1), days, workdays=workdays, calendar=YEAR) >= due
    assert deadlines.due(started, days + 1, workdays=workdays, calendar=YEAR) >= due


@given(SOME_DAY, st.integers(-40, 40), st.integers(0, 20))
def test_a_clock_stands_in_exactly_one_way(due_on: date, offset: int, soon: int) -> None:
    today = due_on + timedelta(days=offset)

    stands = deadlines.standing(due_on, today, soon_days=soon)

    assert (stands is Standing.OVERDUE) == (today > due_on)
    assert (stands is Standing.DUE_SOON) == (0 <= (due_on - today).days <= soon)


def test_seven_days_left_is_due_soon_and_eight_is_not() -> None:
    due_on = date(2026, 12, 9)

    stands = [deadlines.standing(due_on, due_on - timedelta(days=left)) for left in (8, 7, 0, -1)]

    assert stands == [Standing.NORMAL, Standing.DUE_SOON, Standing.DUE_SOON, Standing.OVERDUE]


def test_a_clock_that_was_stopped_stands_as_on_that_day_for_ever() -> None:
    started, due_on = date(2026, 1, 5), date(2026, 1, 20)

    in_time = deadlines.read(ClockKind.NOTIFY, started, due_on, date(2026, 1, 19), today=date(2027, 1, 1))
    late = deadlines.read(ClockKind.NOTIFY, started, due_on, date(2026, 1, 21), today=date(2027, 1, 1))

    assert (in_time.standing, in_time.days_left) == (Standing.NORMAL, 1)
    assert (late.standing, late.days_left) == (Standing.OVERDUE, -1)
    assert not in_time.is_running


def test_the_bar_fills_as_the_days_go() -> None:
    started, due_on = date(2026, 1, 5), date(2026, 1, 15)

    spent = [
        deadlines.read(ClockKind.NOTIFY, started, due_on, None, today=started + timedelta(days=gone)).spent
        for gone in (0, 5, 10, 30)
    ]

    assert spent == pytest.approx([0, 0.5, 1, 1])


def test_every_clock_has_its_words_its_article_and_its_setting() -> None:
    assert set(RULES) == set(ClockKind)
    assert set(STANDING_LABELS) == set(Standing)
    for rule in RULES.values():
        assert rule.label
        assert rule.plain
        assert "第" in rule.article or "办法" in rule.article
        assert getattr(Preferences(), rule.setting) >= 1


def test_the_defaults_are_those_of_the_regulation() -> None:
    defaults = {kind: getattr(Preferences(), rule.setting) for kind, rule in RULES.items()}

    assert defaults == {
        ClockKind.NOTIFY: 15,
        ClockKind.OBJECT: 5,
        ClockKind.RELAY: 1,
        ClockKind.HANDLE: 60,
        ClockKind.SIMPLE: 10,
        ClockKind.MANDATE: 30,
        ClockKind.SUPERVISE: 15,
        ClockKind.RATE: 30,
        ClockKind.REVIEW: 30,
        ClockKind.REVIEW_DECIDE: 3,
        ClockKind.REVIEW_ANSWER: 30,
        ClockKind.REREVIEW: 30,
        ClockKind.REREVIEW_ANSWER: 30,
        ClockKind.ARBITRATE: 365,
    }
    rights = {ClockKind.OBJECT, ClockKind.RATE, ClockKind.REVIEW, ClockKind.REREVIEW, ClockKind.ARBITRATE}
    assert set(ClockKind) - rights == DUTIES


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_of_no_days_is_refused(days: int) -> None:
    with pytest.raises(ValueError):
        deadlines.due(date(2026, 1, 1), days, workdays=False, calendar=PLAIN)
