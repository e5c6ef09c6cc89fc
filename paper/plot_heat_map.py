"""A grid of values from warm to cool, with hidden cells hatched and explained."""

from __future__ import annotations

from collections.abc import Sequence

from paper.charts import NOTHING, HeatMap, Hidden, Value, figure
from paper.plot import ON_DARK, ON_LIGHT, Names, Plot, heat
from paper.scene import Rect, Words, hatching, lightness


def heat_map(plot: Plot, chart: HeatMap) -> None:
    """Cells under their columns' names, and under the grid what hatching means."""
    size = plot.size
    names = Names(plot, chart.rows, may_stand_above=False)
    cell = (plot.width - names.width) / max(len(chart.columns), 1)
    head = _column_heads(plot, chart.columns, names.width, cell)
    names = Names(plot, chart.rows, top=head, may_stand_above=False)
    plot.height = names.draw()
    for row, values in enumerate(chart.values):
        for column, value in enumerate(values):
            place = (names.width + column * cell, head + row * names.tall, cell - 1.0, names.tall - 1.0)
            _heat_cell(plot, chart, value, place)
    if chart.hidden and any(isinstance(value, Hidden) for values in chart.values for value in values):
        y = plot.height + size * 0.5
        plot.marks.extend(hatching(names.width, y, size * 2.2, size * 1.2))
        plot.words(names.width + size * 2.8, y + size * 0.95, chart.hidden, "quiet")
        plot.height = y + size * 1.6


def _heat_cell(plot: Plot, chart: HeatMap, value: Value, place: tuple[float, float, float, float]) -> None:
    x, y, width, height = place
    if isinstance(value, Hidden):
        plot.marks.extend(hatching(x, y, width, height))
        return
    if value is None:
        plot.words(x + width / 2, y + height / 2 + plot.size * 0.35, NOTHING, "quiet", "middle")
        return
    colour = heat(value, chart.low, chart.high)
    plot.marks.append(Rect(x, y, width, height, colour))
    tone = ON_DARK if lightness(colour) < 0.18 else ON_LIGHT
    label = figure(value, chart.digits)
    # On a phone the figures of neighbouring cells would touch: there they are lettered smaller.
    size = plot.size * min(1.0, width * 0.86 / plot.text_width(label))
    plot.marks.append(Words(x + width / 2, y + height / 2 + size * 0.35, label, size, tone, "middle"))


def _column_heads(plot: Plot, columns: Sequence[str], left: float, cell: float) -> float:
    """Column names above their cells: in lines where they fit, else one character under the other."""
    size = plot.size
    upright = max((plot.text_width(name) for name in columns), default=0.0) > (cell - size * 0.3) * 3
    lines = [_letters(name) if upright else plot.wrapped(name, cell - size * 0.3, 3) for name in columns]
    tallest = max(map(len, lines), default=0)
    for column, name in enumerate(lines):
        for number, text in enumerate(name):
            # Names stand on the grid: the last line of each is nearest to it.
            y = size * 1.15 * (tallest - len(name) + number + 1)
            plot.words(left + (column + 0.5) * cell, y, text, "ink", "middle")
    return size * (1.15 * tallest + 0.7)


def _letters(name: str, most: int = 10) -> list[str]:
    return list(name) if len(name) <= most else [*name[: most - 1], "…"]
