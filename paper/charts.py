"""Charts as declarations: what a picture shows, and its figures as the table that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


class Hidden:
    """The value of a figure that exists and may not be shown (figures.disclosure)."""

    def __repr__(self) -> str:
        return "HIDDEN"


HIDDEN: Final = Hidden()
#: A figure, a hidden one, or None where there is nothing to show.
Value = float | Hidden | None

NOTHING = "—"


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
