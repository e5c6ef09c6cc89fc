"""The sheet a chart is being laid out on: lettering, wrapped names, legends, series colours and round scales."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from paper.charts import Value
from paper.scene import SERIES, Mark, Rect, Words, blend

# (text, size, bold) -> width: exact on paper, estimated for a page whose fonts are the reader's.
TextMeasure = Callable[[str, float, bool], float]

ON_DARK, ON_LIGHT = "#ffffff", "#1d1f22"
LOW, MIDDLE, HIGH = "#a8442f", "#f6f1e4", "#5c9aa3"
#: Below this many letters across, names stand above their bars and lines are named above the picture.
NARROW = 34
#: A word of Latin letters and digits with the spaces after it, or any other character with the marks that may not begin or end a line.
WORDS = re.compile(r"[!-~\u00a1-\u024f]+ *|[（《“‘]*.[、，。；：！？）》”’]*", re.DOTALL)
#: More rows than this stand closer together.
CLOSE_FROM = 6


@dataclass
class Plot:
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
        """Letter one line."""
        self.marks.append(Words(x, y, text, self.size, tone, anchor, bold))

    def text_width(self, text: str) -> float:
        """How wide a line becomes."""
        return self.measure(text, self.size, False)

    def wrapped(self, text: str, room: float, lines: int = 2) -> list[str]:
        """`text` in at most `lines` lines of `room`; what does not fit ends in an ellipsis."""
        found = [""]
        for piece in self._breakable(text, room):
            if found[-1] and self.text_width((found[-1] + piece).rstrip()) > room:
                found[-1] = found[-1].rstrip()
                if len(found) == lines:
                    found[-1] = found[-1][:-1] + "…"
                    return found
                found.append("")
            found[-1] += piece
        return found

    def _breakable(self, text: str, room: float) -> Iterator[str]:
        """What stays on one line: each Chinese character, each word of other scripts that is not wider than a line."""
        for piece in WORDS.findall(text):
            yield from (piece,) if self.text_width(piece.rstrip()) <= room else piece

    def legend(self, names: Sequence[str], tones: Sequence[str]) -> float:
        """Names of the parts in their order, closer together where one line can hold them; returns the height used."""
        size = self.size
        widths = [size * 1.3 + self.text_width(name) for name in names]
        spare = (self.width - sum(widths)) / max(len(widths) - 1, 1)
        gap = spare if size * 0.6 <= spare < size * 1.4 else size * 1.4
        x, y = 0.0, size * 1.1
        for name, tone, width in zip(names, tones, widths, strict=True):
            if x and x + width > self.width + 0.01:
                x, y = 0.0, y + size * 1.6
            self.marks.append(Rect(x, y - size * 0.85, size, size, tone))
            self.words(x + size * 1.3, y, name)
            x += width + gap
        return y + size * 0.9


class Names:
    """The names of rows, at the left of their bars or, on a narrow picture, above them; and where each bar stands."""

    def __init__(self, plot: Plot, labels: Sequence[str], *, top: float = 0.0, may_stand_above: bool = True) -> None:
        self.plot, self.top = plot, top
        self.above = may_stand_above and plot.narrow
        room = plot.width if self.above else plot.width * 0.36
        self.lines = [plot.wrapped(label, room) for label in labels]
        widest = max((plot.text_width(line) for lines in self.lines for line in lines), default=0.0)
        self.width = 0.0 if self.above else min(widest, room) + plot.size * 0.8
        most = max(map(len, self.lines), default=1)
        # Many rows stand closer, so that a chart of twelve dimensions leaves room on its page.
        airy = 2.1 if len(labels) <= CLOSE_FROM else 1.75
        self.tall = plot.size * (1.15 * most + 2.0) if self.above else plot.size * (2.9 if most > 1 else airy)

    def draw(self) -> float:
        """Letter every name; returns the height of all rows."""
        size = self.plot.size
        for row, lines in enumerate(self.lines):
            if self.above:
                x, first, anchor = 0.0, self.bar(row)[0] - size * (0.35 + 1.15 * (len(lines) - 1)), "start"
            else:
                middle = self.top + self.tall * (row + 0.5)
                x, anchor = self.width - size * 0.8, "end"
                first = middle + size * 0.35 - size * 1.15 * (len(lines) - 1) / 2
            for number, line in enumerate(lines):
                self.plot.words(x, first + number * size * 1.15, line, "ink", anchor)
        return self.top + self.tall * len(self.lines)

    def bar(self, row: int) -> tuple[float, float]:
        """Upper edge and thickness of the bar of `row`."""
        thick = self.plot.size * 1.25
        blank = self.tall - thick
        return self.top + self.tall * row + (blank - self.plot.size * 0.1 if self.above else blank / 2), thick


def numbers_in(values: Sequence[Value]) -> list[float]:
    """The values that may be drawn."""
    return [float(value) for value in values if isinstance(value, int | float)]


def series_tones(count: int) -> list[str]:
    """Names of the colours of the first `count` series."""
    return [series_tone(number) for number in range(count)]


def series_tone(number: int) -> str:
    """Name of a series' colour, counted from 0; they come round again."""
    return f"series-{number % SERIES + 1}"


def heat(value: float, low: float, high: float) -> str:
    """The colour of `value` between `low` (warm, dark) and `high` (cool, lighter) through paper."""
    share = min(max((value - low) / (high - low), 0.0), 1.0) if high > low else 0.5
    return blend(LOW, MIDDLE, share * 2) if share < 0.5 else blend(MIDDLE, HIGH, share * 2 - 1)


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
