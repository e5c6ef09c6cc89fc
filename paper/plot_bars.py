"""Horizontal bars, plain or divided into parts."""

from __future__ import annotations

from collections.abc import Sequence

from paper.charts import NOTHING, Bars, Hidden, Stacked, figure
from paper.plot import MIDDLE, ON_DARK, ON_LIGHT, Names, Plot, heat, numbers_in, series_tones
from paper.scene import TONES, Rect, Stroke, hatching, lightness


def bars(plot: Plot, chart: Bars) -> None:
    """One bar a row, with its figure behind it."""
    size = plot.size
    names = Names(plot, chart.labels)
    high = chart.high or max(numbers_in(chart.values), default=0.0) or 1.0
    longest = max((plot.text_width(figure(value, chart.digits, chart.unit)) for value in chart.values), default=0.0)
    room = plot.width - names.width - longest - size * 1.2
    plot.height = names.draw()
    for row, value in enumerate(chart.values):
        top, thick = names.bar(row)
        if isinstance(value, Hidden):
            _hidden(plot, chart.hidden, (names.width, top, thick), room * 0.25)
            continue
        length = room * max(value or 0.0, 0.0) / high
        plot.marks.append(Rect(names.width, top, max(length, 0.6), thick, "series-1"))
        label = figure(value, chart.digits, chart.unit)
        plot.words(names.width + length + size * 0.5, top + thick * 0.5 + size * 0.35, label)
    _base_line(plot, names.width)


def stacked(plot: Plot, chart: Stacked) -> None:
    """One bar a row, divided into parts; one hidden part hides the bar."""
    size = plot.size
    tones = _steps(len(chart.parts)) if chart.scale else series_tones(len(chart.parts))
    legend = plot.legend([part.name for part in chart.parts], tones)
    names = Names(plot, chart.labels, top=legend)
    plot.height = names.draw()
    totals = [sum(numbers_in([part.values[row] for part in chart.parts])) for row in range(len(chart.labels))]
    widest = max(totals, default=0.0) or 1.0
    room = plot.width - names.width - size * (3.5 if chart.absolute else 0.5)
    for row, total in enumerate(totals):
        top, thick = names.bar(row)
        if any(isinstance(part.values[row], Hidden) for part in chart.parts):
            _hidden(plot, chart.hidden, (names.width, top, thick), room * 0.25)
            continue
        if not total:
            plot.words(names.width + size * 0.5, top + thick * 0.5 + size * 0.35, NOTHING, "quiet")
            continue
        scale = room / (widest if chart.absolute else total)
        _parts(plot, chart, row, tones, (names.width, top, thick), scale)
        if chart.absolute:
            label = figure(total, chart.digits, chart.unit)
            plot.words(names.width + total * scale + size * 0.5, top + thick * 0.5 + size * 0.35, label)
    _base_line(plot, names.width, legend)


def _steps(count: int) -> list[str]:
    """Colours of the steps of a scale, from the worst to the best."""
    return [heat(number, 0, count - 1) if count > 1 else MIDDLE for number in range(count)]


def _parts(
    plot: Plot, chart: Stacked, row: int, tones: Sequence[str], place: tuple[float, float, float], scale: float
) -> None:
    x, top, thick = place
    for number, part in enumerate(chart.parts):
        value = part.values[row]
        if not isinstance(value, int | float) or value <= 0:
            continue
        length = value * scale
        colour = TONES.get(tones[number], tones[number])
        # A hair of paper between neighbours keeps them apart in a grey print.
        plot.marks.append(Rect(x, top, max(length - 0.7, 0.4), thick, tones[number]))
        label = figure(value, chart.digits, chart.unit)
        if plot.text_width(label) + plot.size * 0.4 < length:
            tone = ON_DARK if lightness(colour) < 0.3 else ON_LIGHT
            plot.words(x + length / 2, top + thick * 0.5 + plot.size * 0.35, label, tone, "middle")
        x += length


def _hidden(plot: Plot, words: str, place: tuple[float, float, float], length: float) -> None:
    """Hatching that says nothing of the length, and what it means."""
    x, top, thick = place
    plot.marks.extend(hatching(x, top, length, thick))
    plot.words(x + length + plot.size * 0.5, top + thick * 0.5 + plot.size * 0.35, words, "quiet")


def _base_line(plot: Plot, x: float, top: float = 0.0) -> None:
    if not x:
        # Names stand above their bars: a line would run through them.
        return
    plot.marks.append(Stroke(((x, top), (x, plot.height)), "quiet", 0.7))
