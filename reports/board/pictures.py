"""The three charts of the leader's board: those of the monthly report, drawn for a page."""

from __future__ import annotations

from typing import Any

from paper.charts import Chart
from reports import preview
from reports.manuscript import narrative, petition_parts
from reports.statement import Statement


def drawn(statement: Statement) -> list[dict[str, Any]]:
    """What came in month by month, how it was handled, and what it is about; a chart without enough to draw is left out."""
    petitions = statement.petitions
    if petitions is None:
        return []
    charts: list[tuple[Chart, str]] = []
    if len(petitions.trend) > 1:
        came = petition_parts.registered_trend(petitions)
        charts.append((came, came.title))
    if petition_parts.has_rates(petitions):
        rates = petition_parts.rates_trend(petitions)
        charts.append((rates, rates.title))
    topics = petition_parts.topics_chart(petitions)
    if topics.labels:
        charts.append((topics, narrative.chart_title_categories(petitions)))
    return [preview.drawn(chart, title) for chart, title in charts]
