"""Periods as a page names them, in the page's language; reports on paper name them in Chinese (`Period.label`)."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _

from reports.period import QUARTERS, Month, Period, Quarter
from web import pages


def register(app: Flask) -> None:
    """Offer the name of a period to every template as a filter."""
    app.jinja_env.filters["period_name"] = period_name


def period_name(period: Period) -> str:
    """2026年10月, 2026年第三季度, 2026年; October 2026, third quarter of 2026, 2026."""
    if isinstance(period, Month):
        return pages.month_name(period.first_day)
    if isinstance(period, Quarter):
        names = dict(zip(QUARTERS, (_("第一季度"), _("第二季度"), _("第三季度"), _("第四季度")), strict=True))
        return _("%(year)s年%(quarter)s", year=period.year, quarter=names[QUARTERS[period.quarter - 1]])
    return _("%(year)s年", year=period.year)
