"""Every released figure as one line, for programs: which table, which row, which measure, the value or why there is none.

Pure. A long table holds what the pages show in many: nothing is computed here, and nothing is told that they do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from figures import disclosure
from surveys.counting.driving import OUTCOME_WORDS
from surveys.counting.release import Cell, Change, ItemRow, Release
from surveys.items import ItemType
from web.words import N_

#: Codes never change once published: files of different years are put together by them.
TABLES = {
    1: N_("总体"),
    2: N_("维度"),
    3: N_("题目"),
    4: N_("单位"),
    5: N_("分组"),
    6: N_("历次"),
    7: N_("写的话"),
    8: N_("和上次比"),
    9: N_("带动力"),
    10: N_("纸质答题码"),
    11: N_("匿名答题券"),
}
OVERALL, DIMENSION, ITEM, UNIT, SEGMENT, WAVE, WRITTEN, CHANGED, DRIVER, SLIPS, TICKETS = range(1, 12)
MEASURES = {
    1: N_("指数（0–100）"),
    2: N_("好评率（%）"),
    3: N_("好评率下限（%）"),
    4: N_("好评率上限（%）"),
    5: N_("内部一致性 α"),
    6: N_("比例（%）"),
    7: N_("平均数"),
    8: N_("平均名次"),
    9: N_("单位人数"),
    10: N_("收到答卷"),
    11: N_("参与率（%）"),
    12: N_("总体幸福感（0–10）"),
    13: N_("推荐意愿净值（eNPS）"),
    14: N_("变化（分）"),
    15: N_("变化下限（分）"),
    16: N_("变化上限（分）"),
    17: N_("占比（%）"),
    18: N_("解释力 R²（%）"),
    20: N_("收到的段数"),
    21: N_("公布的段数"),
    22: N_("提到的段数"),
    23: N_("印制"),
    24: N_("已用"),
    25: N_("核销未用"),
    26: N_("受邀"),
    27: N_("领券"),
    28: N_("领券比例下限（%）"),
}
INDEX, FAVOURABLE, LOW, HIGH, ALPHA, SHARE, MEAN, PLACE, HEADCOUNT, ANSWERED, RATE, HAPPINESS, ENPS = range(1, 14)
CHANGE, CHANGE_LOW, CHANGE_HIGH, WEIGHT, EXPLAINED = range(14, 19)
RECEIVED, PUBLISHED, MENTIONS = 20, 21, 22
ISSUED, USED, SIGNED_OFF, INVITED, DRAWN, DRAWN_SHARE = range(23, 29)
SHOWN = 0
#: What stands in place of a figure, by code.
WITHHELD = {
    SHOWN: N_("显示"),
    1: disclosure.HIDDEN_WORDS,
    2: disclosure.CONCENTRATED_WORDS,
    3: disclosure.HIGH_WORDS,
    4: disclosure.MIDDLE_WORDS,
    5: disclosure.LOW_WORDS,
    6: disclosure.TELLING_MEAN_WORDS,
    7: N_("并入上级"),
}
_CODE_OF = {words: code for code, words in WITHHELD.items()}
_OTHER_WORDS = 1
_TOLD_ABOVE = 7


@dataclass(frozen=True)
class Line:
    """One figure. `detail` is the option of an item or the dimension of a unit; `withheld` a code of WITHHELD."""

    table: int
    id: str
    name: str
    measure: int
    detail: str
    value: float | None
    withheld: int = SHOWN


def lines(release: Release) -> list[Line]:
    """Every figure of a release, table by table, in a fixed order."""
    tables = (_overall, _dimensions, _items, _units, _segments, _waves, _written, _changes, _drivers, _slips, _tickets)
    return [line for table in tables for line in table(release)]


def _line(table: int, number: str, name: str, measure: int, cell: Cell, detail: str = "") -> Line:
    withheld = SHOWN if cell.value is not None else _CODE_OF.get(cell.words, _OTHER_WORDS)
    return Line(table, number, name, measure, detail, cell.value, withheld)


def _figures(
    table: int, number: str, name: str, *figures: tuple[int, float | None], detail: str = ""
) -> Iterator[Line]:
    """Lines for figures that may be told; one that is None does not exist and has no line."""
    for measure, value in figures:
        if value is not None:
            yield Line(table, number, name, measure, detail, float(value))


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _overall(release: Release) -> Iterator[Line]:
    about = (OVERALL, release.slug, release.title)
    yield from _figures(
        *about, (HEADCOUNT, release.headcount), (ANSWERED, release.answered), (RATE, _percent(release.rate))
    )
    yield _line(*about, INDEX, release.index)
    yield _line(*about, HAPPINESS, release.happiness)
    yield _line(*about, ENPS, release.enps)


def _dimensions(release: Release) -> Iterator[Line]:
    for row in release.dimensions:
        yield _line(DIMENSION, row.id, row.label, INDEX, row.index)
        yield from _figures(DIMENSION, row.id, row.label, (FAVOURABLE, row.favourable), (ALPHA, row.alpha))


def _items(release: Release) -> Iterator[Line]:
    for item in release.items:
        if item.kind == "shares":
            yield from _shares(item)
        elif item.mean is not None:
            yield from _figures(ITEM, item.id, item.text, (MEAN, item.mean), detail=item.unit)
        else:
            yield _line(ITEM, item.id, item.text, SHARE, Cell(None, item.words))


def _shares(item: ItemRow) -> Iterator[Line]:
    for number, (option, percent) in enumerate(zip(item.options, item.percents, strict=True)):
        yield from _figures(ITEM, item.id, item.text, (SHARE, percent), detail=option)
        if item.places:
            yield from _figures(ITEM, item.id, item.text, (PLACE, item.places[number]), detail=option)
    mean = item.mean if item.type == ItemType.TEN.value else None
    yield from _figures(
        ITEM, item.id, item.text, (MEAN, mean), (FAVOURABLE, item.favourable), (LOW, item.low), (HIGH, item.high)
    )


def _units(release: Release) -> Iterator[Line]:
    for group in release.groups:
        about = (UNIT, str(group.id), group.name)
        yield from _figures(*about, (HEADCOUNT, group.headcount), (ANSWERED, group.n), (RATE, _percent(group.rate)))
        yield _line(*about, INDEX, group.index)
        for row, cell in zip(release.dimensions, group.dimensions, strict=True):
            yield _line(*about, INDEX, cell, row.label)


def _segments(release: Release) -> Iterator[Line]:
    for segment in release.segments:
        for part in segment.parts:
            about = (SEGMENT, f"{segment.id}:{'+'.join(part.options)}", f"{segment.text} {part.label}")
            yield from _figures(*about, (ANSWERED, part.n))
            yield _line(*about, INDEX, part.index)
            for row, cell in zip(release.dimensions, part.dimensions, strict=True):
                yield _line(*about, INDEX, cell, row.label)


def _waves(release: Release) -> Iterator[Line]:
    for wave in release.trend.waves if release.trend else ():
        about = (WAVE, wave.slug, wave.title)
        yield from _figures(*about, (INDEX, wave.index))
        for row, value in zip(release.dimensions, wave.dimensions, strict=True):
            yield from _figures(*about, (INDEX, value), detail=row.label)


def _changes(release: Release) -> Iterator[Line]:
    if release.trend is None:
        return
    yield from _change(release.slug, release.title, "", release.trend.index)
    for row, change in zip(release.dimensions, release.trend.dimensions, strict=True):
        yield from _change(release.slug, release.title, row.label, change)
    names = {group.id: group.name for group in release.groups}
    for group in release.trend.groups:
        yield from _change(str(group.id), names[group.id], "", group.index)
        for row, change in zip(release.dimensions, group.dimensions, strict=True):
            yield from _change(str(group.id), names[group.id], row.label, change)


def _change(number: str, name: str, detail: str, change: Change | None) -> Iterator[Line]:
    if change is not None:
        told = ((CHANGE, change.difference), (CHANGE_LOW, change.low), (CHANGE_HIGH, change.high))
        yield from _figures(CHANGED, number, name, *told, detail=detail)


def _drivers(release: Release) -> Iterator[Line]:
    if release.drivers is None:
        return
    outcome = release.drivers.outcome
    yield from _figures(DRIVER, outcome, OUTCOME_WORDS[outcome], (EXPLAINED, release.drivers.explained))
    for each in release.drivers.drivers:
        yield from _figures(DRIVER, outcome, OUTCOME_WORDS[outcome], (WEIGHT, each.percent), detail=each.label)


def _written(release: Release) -> Iterator[Line]:
    for item in release.comments.items if release.comments else ():
        about = (WRITTEN, item.id, item.question)
        yield from _figures(*about, (RECEIVED, item.received), (PUBLISHED, len(item.texts)))
        for theme in item.themes:
            yield from _figures(*about, (MENTIONS, theme.texts), detail=theme.word)


def _slips(release: Release) -> Iterator[Line]:
    for row in release.slips:
        about = (SLIPS, "slips", row.unit)
        yield from _figures(*about, (ISSUED, row.issued), (SIGNED_OFF, row.signed_off))
        yield Line(*about, USED, "", row.used, SHOWN if row.used is not None else _TOLD_ABOVE)


def _tickets(release: Release) -> Iterator[Line]:
    if release.drawing:
        invited = sum(row.invited for row in release.drawing)
        yield from _figures(TICKETS, release.slug, release.title, (INVITED, invited), (DRAWN, release.drawn))
    for row in release.drawing:
        yield from _figures(TICKETS, "tickets", row.unit, (INVITED, row.invited), (DRAWN_SHARE, row.percent))
