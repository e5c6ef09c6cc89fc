"""The marks a chart is made of, without a medium: the PDF and the web page draw the same scene."""

from __future__ import annotations

from dataclasses import dataclass, replace

# Colours of LOOK: distinct in hue, and in lightness so that a grey print can be read.
TONES = {
    "ink": "#1d1f22",
    "quiet": "#565b63",
    "line": "#d5d1c7",
    "paper": "#ffffff",
    "hidden": "#8b8e92",
    "ground": "#efede8",
    "series-1": "#1f5f57",
    "series-2": "#dfae55",
    "series-3": "#6d93a3",
    "series-4": "#8c3b33",
    "series-5": "#c9c0a8",
}
SERIES = 5


@dataclass(frozen=True)
class Rect:
    """A filled rectangle; `tone` is a name in TONES or a colour #rrggbb."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True)
class Stroke:
    """A line through `points`."""

    points: tuple[tuple[float, float], ...]
    tone: str
    weight: float = 0.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    tone: str


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is its baseline, `anchor` says which point of it stands at `x`: start, middle or end."""

    x: float
    y: float
    text: str
    size: float
    tone: str = "ink"
    anchor: str = "start"
    bold: bool = False


Mark = Rect | Stroke | Dot | Words


@dataclass(frozen=True)
class Scene:
    """A finished picture: origin at the upper left, y downwards; `about` is what a reader who cannot see it is told."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    about: str


def moved(mark: Mark, right: float, down: float) -> Mark:
    """The same mark elsewhere."""
    if isinstance(mark, Stroke):
        return replace(mark, points=tuple((x + right, y + down) for x, y in mark.points))
    return replace(mark, x=mark.x + right, y=mark.y + down)


def hatching(x: float, y: float, width: float, height: float, *, step: float = 4.0) -> list[Mark]:
    """A cell that may not be shown: pale ground and diagonal lines cut to the cell, so that it is never blank."""
    marks: list[Mark] = [Rect(x, y, width, height, "ground")]
    offset = step
    while offset < width + height:
        # The diagonal x + y = offset, clipped to the rectangle.
        left, right = max(offset - height, 0.0), min(offset, width)
        if right > left:
            marks.append(Stroke(((x + left, y + offset - left), (x + right, y + offset - right)), "hidden", 0.5))
        offset += step
    return marks


def blend(low: str, high: str, share: float) -> str:
    """The colour `share` of the way from `low` to `high`."""
    pairs = zip(_channels(low), _channels(high), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lightness(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 (black) to 1, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
