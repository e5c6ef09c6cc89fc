"""The formats of `web.formats` that hold words, in English; pages show them to readers who chose English."""

from __future__ import annotations

from datetime import date, datetime

from web import clock
from web.formats import NOTHING

# Not strftime: it would follow the machine's locale.
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def day(value: date | None) -> str:
    """Monday, 30 November 2026"""
    return f"{WEEKDAYS[value.weekday()]}, {plain_day(value)}" if value else NOTHING


def plain_day(value: date | None) -> str:
    """30 November 2026"""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else NOTHING


def short_day(value: date | None) -> str:
    """30 Nov"""
    return f"{value.day} {MONTHS[value.month - 1][:3]}" if value else NOTHING


def day_of(kept: str | None) -> str:
    """30 November 2026, of a day kept as 2026-11-30"""
    return plain_day(date.fromisoformat(kept) if kept else None)


def month_name(value: date | None) -> str:
    """November 2026"""
    return f"{MONTHS[value.month - 1]} {value.year}" if value else NOTHING


def short_month(value: date | None) -> str:
    """Nov"""
    return MONTHS[value.month - 1][:3] if value else NOTHING


def moment(value: datetime | None) -> str:
    """30 November 2026, 09:30; only for what officers did."""
    return f"{plain_day(clock.local(value).date())}, {clock.local(value):%H:%M}" if value else NOTHING


def days_left(deadline: date | None, today: date) -> str:
    """6 days left (by 30 Nov), due today (30 Nov), or 3 days late (was due 30 Nov)."""
    if deadline is None:
        return NOTHING
    left = (deadline - today).days
    if left > 0:
        return f"{_days(left)} left (by {short_day(deadline)})"
    if left == 0:
        return f"due today ({short_day(deadline)})"
    return f"{_days(-left)} late (was due {short_day(deadline)})"


FILTERS = (day, plain_day, short_day, day_of, month_name, short_month, moment, days_left)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
