"""The three charts of the leader's board: those of the monthly report, drawn for a page in its language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from paper.charts import Bars, Trend
from reports import preview
from reports.manuscript import narrative, petition_parts
from reports.period import Month
from reports.petition_statement import Petitions
from reports.statement import Statement
from web import pages
from web.words import N_

CAME, RATES, TOPICS = N_("每月登记的诉求"), N_("每月的办理指标"), N_("诉求反映的内容")
#: Names of lines and bars that only the report's charts have.
NAMES = (N_("满意率"), N_("其他（合并）"))
#: What stands alone on a page under a name that is a button elsewhere.
LONGER = {"登记": N_("登记的诉求")}


def drawn(statement: Statement, called: Callable[[str], str] = _) -> list[dict[str, Any]]:
    """What came in month by month, how it was handled, and what it is about; a chart without enough to draw is left out.

    `called` says what the page calls a line of content.
    """
    return list(_pictures(statement, called))


def first(statement: Statement) -> dict[str, Any] | None:
    """The first of them, drawn alone."""
    return next(_pictures(statement), None)


def _pictures(statement: Statement, called: Callable[[str], str] = _) -> Iterator[dict[str, Any]]:
    petitions = statement.petitions
    if petitions is None:
        return
    if len(petitions.trend) > 1:
        came = petition_parts.registered_trend(petitions)
        yield _drawn(_in_words(came, petitions), came.title, CAME)
    if petition_parts.has_rates(petitions):
        rates = petition_parts.rates_trend(petitions)
        yield _drawn(_in_words(rates, petitions), rates.title, RATES)
    topics = petition_parts.topics_chart(petitions)
    if topics.labels:
        told = replace(topics, labels=tuple(map(called, topics.labels)), unit=pieces())
        yield _drawn(told, narrative.chart_title_categories(petitions), TOPICS)


def _in_words(chart: Trend, petitions: Petitions) -> Trend:
    """Months and lines as the page names them."""
    labels = tuple(pages.short_month(Month.parse(point.month).first_day) for point in petitions.trend)
    lines = tuple(replace(each, name=_(LONGER.get(each.name, each.name))) for each in chart.series)
    return replace(chart, labels=labels, series=lines, unit=pieces() if chart.unit == "件" else chart.unit)


def pieces() -> str:
    """The unit beside a number of cases: Chinese counts them in 件, English without a word."""
    return "" if pages.page_language() == "en" else "件"


def _drawn(chart: Trend | Bars, sentence: str, heading: str) -> dict[str, Any]:
    """Under the report's own sentence; on an English page under what it shows, because the report speaks Chinese."""
    title = _(heading) if pages.page_language() == "en" else sentence
    return preview.drawn(replace(chart, title=title), title)
