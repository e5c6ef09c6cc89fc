"""Ways of showing a value, one pure function each; pages use them as filters and paper calls them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from web import clock

if TYPE_CHECKING:
    from flask import Flask

NOTHING = "—"
WEEKDAYS = "一二三四五六日"


def day(value: date | None) -> str:
    """2026年11月30日（周一）"""
    return f"{plain_day(value)}（周{WEEKDAYS[value.weekday()]}）" if value else NOTHING


def plain_day(value: date | None) -> str:
    """2026年11月30日"""
    return f"{value.year}年{value.month}月{value.day}日" if value else NOTHING


def short_day(value: date | None) -> str:
    """11月30日"""
    return f"{value.month}月{value.day}日" if value else NOTHING


def iso_day(value: date | None) -> str:
    """2026-11-30, for tables and `<time datetime>`."""
    return value.isoformat() if value else NOTHING


def day_of(kept: str | None) -> str:
    """2026年11月30日, of a day that a release keeps as 2026-11-30"""
    return plain_day(date.fromisoformat(kept) if kept else None)


def month_name(value: date | None) -> str:
    """2026年11月"""
    return f"{value.year}年{value.month}月" if value else NOTHING


def short_month(value: date | None) -> str:
    """11月, under a chart"""
    return f"{value.month}月" if value else NOTHING


def moment(value: datetime | None) -> str:
    """2026年11月30日 09:30, where the enterprise is; only for what officers did."""
    if value is None:
        return NOTHING
    local = clock.local(value)
    return f"{plain_day(local)} {local:%H:%M}"


def number(value: float | None, digits: int = 0) -> str:
    """1,234,567"""
    return f"{value:,.{digits}f}" if value is not None else NOTHING


def percent(share: float | None, digits: int = 1) -> str:
    """0.125 as 12.5%; an empty denominator shows as a dash."""
    return f"{share * 100:.{digits}f}%" if share is not None else NOTHING


def days_left(deadline: date | None, today: date) -> str:
    """还有 6 天（11月30日前）, 今天到期, or 已超 3 天（应于11月30日前）."""
    if deadline is None:
        return NOTHING
    left = (deadline - today).days
    if left > 0:
        return f"还有 {left} 天（{short_day(deadline)}前）"
    if left == 0:
        return f"今天到期（{short_day(deadline)}）"
    return f"已超 {-left} 天（应于{short_day(deadline)}前）"


def file_size(size: int) -> str:
    """1.5 MB, 320 KB"""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"


FILTERS = (
    *(day, plain_day, short_day, iso_day, day_of, month_name, short_month, moment),
    *(number, percent, days_left, file_size),
)


def register(app: Flask) -> None:
    """Make every format a filter of the same name."""
    app.jinja_env.filters.update({each.__name__: each for each in FILTERS})
