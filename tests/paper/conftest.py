"""Charts laid out as the tests look at them."""

from __future__ import annotations

from paper import svg
from paper.chart_layout import lay_out
from paper.charts import Chart
from paper.scene import Scene, Words

MONTHS = tuple(f"{month}月" for month in range(1, 13))


def scene(chart: Chart, width: float = 440) -> Scene:
    """A chart laid out, lettered at ten."""
    return lay_out(chart, width, svg.estimate, size=10)


def words(chart: Chart) -> list[str]:
    """What is lettered in a chart."""
    return [mark.text for mark in scene(chart).marks if isinstance(mark, Words)]
