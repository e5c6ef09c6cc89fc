"""Dates, figures and sizes as pages and paper show them; what is not known shows as a dash, never as zero."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from web import formats

DAY = date(2026, 11, 30)


def test_a_day_in_every_length() -> None:
    assert formats.day(DAY) == "2026年11月30日（周一）"
    assert formats.plain_day(DAY) == "2026年11月30日"
    assert formats.short_day(DAY) == "11月30日"
    assert formats.iso_day(DAY) == "2026-11-30"
    assert formats.day_of("2026-11-30") == "2026年11月30日"
    assert formats.month_name(DAY) == "2026年11月"
    assert formats.short_month(DAY) == "11月"


def test_a_moment_is_shown_where_the_enterprise_is() -> None:
    assert formats.moment(datetime(2026, 11, 30, 23, 5, tzinfo=UTC)) == "2026年12月1日 07:05"


@pytest.mark.parametrize("show", formats.FILTERS[:9])
def test_what_is_not_known_is_a_dash(show: object) -> None:
    assert show(None) == "—"  # type: ignore[operator]


def test_figures_have_thousands_and_rates_a_decimal() -> None:
    assert formats.number(1234567) == "1,234,567"
    assert formats.number(12.345, 1) == "12.3"
    assert formats.percent(0.125) == "12.5%"
    assert formats.percent(0, 0) == "0%"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 24), "还有 6 天（11月30日前）"),
        (date(2026, 11, 30), "今天到期（11月30日）"),
        (date(2026, 12, 3), "已超 3 天（应于11月30日前）"),
    ],
)
def test_a_deadline_says_how_long_is_left(today: date, said: str) -> None:
    assert formats.days_left(DAY, today) == said


@pytest.mark.parametrize(("size", "said"), [(1, "1 KB"), (320 * 1024, "320 KB"), (1024 * 1024 * 3 // 2, "1.5 MB")])
def test_a_size_is_told_in_the_unit_people_know(size: int, said: str) -> None:
    assert formats.file_size(size) == said
