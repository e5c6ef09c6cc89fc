"""The charts of a release, declared once for page and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from paper.charts import HIDDEN, Bars, HeatMap, Hidden, Series, Stacked, Trend
from surveys.counting.release import Cell, GroupRow, ItemRow, Release, SegmentRow
from surveys.review.comments import ItemComments
from web.words import N_

COLUMN_LETTERS = 4
#: A heat map with more rows is read by nobody; the table behind it has them all.
MOST_ROWS = 40
POINT_NAMES = (N_("1 最低"), N_("2 较低"), N_("3 一般"), N_("4 较高"), N_("5 最高"))


@dataclass(frozen=True)
class Charts:
    """What a results page draws."""

    dimensions: Bars
    heat_map: HeatMap | None
    distributions: tuple[tuple[str, Stacked], ...]
    #: Items that belong to no dimension, with a chart where shares may be shown.
    others: tuple[tuple[ItemRow, Bars | None], ...]
    #: By question, the words most texts speak of.
    themes: Mapping[str, Bars]
    trend: Trend | None
    drivers: Bars | None
    segments: tuple[Bars, ...]


def of(release: Release) -> Charts:
    """The charts of a release."""
    return Charts(
        dimensions(release),
        heat_map(release),
        distributions(release),
        others(release),
        themes(release),
        trend(release),
        drivers(release),
        tuple(_segment(row) for row in release.segments),
    )


def dimensions(release: Release) -> Bars:
    """The index of each dimension."""
    return Bars(
        title=_("各维度得分"),
        labels=tuple(row.label for row in release.dimensions),
        values=tuple(_value(row.index) for row in release.dimensions),
        digits=1,
        high=100,
        hidden=_("人数不足，不显示"),
    )


def heat_map(release: Release, most: int = MOST_ROWS) -> HeatMap | None:
    """Shown units × dimensions, of many the upper levels; None when only the enterprise may be shown or nothing is scored."""
    rows = _upper(release.shown_groups, most)
    if len(rows) < 2 or not release.dimensions:
        return None
    return HeatMap(
        title=_("单位 × 维度"),
        rows=tuple(_indented(row) for row in rows),
        columns=(_("指数"), *(_short(row.label) for row in release.dimensions)),
        values=tuple((_value(row.index), *(_value(cell) for cell in row.dimensions)) for row in rows),
        low=30,
        high=90,
        digits=0,
        hidden=_("斜线：人数不足，不显示"),
    )


def _upper(rows: tuple[GroupRow, ...], most: int) -> tuple[GroupRow, ...]:
    """The rows, only the upper levels of the enterprise where all would be too many to read."""
    depth = max((row.depth for row in rows), default=0)
    while len(rows) > most and depth > 1:
        rows = tuple(row for row in rows if row.depth < depth)
        depth -= 1
    return rows[:most]


def trend(release: Release) -> Trend | None:
    """The index from survey to survey, or None when fewer than two may be compared."""
    points = [wave for wave in (release.trend.waves if release.trend else ()) if wave.index is not None]
    if len(points) < 2:
        return None
    return Trend(
        title=_("历次总得分"),
        labels=tuple(wave.closed_on[:7] for wave in points),
        series=(Series(_("总得分"), tuple(wave.index for wave in points)),),
        digits=1,
        high=100.0,
    )


def drivers(release: Release) -> Bars | None:
    """How much each dimension explains of the outcome, in whole percents, or None where it is not known."""
    if release.drivers is None:
        return None
    return Bars(
        title=_("各方面的带动力"),
        labels=tuple(row.label for row in release.drivers.drivers),
        values=tuple(float(row.percent) for row in release.drivers.drivers),
        unit="%",
    )


def _segment(segment: SegmentRow) -> Bars:
    return Bars(
        title=segment.text,
        labels=tuple(part.label for part in segment.parts),
        values=tuple(_value(part.index) for part in segment.parts),
        digits=1,
        high=100,
        hidden=_("人数不足，不显示"),
    )


def distributions(release: Release) -> tuple[tuple[str, Stacked], ...]:
    """For each dimension, how its items were answered, in whole percents."""
    parts = []
    for dimension in release.dimensions:
        items = [item for item in release.items if item.dimension == dimension.id and item.is_five_point]
        if items:
            parts.append((dimension.label, _stacked(dimension.label, items)))
    return tuple(parts)


def others(release: Release) -> tuple[tuple[ItemRow, Bars | None], ...]:
    """Every item that is no row of a dimension, and the shares of its options."""
    scored = {dimension.id for dimension in release.dimensions}
    rows = [item for item in release.items if not (item.is_five_point and item.dimension in scored)]
    return tuple((item, _shares(item) if item.kind == "shares" else None) for item in rows)


def option_label(label: str) -> str:
    """An option as shown: the words of scales and “其他” are translated, an officer's own stay as they are."""
    return _(label) if label else ""


def _shares(item: ItemRow) -> Bars:
    return Bars(
        title=item.text,
        labels=tuple(option_label(label) for label in item.options),
        values=tuple(float(percent) for percent in item.percents),
        unit="%",
        high=100,
    )


def themes(release: Release) -> dict[str, Bars]:
    """For each question whose texts were published, how many of them speak of a word."""
    items = release.comments.items if release.comments else ()
    drawn = ((item.id, themes_of(item)) for item in items)
    return {number: chart for number, chart in drawn if chart is not None}


def themes_of(item: ItemComments) -> Bars | None:
    """How many of a question's texts speak of a word, or None when no word is shared by enough."""
    if not item.themes:
        return None
    labels = tuple(theme.word for theme in item.themes)
    return Bars(_("说得最多的词"), labels, tuple(float(theme.texts) for theme in item.themes), unit=_("段"))


def _stacked(title: str, items: list[ItemRow]) -> Stacked:
    return Stacked(
        title=title,
        labels=tuple(item.text for item in items),
        parts=tuple(
            Series(
                _(POINT_NAMES[number]),
                tuple(float(item.percents[number]) if item.kind == "shares" else HIDDEN for item in items),
            )
            for number in range(5)
        ),
        unit="%",
        scale=True,
        hidden=_("意见高度集中或人数不足，不逐项显示"),
    )


def _value(cell: Cell) -> float | Hidden:
    return HIDDEN if cell.value is None else cell.value


def _indented(row: GroupRow) -> str:
    return "　" * row.depth + row.name


def _short(label: str) -> str:
    return label[:COLUMN_LETTERS]
