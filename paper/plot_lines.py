"""Lines over time, labelled at their ends, and small multiples of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from paper.charts import NOTHING, Multiples, Series, Trend, figure
from paper.plot import Plot, numbers_in, series_tone, series_tones, ticks
from paper.scene import TONES, Dot, Stroke, lightness, moved

#: Small multiples are lettered smaller than the picture they stand in.
PANEL_LETTERING = 0.82
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2), (3, 3))


def trend(plot: Plot, chart: Trend) -> None:
    """Lines on one scale; on a narrow picture several are named above it."""
    size = plot.size
    shown = [number for series in chart.series for number in numbers_in(series.values)]
    low = chart.low if chart.low is not None else min(shown, default=0.0)
    high = chart.high if chart.high is not None else max(shown, default=1.0)
    scale = ticks(low, max(high, low + (1 if chart.digits == 0 else 0.1)))
    named_above = plot.narrow and len(chart.series) > 1
    legend = (
        plot.legend([series.name for series in chart.series], series_tones(len(chart.series))) if named_above else 0.0
    )
    ends = [_end_label(series, chart, with_name=not named_above) for series in chart.series]
    left = max(plot.text_width(figure(tick, _tick_digits(scale))) for tick in scale) + size * 0.8
    right = max(map(plot.text_width, ends), default=0.0) + size * 1.2
    top, bottom = legend + size * (2.1 if chart.unit else 0.8), size * 2.2
    plot_height = plot.width * (0.5 if plot.narrow else 0.34)
    plot.height = top + plot_height + bottom

    def across(position: int) -> float:
        inner = plot.width - left - right
        return left + (inner * position / (len(chart.labels) - 1) if len(chart.labels) > 1 else inner / 2)

    def down(value: float) -> float:
        return top + plot_height * (1 - (value - scale[0]) / (scale[-1] - scale[0]))

    if chart.unit:
        plot.words(left - size * 0.5, legend + size, chart.unit, "quiet", "end")
    for tick in scale:
        weight = 0.7 if tick == scale[0] else 0.35
        tone = "quiet" if tick == scale[0] else "line"
        plot.marks.append(Stroke(((left, down(tick)), (plot.width - right, down(tick))), tone, weight))
        plot.words(left - size * 0.5, down(tick) + size * 0.35, figure(tick, _tick_digits(scale)), "quiet", "end")
    _labels_below(plot, chart.labels, across, top + plot_height + size * 1.5)
    for number, series in enumerate(chart.series):
        _line(plot, series, series_tone(number), DASHES[number % len(DASHES)], across, down)
    _label_ends(plot, chart, ends, down, plot.width - right + size * 0.6, (top, top + plot_height))


def multiples(plot: Plot, chart: Multiples) -> None:
    """A small trend for each series, on one scale."""
    size = plot.size * PANEL_LETTERING
    columns = min(2 if plot.narrow else 3, max(len(chart.series), 1))
    gap = plot.size
    width = (plot.width - gap * (columns - 1)) / columns
    shown = [number for series in chart.series for number in numbers_in(series.values)]
    high = chart.high if chart.high is not None else max(shown, default=1.0)
    top = 0.0
    for first in range(0, len(chart.series), columns):
        tallest = 0.0
        for column, series in enumerate(chart.series[first : first + columns]):
            left = column * (width + gap)
            panel = Trend(
                series.name, chart.labels, (Series("", series.values),), digits=chart.digits, low=chart.low, high=high
            )
            small = Plot(width, plot.measure, size)
            trend(small, panel)
            plot.words(
                left, top + plot.size * 1.1, f"{series.name}{f'（{chart.unit}）' if chart.unit else ''}", bold=True
            )
            plot.marks.extend(moved(mark, left, top + plot.size * 1.5) for mark in small.marks)
            tallest = max(tallest, small.height)
        top += tallest + plot.size * 2.2
    plot.height = max(top - plot.size * 0.7, plot.size)


def _tick_digits(scale: Sequence[float]) -> int:
    return 0 if all(float(tick).is_integer() for tick in scale) else 1


def _end_label(series: Series, chart: Trend, *, with_name: bool) -> str:
    last = series.values[-1] if series.values else None
    value = figure(last, chart.digits) if numbers_in(series.values) else NOTHING
    return f"{series.name} {value}".strip() if with_name else value


def _line(
    plot: Plot,
    series: Series,
    tone: str,
    dash: tuple[float, ...],
    across: Callable[[int], float],
    down: Callable[[float], float],
) -> None:
    """The line of one series, broken where a month has nothing to show; a month alone is a dot."""
    stretch: list[tuple[float, float]] = []
    for position, value in enumerate((*series.values, None)):
        if isinstance(value, int | float):
            stretch.append((across(position), down(value)))
            plot.marks.append(Dot(*stretch[-1], plot.size * 0.2, tone))
        else:
            if len(stretch) > 1:
                plot.marks.append(Stroke(tuple(stretch), tone, 1.4, dash))
            stretch = []


def _labels_below(plot: Plot, labels: Sequence[str], across: Callable[[int], float], y: float) -> None:
    """As many labels as stand apart, always with the last one."""
    if not labels:
        return
    widest = max(map(plot.text_width, labels)) + plot.size * 0.8
    step = across(1) - across(0) if len(labels) > 1 else widest
    every = max(math.ceil(widest / step), 1) if step > 0 else len(labels)
    for position, label in enumerate(labels):
        if (len(labels) - 1 - position) % every == 0:
            plot.words(across(position), y, label, "quiet", "middle")


def _label_ends(
    plot: Plot,
    chart: Trend,
    ends: Sequence[str],
    down: Callable[[float], float],
    x: float,
    span: tuple[float, float],
) -> None:
    """Each series' name and last value beside its end, moved apart where ends lie together."""
    places = []
    for number, series in enumerate(chart.series):
        drawn = numbers_in(series.values)
        places.append((down(drawn[-1]) if drawn else span[1], number))
    places.sort()
    gap = plot.size * 1.25
    settled: list[float] = []
    for y, _number in places:
        settled.append(max(y, settled[-1] + gap) if settled else y)
    overshoot = max(settled[-1] - span[1], 0.0) if settled else 0.0
    for y, (_, number) in zip(settled, places, strict=True):
        plot.words(x, y - overshoot + plot.size * 0.35, ends[number], _tone_of_words(number), bold=True)


def _tone_of_words(number: int) -> str:
    # Pale series colours cannot be read as letters: those names are set in ink.
    tone = series_tone(number)
    return tone if lightness(TONES[tone]) < 0.18 else "ink"
