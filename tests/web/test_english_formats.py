"""Dates and limits read as English where English was chosen."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string

from web import english_formats as formats
from web import formats as chinese

DAY = date(2026, 11, 30)


def test_days_and_months() -> None:
    assert formats.day(DAY) == "Monday, 30 November 2026"
    assert formats.plain_day(DAY) == "30 November 2026"
    assert formats.short_day(DAY) == "30 Nov"
    assert formats.day_of("2026-11-30") == "30 November 2026"
    assert formats.month_name(DAY) == "November 2026"
    assert formats.short_month(DAY) == "Nov"
    assert formats.moment(datetime(2026, 11, 30, 1, 30, tzinfo=UTC)) == "30 November 2026, 09:30"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 24), "6 days left (by 30 Nov)"),
        (date(2026, 11, 29), "1 day left (by 30 Nov)"),
        (DAY, "due today (30 Nov)"),
        (date(2026, 12, 1), "1 day late (was due 30 Nov)"),
    ],
)
def test_limits(today: date, words: str) -> None:
    assert formats.days_left(DAY, today) == words


def test_nothing_is_a_dash_in_both_languages() -> None:
    for each in formats.FILTERS:
        values = (None, DAY) if each.__name__ == "days_left" else (None,)
        assert each(*values) == getattr(chinese, each.__name__)(*values) == "—"


def test_a_page_shows_the_language_that_was_chosen(app: Flask) -> None:
    for language, shown in (("zh", "2026年11月30日（周一）"), ("en", "Monday, 30 November 2026")):
        with app.test_request_context(f"/?lang={language}"):
            assert render_template_string("{{ it|day }}", it=DAY) == shown
