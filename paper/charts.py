"""Charts as declarations, and how each is laid out into a scene that paper and page draw alike."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from paper.scene import SERIES, TONES, Mark, Rect, Scene, Stroke, blend, hatching, lightness, moved
from paper.scene import Dot as _Dot
from paper.scene import Words as _Words

# (text, size, bold) -> width: exact on paper, estimated for a page whose fonts are the reader's.
TextMeasure = Callable[[str, float, bool], float]


class Hidden:
    """The value of a figure that exists and may not be shown (figures.disclosure)."""

    def __repr__(self) -> str:
        return "HIDDEN"


HIDDEN: Final = Hidden()
#: A figure, a hidden one, or None where there is nothing to show.
Value = float | Hidden | None

NOTHING = "—"
LOW, MIDDLE, HIGH = "#a8442f", "#f6f1e4", "#5c9aa3"
ON_DARK, ON_LIGHT = "#ffffff", "#1d1f22"
#: Below this many letters across, names stand above their bars and lines are named above the picture.
NARROW = 34
#: Small multiples are lettered smaller than the picture they stand in.
PANEL_LETTERING = 0.82
#: More rows than this stand closer together.
CLOSE_FROM = 6


@dataclass(frozen=True)
class Series:
    """A named row of values, one for each label of its chart."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Trend:
    """Lines over time, labelled at their ends."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    digits: int = 0
    #: Ends of the scale when they are known (0 and 100 for rates); None lets the data decide.
    low: float | None = 0.0
    high: float | None = None


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one per label, in the order given."""

    title: str
    labels: tuple[str, ...]
    values: tuple[Value, ...]
    unit: str = ""
    digits: int = 0
    high: float | None = None
    #: What to write beside a hidden bar.
    hidden: str = ""


@dataclass(frozen=True)
class Stacked:
    """Horizontal bars divided into parts; as shares of each bar unless `absolute`."""

    title: str
    labels: tuple[str, ...]
    parts: tuple[Series, ...]
    unit: str = ""
    digits: int = 0
    absolute: bool = False
    hidden: str = ""
    #: The parts are steps of one scale, worst first: coloured from warm to cool as in a heat map.
    scale: bool = False


@dataclass(frozen=True)
class HeatMap:
    """A grid of values coloured from warm (low) to cool (high); hidden cells are hatched."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    low: float
    high: float
    digits: int = 0
    #: What hatching means, written under the grid when a cell is hidden.
    hidden: str = ""


@dataclass(frozen=True)
class Multiples:
    """Small multiples: a small trend for each series, side by side on one scale, so that their shapes are compared."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    digits: int = 0
    low: float = 0.0
    high: float | None = None


Chart = Trend | Bars | Stacked | HeatMap | Multiples


def lay_out(chart: Chart, width: float, measure: TextMeasure, *, size: float) -> Scene:
    """The scene of `chart`, `width` wide, lettered at `size`."""
    desk = _Desk(width, measure, size)
    if isinstance(chart, Trend):
        _trend(desk, chart)
    elif isinstance(chart, Bars):
        _bars(desk, chart)
    elif isinstance(chart, Stacked):
        _stacked(desk, chart)
    elif isinstance(chart, Multiples):
        _multiples(desk, chart)
    else:
        _heat_map(desk, chart)
    return Scene(width, desk.height, tuple(desk.marks), chart.title)


def figure(value: Value, digits: int, unit: str = "") -> str:
    """A value as it stands in a chart: thousands parted, “—” for nothing."""
    if not isinstance(value, int | float):
        return NOTHING
    return f"{value:,.{digits}f}{unit}"


