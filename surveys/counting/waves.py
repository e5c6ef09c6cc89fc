"""Surveys that ask the same again: what has changed since the last one, and how sure that is. Pure.

A figure is compared only where it is the same figure: the same items under the same stable ids, scored alike, for a
unit of the same name and members, with at least ten answers both times, and with as many invited as before or so many
more or fewer that the difference is no small group.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Sequence

from figures.intervals import Z
from surveys.counting.release import Cell, Change, GroupChange, GroupRow, Release, Trend, WavePoint
from surveys.items import FIVE_POINT, Definition
from web.words import N_

#: A comparison needs so many answers in both surveys.
ENOUGH = 10
NOTE = N_(
    "变化＝这次减上次，括号内为百分之九十五的置信区间：±1.96×√(s₁²/n₁＋s₂²/n₂)，s 取两次全体答卷得分的标准差，n 为各次答卷数。"
    "只比较题目和计分方法完全相同的得分；单位还要求名称和组成不变、两次答卷都满 10 份、应答人数不变或至少相差 5 人。"
)
#: The path of names from the enterprise to a unit, and the small units inside it.
Key = tuple[tuple[str, ...], tuple[str, ...]]


def basis(definition: Definition, dimensions: Iterable[str]) -> str:
    """What scores of these dimensions rest on: item ids, types and directions, weights and scoring, as a short digest."""
    wanted = set(dimensions)
    told = [
        [item.id, item.type.value, item.reverse, item.dimension]
        for item in sorted(definition.asked, key=lambda item: item.id)
        if item.dimension in wanted and item.type in FIVE_POINT
    ]
    weights = sorted([each.id, each.weight] for each in definition.dimensions if each.id in wanted)
    text = json.dumps([definition.scoring, told, weights], ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def trend(now: Release, earlier: Sequence[Release]) -> Trend | None:
    """How the figures of a release compare with those published before it, oldest first; None for the first one."""
    if not earlier:
        return None
    before = earlier[-1]
    matched = {key: group for key, group in _by_key(before.groups).items() if group.shown}
    pairs = [(group, matched[key]) for key, group in _by_key(now.groups).items() if key in matched and group.shown]
    dimensions = {row.id: row for row in before.dimensions}
    whole = _whole(now, before)
    return Trend(
        waves=tuple(_point(each, now) for each in (*earlier, now)),
        index=_change(now.index, before.index, whole, _spreads(now, before)) if now.basis == before.basis else None,
        dimensions=tuple(
            _change(row.index, dimensions[row.id].index, whole, (row.spread, dimensions[row.id].spread))
            if row.id in dimensions and row.basis == dimensions[row.id].basis
            else None
            for row in now.dimensions
        ),
        groups=tuple(
            _group_change(group, other, now, before)
            for group, other in pairs
            if group.parent_id is not None and _may_compare(group, other, now.floor)
        ),
    )


def _point(release: Release, now: Release) -> WavePoint:
    """A survey's place on the lines: only what is the same figure as now."""
    values = {row.id: row.index.value for row in release.dimensions}
    same = {row.id: row.basis for row in release.dimensions}
    return WavePoint(
        release.slug,
        release.title,
        release.closed_on,
        release.index.value if release.basis == now.basis else None,
        tuple(values.get(row.id) if same.get(row.id) == row.basis else None for row in now.dimensions),
    )


def _by_key(groups: Sequence[GroupRow]) -> dict[Key, GroupRow]:
    names: dict[int, tuple[str, ...]] = {}
    found = {}
    for group in groups:
        names[group.id] = (*(names[group.parent_id] if group.parent_id is not None else ()), group.name)
        # The enterprise may be renamed; it stays the enterprise.
        path = names[group.id][1:] if group.parent_id is not None else ()
        found[path, group.members] = group
    return found


def _may_compare(now: GroupRow, before: GroupRow, floor: int) -> bool:
    enough = min(now.n or 0, before.n or 0) >= ENOUGH
    return enough and not 0 < abs(now.headcount - before.headcount) < floor


def _whole(now: Release, before: Release) -> tuple[int, int] | None:
    """The answers of both surveys where the enterprises may be compared.

    Both totals are told anyway; what must not be is that nearly everybody answered both times and few are new.
    """
    if min(now.answered, before.answered) < ENOUGH:
        return None
    return now.answered, before.answered


def _group_change(now: GroupRow, before: GroupRow, release: Release, earlier: Release) -> GroupChange:
    counts = (now.n or 0, before.n or 0)
    places = {row.id: place for place, row in enumerate(earlier.dimensions)}
    index = (
        _change(now.index, before.index, counts, _spreads(release, earlier)) if release.basis == earlier.basis else None
    )
    dimensions: list[Change | None] = []
    for row, cell in zip(release.dimensions, now.dimensions, strict=True):
        place = places.get(row.id)
        other = earlier.dimensions[place] if place is not None else None
        if place is None or other is None or other.basis != row.basis:
            dimensions.append(None)
        else:
            dimensions.append(_change(cell, before.dimensions[place], counts, (row.spread, other.spread)))
    return GroupChange(now.id, index, tuple(dimensions))


def _spreads(now: Release, before: Release) -> tuple[int | None, int | None]:
    return now.spread, before.spread


def _change(
    now: Cell, before: Cell, counts: tuple[int, int] | None, spreads: tuple[int | None, int | None]
) -> Change | None:
    """The difference of two figures that are told exactly, with its interval where both spreads are known."""
    if now.value is None or before.value is None or counts is None:
        return None
    difference = round(now.value - before.value, 1)
    if spreads[0] is None or spreads[1] is None:
        return Change(difference, None, None)
    reach = Z * math.sqrt(spreads[0] ** 2 / counts[0] + spreads[1] ** 2 / counts[1])
    return Change(difference, round(difference - reach, 1), round(difference + reach, 1))
