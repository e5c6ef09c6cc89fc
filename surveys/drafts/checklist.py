"""What stands against opening a draft, and what would make it better, from the questionnaire alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from surveys import length
from surveys.drafts import drafting, wording
from surveys.items import CHOICES, FIVE_POINT, Definition, Item, ItemType
from web.words import N_

MOST_MINUTES = 10
MOST_OPEN = 2
FEWEST_PER_DIMENSION = 3
MOST_PER_DIMENSION = 5
FEWEST_OPTIONS = 2

NO_TITLE = N_("问卷还没有标题。")
NO_ITEMS = N_("问卷里还没有题。")
NO_TEXT = N_("第 %(n)s 题没有题目。")
TOO_FEW_OPTIONS = N_("第 %(n)s 题“%(text)s”的选项不到两个。")
LOOKS_AHEAD = N_("第 %(n)s 题“%(text)s”要看后面的题才知道出不出现。请把它移到那一题后面。")
LOOKS_AT_NOTHING = N_("第 %(n)s 题“%(text)s”的出现条件用到了已经没有的题或选项。请重新设定。")
NO_RANGE = N_("第 %(n)s 题“%(text)s”的最小数比最大数还大。")

LONG = N_("大约要 %(minutes)s 分钟，超过 10 分钟后不少人会中途放下。可以删掉一些题。")
MANY_OPEN = N_("有 %(n)s 道要写字的题。留一两道，写的人更多。")
THIN_DIMENSION = N_("维度“%(label)s”只有 %(n)s 道五级题，三到五道才稳。")
THICK_DIMENSION = N_("维度“%(label)s”有 %(n)s 道五级题，三到五道就够了。")
UNSCORED = N_("有 %(n)s 道五级题不属于任何维度，不计入指数。")
NO_ENGLISH = N_("还有 %(n)s 处没有英文，看英文的人会在那里看到中文。")
SEGMENT_REQUIRED = N_("分组题“%(text)s”是必答的。改成选填，大家答得更放心。")
UNUSED_NUMBER = N_("第 %(n)s 题“%(text)s”没有分档。公布时只显示各档有多少人，请填上分档。")
ITEM_REMARK = N_("第 %(n)s 题“%(text)s”：%(remark)s")

SHOWN = 16


@dataclass(frozen=True)
class Remark:
    """One sentence (a msgid) with what stands in it; a value that is itself a msgid stands under "remark"."""

    message: str
    values: dict[str, Any] = field(default_factory=dict)
    item: str = ""


def obstacles(definition: Definition) -> list[Remark]:
    """What must be mended before opening."""
    found = [] if definition.title.strip() else [Remark(NO_TITLE)]
    if not definition.asked:
        found.append(Remark(NO_ITEMS))
    order = {item.id: position for position, item in enumerate(definition.items)}
    for item in definition.items:
        found += (Remark(message, _about(definition, item), item.id) for message in _broken(definition, item, order))
    return found


def advice(definition: Definition) -> list[Remark]:
    """What would make it better; none of it stands against opening."""
    return [*_about_the_whole(definition), *_about_dimensions(definition), *_about_items(definition)]


def number(definition: Definition, item: Item) -> int:
    """The number respondents see before an item; a statement has that of the item before it."""
    return sum(each.is_asked for each in definition.items[: definition.items.index(item) + 1])


def _broken(definition: Definition, item: Item, order: dict[str, int]) -> Iterator[str]:
    if not item.text.strip():
        yield NO_TEXT
    if item.type in CHOICES | {ItemType.RANKING} and len(item.choices) < FEWEST_OPTIONS:
        yield TOO_FEW_OPTIONS
    if item.low is not None and item.high is not None and item.low > item.high:
        yield NO_RANGE
    if item.show_if is not None:
        yield from _condition(definition, item, order)


def _condition(definition: Definition, item: Item, order: dict[str, int]) -> Iterator[str]:
    assert item.show_if is not None
    earlier = drafting.find(definition, item.show_if.item)
    if earlier is None or not set(item.show_if.values) & answerable(earlier):
        yield LOOKS_AT_NOTHING
    elif order[earlier.id] >= order[item.id]:
        yield LOOKS_AHEAD


def answerable(item: Item) -> set[str]:
    """The values a condition may name: points as digits, option ids, "na"."""
    points = {str(n) for n, _words in enumerate(item.points, start=1)}
    if item.type is ItemType.TEN:
        points = {str(n) for n in range(11)}
    return points | {option.id for option in item.choices} | ({"na"} if item.may_not_apply else set())


def _about_the_whole(definition: Definition) -> Iterator[Remark]:
    minutes = length.minutes(definition)
    if minutes > MOST_MINUTES:
        yield Remark(LONG, {"minutes": minutes})
    opened = sum(item.type is ItemType.TEXT and item.show_if is None for item in definition.items)
    if opened > MOST_OPEN:
        yield Remark(MANY_OPEN, {"n": opened})
    if missing := len(drafting.untranslated(definition)):
        yield Remark(NO_ENGLISH, {"n": missing})


def _about_dimensions(definition: Definition) -> Iterator[Remark]:
    likert = [item for item in definition.items if item.type in FIVE_POINT]
    for dimension in definition.dimensions:
        n = sum(item.dimension == dimension.id for item in likert)
        if n < FEWEST_PER_DIMENSION:
            yield Remark(THIN_DIMENSION, {"label": dimension.label, "n": n})
        if n > MOST_PER_DIMENSION:
            yield Remark(THICK_DIMENSION, {"label": dimension.label, "n": n})
    if alone := sum(not item.dimension for item in likert):
        yield Remark(UNSCORED, {"n": alone})


def _about_items(definition: Definition) -> Iterator[Remark]:
    for item in definition.asked:
        about = _about(definition, item)
        if item.id in definition.segments and item.required:
            yield Remark(SEGMENT_REQUIRED, about, item.id)
        if item.type is ItemType.NUMBER and not item.bands:
            yield Remark(UNUSED_NUMBER, about, item.id)
        for remark in wording.remarks(item):
            yield Remark(ITEM_REMARK, {**about, "remark": remark}, item.id)


def _about(definition: Definition, item: Item) -> dict[str, Any]:
    text = item.text if len(item.text) <= SHOWN else item.text[: SHOWN - 1] + "…"
    return {"n": number(definition, item), "text": text}
