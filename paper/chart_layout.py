"""Lays a declared chart out into the scene that paper and page draw alike."""

from __future__ import annotations

from paper.charts import Bars, Chart, Multiples, Stacked, Trend
from paper.plot import Plot, TextMeasure
from paper.plot_bars import bars, stacked
from paper.plot_heat_map import heat_map
from paper.plot_lines import multiples, trend
from paper.scene import Scene


def lay_out(chart: Chart, width: float, measure: TextMeasure, *, size: float) -> Scene:
    """The scene of `chart`, `width` wide, lettered at `size`."""
    plot = Plot(width, measure, size)
    if isinstance(chart, Trend):
        trend(plot, chart)
    elif isinstance(chart, Bars):
        bars(plot, chart)
    elif isinstance(chart, Stacked):
        stacked(plot, chart)
    elif isinstance(chart, Multiples):
        multiples(plot, chart)
    else:
        heat_map(plot, chart)
    return Scene(width, plot.height, tuple(plot.marks), chart.title)