def tabulate(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The chart's figures as a table: heads and rows, for the table that stands behind every chart on a page."""
    if isinstance(chart, HeatMap):
        rows = tuple(
            (name, *(written(value, chart.digits) for value in values))
            for name, values in zip(chart.rows, chart.values, strict=True)
        )
        return ("", *chart.columns), rows
    if isinstance(chart, Bars):
        series: tuple[Series, ...] = (Series(chart.unit or chart.title, chart.values),)
    else:
        series = chart.parts if isinstance(chart, Stacked) else chart.series
    rows = tuple(
        (label, *(written(each.values[position], chart.digits) for each in series))
        for position, label in enumerate(chart.labels)
    )
    return ("", *(each.name for each in series)), rows


def written(value: Value, digits: int) -> str:
    """A value as a table shows it: a hidden one is marked, not left blank."""
    return "＊" if isinstance(value, Hidden) else figure(value, digits)


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, about `wanted` steps."""
    span = high - low
    if span <= 0:
        return [low, low + 1]
    rough = span / wanted
    magnitude = 10 ** math.floor(math.log10(rough))
    step = next(nice * magnitude for nice in (1, 2, 2.5, 5, 10) if nice * magnitude >= rough - 1e-9)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


@dataclass
class _Desk:
    """Where one chart is being laid out."""

    width: float
    measure: TextMeasure
    size: float
    height: float = 0.0
    marks: list[Mark] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        """Whether it is laid out for a phone."""
        return self.width < NARROW * self.size

    def words(
        self, x: float, y: float, text: str, tone: str = "ink", anchor: str = "start", bold: bool = False
    ) -> None:
        self.marks.append(_Words(x, y, text, self.size, tone, anchor, bold))

    def text_width(self, text: str) -> float:
        return self.measure(text, self.size, False)

    def wrapped(self, text: str, room: float, lines: int = 2) -> list[str]:
        """`text` in at most `lines` lines of `room`; what does not fit ends in an ellipsis."""
        found = [""]
        for char in text:
            if found[-1] and self.text_width(found[-1] + char) > room:
                if len(found) == lines:
                    found[-1] = found[-1][:-1] + "…"
                    return found
                found.append("")
            found[-1] += char
        return found


def _numbers(values: Sequence[Value]) -> list[float]:
    return [float(value) for value in values if isinstance(value, int | float)]


def _trend(desk: _Desk, chart: Trend) -> None:
    size = desk.size
    shown = [number for series in chart.series for number in _numbers(series.values)]
    low = chart.low if chart.low is not None else min(shown, default=0.0)
    high = chart.high if chart.high is not None else max(shown, default=1.0)
    scale = ticks(low, max(high, low + (1 if chart.digits == 0 else 0.1)))
    named_above = desk.narrow and len(chart.series) > 1
    legend = _legend(desk, [series.name for series in chart.series], _tones(len(chart.series))) if named_above else 0.0
    ends = [_end_label(series, chart, with_name=not named_above) for series in chart.series]
    left = max(desk.text_width(figure(tick, _tick_digits(scale))) for tick in scale) + size * 0.8
    right = max(map(desk.text_width, ends), default=0.0) + size * 1.2
    top, bottom = legend + size * (1.6 if chart.unit else 0.8), size * 2.2
    plot_height = desk.width * (0.5 if desk.narrow else 0.34)
    desk.height = top + plot_height + bottom

    def across(position: int) -> float:
        inner = desk.width - left - right
        return left + (inner * position / (len(chart.labels) - 1) if len(chart.labels) > 1 else inner / 2)

    def down(value: float) -> float:
        return top + plot_height * (1 - (value - scale[0]) / (scale[-1] - scale[0]))

    if chart.unit:
        desk.words(left, legend + size, chart.unit, "quiet", "end")
    for tick in scale:
        weight = 0.7 if tick == scale[0] else 0.35
        tone = "quiet" if tick == scale[0] else "line"
        desk.marks.append(Stroke(((left, down(tick)), (desk.width - right, down(tick))), tone, weight))
        desk.words(left - size * 0.5, down(tick) + size * 0.35, figure(tick, _tick_digits(scale)), "quiet", "end")
    _labels_below(desk, chart.labels, across, top + plot_height + size * 1.5)
    for number, series in enumerate(chart.series):
        _line(desk, series, _tone(number), _DASHES[number % len(_DASHES)], across, down)
    _label_ends(desk, chart, ends, down, desk.width - right + size * 0.6, (top, top + plot_height))


def _multiples(desk: _Desk, chart: Multiples) -> None:
    size = desk.size * PANEL_LETTERING
    columns = min(2 if desk.narrow else 3, max(len(chart.series), 1))
    gap = desk.size
    width = (desk.width - gap * (columns - 1)) / columns
    shown = [number for series in chart.series for number in _numbers(series.values)]
    high = chart.high if chart.high is not None else max(shown, default=1.0)
    top = 0.0
    for first in range(0, len(chart.series), columns):
        tallest = 0.0
        for column, series in enumerate(chart.series[first : first + columns]):
            left = column * (width + gap)
            panel = Trend(
                series.name, chart.labels, (Series("", series.values),), digits=chart.digits, low=chart.low, high=high
            )
            scene = lay_out(panel, width, desk.measure, size=size)
            desk.words(
                left, top + desk.size * 1.1, f"{series.name}{f'（{chart.unit}）' if chart.unit else ''}", bold=True
            )
            desk.marks.extend(moved(mark, left, top + desk.size * 1.5) for mark in scene.marks)
            tallest = max(tallest, scene.height)
        top += tallest + desk.size * 2.2
    desk.height = max(top - desk.size * 0.7, desk.size)


_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2), (3, 3))


def _tone(number: int) -> str:
    return f"series-{number % SERIES + 1}"


def _tick_digits(scale: Sequence[float]) -> int:
    return 0 if all(float(tick).is_integer() for tick in scale) else 1


def _tones(count: int) -> list[str]:
    return [_tone(number) for number in range(count)]


def _end_label(series: Series, chart: Trend, *, with_name: bool) -> str:
    numbers = _numbers(series.values)
    last = series.values[-1] if series.values else None
    value = figure(last, chart.digits) if numbers else NOTHING
    return f"{series.name} {value}".strip() if with_name else value


def _line(
    desk: _Desk,
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
            desk.marks.append(_Dot(*stretch[-1], desk.size * 0.2, tone))
        else:
            if len(stretch) > 1:
                desk.marks.append(Stroke(tuple(stretch), tone, 1.4, dash))
            stretch = []


def _labels_below(desk: _Desk, labels: Sequence[str], across: Callable[[int], float], y: float) -> None:
    """As many labels as stand apart, always with the last one."""
    if not labels:
        return
    widest = max(map(desk.text_width, labels)) + desk.size * 0.8
    step = across(1) - across(0) if len(labels) > 1 else widest
    every = max(math.ceil(widest / step), 1) if step > 0 else len(labels)
    for position, label in enumerate(labels):
        if (len(labels) - 1 - position) % every == 0:
            desk.words(across(position), y, label, "quiet", "middle")


def _label_ends(
    desk: _Desk,
    chart: Trend,
    ends: Sequence[str],
    down: Callable[[float], float],
    x: float,
    span: tuple[float, float],
) -> None:
    """Each series' name and last value beside its end, moved apart where ends lie together."""
    places = []
    for number, series in enumerate(chart.series):
        numbers = _numbers(series.values)
        places.append((down(numbers[-1]) if numbers else span[1], number))
    places.sort()
    gap = desk.size * 1.25
    settled: list[float] = []
    for y, _number in places:
        settled.append(max(y, settled[-1] + gap) if settled else y)
    overshoot = max(settled[-1] - span[1], 0.0) if settled else 0.0
    for y, (_, number) in zip(settled, places, strict=True):
        desk.words(x, y - overshoot + desk.size * 0.35, ends[number], _tone_of_words(number), bold=True)


def _tone_of_words(number: int) -> str:
    # Pale series colours cannot be read as letters: those names are set in ink.
    tone = _tone(number)
    return tone if lightness(TONES[tone]) < 0.18 else "ink"


def _bars(desk: _Desk, chart: Bars) -> None:
    size = desk.size
    names = _Names(desk, chart.labels)
    high = chart.high or max(_numbers(chart.values), default=0.0) or 1.0
    longest = max((desk.text_width(figure(value, chart.digits, chart.unit)) for value in chart.values), default=0.0)
    room = desk.width - names.width - longest - size * 1.2
    desk.height = names.draw()
    for row, value in enumerate(chart.values):
        top, thick = names.bar(row)
        if isinstance(value, Hidden):
            desk.marks.extend(hatching(names.width, top, room * 0.25, thick))
            desk.words(names.width + room * 0.25 + size * 0.5, top + thick * 0.5 + size * 0.35, chart.hidden, "quiet")
            continue
        length = room * max(value or 0.0, 0.0) / high
        desk.marks.append(Rect(names.width, top, max(length, 0.6), thick, "series-1"))
        label = figure(value, chart.digits, chart.unit)
        desk.words(names.width + length + size * 0.5, top + thick * 0.5 + size * 0.35, label)
    _base_line(desk, names.width)


class _Names:
    """The names of rows, at the left of their bars or, on a narrow picture, above them; and where each bar stands."""

    def __init__(self, desk: _Desk, labels: Sequence[str], *, top: float = 0.0, may_stand_above: bool = True) -> None:
        self.desk, self.top = desk, top
        self.above = may_stand_above and desk.narrow
        room = desk.width if self.above else desk.width * 0.36
        self.lines = [desk.wrapped(label, room) for label in labels]
        widest = max((desk.text_width(line) for lines in self.lines for line in lines), default=0.0)
        self.width = 0.0 if self.above else min(widest, room) + desk.size * 0.8
        most = max(map(len, self.lines), default=1)
        # Many rows stand closer, so that a chart of twelve dimensions leaves room on its page.
        airy = 2.1 if len(labels) <= CLOSE_FROM else 1.75
        self.tall = desk.size * (1.15 * most + 2.0) if self.above else desk.size * (2.9 if most > 1 else airy)

    def draw(self) -> float:
        """Letter every name; returns the height of all rows."""
        size = self.desk.size
        for row, lines in enumerate(self.lines):
            if self.above:
                x, first, anchor = 0.0, self.bar(row)[0] - size * (0.35 + 1.15 * (len(lines) - 1)), "start"
            else:
                middle = self.top + self.tall * (row + 0.5)
                x, anchor = self.width - size * 0.8, "end"
                first = middle + size * 0.35 - size * 1.15 * (len(lines) - 1) / 2
            for number, line in enumerate(lines):
                self.desk.words(x, first + number * size * 1.15, line, "ink", anchor)
        return self.top + self.tall * len(self.lines)

    def bar(self, row: int) -> tuple[float, float]:
        """Upper edge and thickness of the bar of `row`."""
        thick = self.desk.size * 1.25
        blank = self.tall - thick
        return self.top + self.tall * row + (blank - self.desk.size * 0.1 if self.above else blank / 2), thick


def _base_line(desk: _Desk, x: float, top: float = 0.0) -> None:
    if not x:
        # Names stand above their bars: a line would run through them.
        return
    desk.marks.append(Stroke(((x, top), (x, desk.height)), "quiet", 0.7))


def _stacked(desk: _Desk, chart: Stacked) -> None:
    size = desk.size
    tones = _steps(len(chart.parts)) if chart.scale else _tones(len(chart.parts))
    legend = _legend(desk, [part.name for part in chart.parts], tones)
    names = _Names(desk, chart.labels, top=legend)
    desk.height = names.draw()
    totals = [sum(_numbers([part.values[row] for part in chart.parts])) for row in range(len(chart.labels))]
    widest = max(totals, default=0.0) or 1.0
    room = desk.width - names.width - size * (3.5 if chart.absolute else 0.5)
    for row, total in enumerate(totals):
        top, thick = names.bar(row)
        if any(isinstance(part.values[row], Hidden) for part in chart.parts):
            desk.marks.extend(hatching(names.width, top, room * 0.25, thick))
            desk.words(names.width + room * 0.25 + size * 0.5, top + thick * 0.5 + size * 0.35, chart.hidden, "quiet")
            continue
        if not total:
            desk.words(names.width + size * 0.5, top + thick * 0.5 + size * 0.35, NOTHING, "quiet")
            continue
        scale = room / (widest if chart.absolute else total)
        _parts(desk, chart, row, tones, (names.width, top, thick), scale)
        if chart.absolute:
            label = figure(total, chart.digits, chart.unit)
            desk.words(names.width + total * scale + size * 0.5, top + thick * 0.5 + size * 0.35, label)
    _base_line(desk, names.width, legend)


def _steps(count: int) -> list[str]:
    """Colours of the steps of a scale, from the worst to the best."""
    return [heat(number, 0, count - 1) if count > 1 else MIDDLE for number in range(count)]


def _parts(
    desk: _Desk, chart: Stacked, row: int, tones: Sequence[str], place: tuple[float, float, float], scale: float
) -> None:
    x, top, thick = place
    for number, part in enumerate(chart.parts):
        value = part.values[row]
        if not isinstance(value, int | float) or value <= 0:
            continue
        length = value * scale
        colour = TONES.get(tones[number], tones[number])
        # A hair of paper between neighbours keeps them apart in a grey print.
        desk.marks.append(Rect(x, top, max(length - 0.7, 0.4), thick, tones[number]))
        label = figure(value, chart.digits, chart.unit)
        if desk.text_width(label) + desk.size * 0.4 < length:
            tone = ON_DARK if lightness(colour) < 0.3 else ON_LIGHT
            desk.words(x + length / 2, top + thick * 0.5 + desk.size * 0.35, label, tone, "middle")
        x += length


def _legend(desk: _Desk, names: Sequence[str], tones: Sequence[str]) -> float:
    """Names of the parts in their order, closer together where one line can hold them; returns the height used."""
    size = desk.size
    widths = [size * 1.3 + desk.text_width(name) for name in names]
    spare = (desk.width - sum(widths)) / max(len(widths) - 1, 1)
    gap = spare if size * 0.6 <= spare < size * 1.4 else size * 1.4
    x, y = 0.0, size * 1.1
    for name, tone, width in zip(names, tones, widths, strict=True):
        if x and x + width > desk.width + 0.01:
            x, y = 0.0, y + size * 1.6
        desk.marks.append(Rect(x, y - size * 0.85, size, size, tone))
        desk.words(x + size * 1.3, y, name)
        x += width + gap
    return y + size * 0.9


def _heat_map(desk: _Desk, chart: HeatMap) -> None:
    size = desk.size
    names = _Names(desk, chart.rows, may_stand_above=False)
    cell = (desk.width - names.width) / max(len(chart.columns), 1)
    head = _column_heads(desk, chart.columns, names.width, cell)
    names = _Names(desk, chart.rows, top=head, may_stand_above=False)
    desk.height = names.draw()
    for row, values in enumerate(chart.values):
        for column, value in enumerate(values):
            place = (names.width + column * cell, head + row * names.tall, cell - 1.0, names.tall - 1.0)
            _heat_cell(desk, chart, value, place)
    if chart.hidden and any(isinstance(value, Hidden) for values in chart.values for value in values):
        y = desk.height + size * 0.5
        desk.marks.extend(hatching(names.width, y, size * 2.2, size * 1.2))
        desk.words(names.width + size * 2.8, y + size * 0.95, chart.hidden, "quiet")
        desk.height = y + size * 1.6


def _heat_cell(desk: _Desk, chart: HeatMap, value: Value, place: tuple[float, float, float, float]) -> None:
    x, y, width, height = place
    if isinstance(value, Hidden):
        desk.marks.extend(hatching(x, y, width, height))
        return
    if value is None:
        desk.words(x + width / 2, y + height / 2 + desk.size * 0.35, NOTHING, "quiet", "middle")
        return
    colour = heat(value, chart.low, chart.high)
    desk.marks.append(Rect(x, y, width, height, colour))
    tone = ON_DARK if lightness(colour) < 0.18 else ON_LIGHT
    label = figure(value, chart.digits)
    desk.words(x + width / 2, y + height / 2 + desk.size * 0.35, label, tone, "middle")


def heat(value: float, low: float, high: float) -> str:
    """The colour of `value` between `low` (warm, dark) and `high` (cool, lighter) through paper."""
    share = min(max((value - low) / (high - low), 0.0), 1.0) if high > low else 0.5
    return blend(LOW, MIDDLE, share * 2) if share < 0.5 else blend(MIDDLE, HIGH, share * 2 - 1)


def _column_heads(desk: _Desk, columns: Sequence[str], left: float, cell: float) -> float:
    """Column names above their cells: in lines where they fit, else one character under the other."""
    size = desk.size
    upright = max((desk.text_width(name) for name in columns), default=0.0) > (cell - size * 0.3) * 3
    lines = [_letters(name) if upright else desk.wrapped(name, cell - size * 0.3, 3) for name in columns]
    tallest = max(map(len, lines), default=0)
    for column, name in enumerate(lines):
        for number, text in enumerate(name):
            # Names stand on the grid: the last line of each is nearest to it.
            y = size * 1.15 * (tallest - len(name) + number + 1)
            desk.words(left + (column + 0.5) * cell, y, text, "ink", "middle")
    return size * (1.15 * tallest + 0.7)


def _letters(name: str, most: int = 10) -> list[str]:
    return list(name) if len(name) <= most else [*name[: most - 1], "…"]
