"""Surveys that ask the same again: what must not be told twice, because the difference of two releases would tell. Pure.

Whoever lays two releases side by side can subtract them. Where nearly everybody answered both times, it is known who
answered; if then few joined, left or stayed away, and the others answered as before, the difference is what those few
answered. Such a group is not told again. Where at least as many as the floor stayed away, nobody knows whose answers
the difference holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from surveys.items import Definition
from surveys.release import Release

#: The path of names below the enterprise, and the small units inside.
Key = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Untold:
    """What a release must leave out because of an earlier one: these units, all segments, or everything."""

    units: frozenset[int] = frozenset()
    segments: bool = False
    everything: bool = False


def untold_again(
    definition: Definition, own: Mapping[int, int], shown: Collection[int], earlier: Sequence[Release]
) -> Untold:
    """What to leave out so that no difference to an earlier release tells what fewer than the floor answered.

    `own` counts the answers of each node itself, `shown` holds the units that may be shown for themselves.
    """
    left, segments = set(shown), False
    while True:
        close = [(release, group) for release in earlier for group in _common(definition, own, left, release)]
        telling = next((group for _, group in close if _tells(group, definition.floor)), None)
        segments = any(_nearly_all(definition, own, release) for release in earlier)
        if telling is None:
            return Untold(frozenset(shown) - left, segments)
        removable = [unit for unit in telling.homes if unit != definition.units[0].id]
        removable = removable or [unit for unit in left if unit != definition.units[0].id]
        if not removable:
            return Untold(frozenset(shown), segments=True, everything=True)
        left.remove(min(removable, key=lambda unit: (_below(definition, own, unit), unit)))


@dataclass
class _Common:
    """A group that both releases tell something about: who was invited and who answered, before and now."""

    invited: list[int]
    answered: list[int]
    homes: set[int]


def _tells(group: _Common, floor: int) -> bool:
    stayed = sum(max(0, invited - answered) for invited, answered in zip(group.invited, group.answered, strict=True))
    return stayed < floor and (stayed > 0 or group.invited[0] != group.invited[1])


def _nearly_all(definition: Definition, own: Mapping[int, int], before: Release) -> bool:
    """Whether so few stayed away, both times together, that it is known who answered."""
    stayed = max(0, before.headcount - before.answered) + max(0, definition.headcount - sum(own.values()))
    return stayed < definition.floor


def _common(definition: Definition, own: Mapping[int, int], shown: Collection[int], before: Release) -> list[_Common]:
    """The smallest groups of units that follow from both releases, by the units' names."""
    units = {unit.id: unit for unit in definition.units}
    rows = {group.id: group for group in before.groups}
    now_keys = _keys([(unit.id, unit.parent_id, unit.name, unit.members) for unit in definition.units])
    then_keys = _keys([(row.id, row.parent_id, row.name, row.members) for row in before.groups])
    if not any(row.shown for row in before.groups):
        return []
    then_shown = {row.id for row in before.groups if row.shown}
    joined: dict[object, object] = {}
    parents = {unit.id: unit.parent_id for unit in definition.units}
    then_parents = {row.id: row.parent_id for row in before.groups}
    for unit, key in now_keys.items():
        _join(joined, key, (1, _home(unit, parents, shown)))
    for row, key in then_keys.items():
        _join(joined, key, (0, _home(row, then_parents, then_shown)))
    found: dict[object, _Common] = {}
    for unit, key in now_keys.items():
        group = found.setdefault(_root(joined, key), _Common([0, 0], [0, 0], set()))
        group.invited[1] += units[unit].headcount
        group.answered[1] += own.get(unit, 0)
        if unit in shown:
            group.homes.add(unit)
    children: dict[int | None, list[int]] = {}
    for each in before.groups:
        children.setdefault(each.parent_id, []).append(each.id)
    for row, key in then_keys.items():
        group = found.setdefault(_root(joined, key), _Common([0, 0], [0, 0], set()))
        group.invited[0] += rows[row].headcount - sum(rows[child].headcount for child in children.get(row, ()))
        if row in then_shown:
            inner = _shown_below(row, children, then_shown)
            group.answered[0] += (rows[row].n or 0) - sum(rows[each].n or 0 for each in inner)
    return [group for group in found.values() if all(group.invited)]


def _keys(units: Iterable[tuple[int, int | None, str, tuple[str, ...]]]) -> dict[int, Key]:
    paths: dict[int, tuple[str, ...]] = {}
    keys: dict[int, Key] = {}
    for number, parent, name, members in units:
        paths[number] = () if parent is None else (*paths[parent], name)
        keys[number] = (paths[number], members)
    return keys


def _home(unit: int | None, parents: Mapping[int, int | None], shown: Collection[int]) -> int | None:
    while unit is not None and unit not in shown:
        unit = parents[unit]
    return unit


def _shown_below(top: int, children: Mapping[int | None, list[int]], shown: Collection[int]) -> list[int]:
    """The shown groups nearest below one."""
    found, waiting = [], list(children.get(top, ()))
    while waiting:
        unit = waiting.pop()
        if unit in shown:
            found.append(unit)
        else:
            waiting += children.get(unit, ())
    return found


def _below(definition: Definition, own: Mapping[int, int], top: int) -> int:
    inside = {top}
    for unit in definition.units:
        if unit.parent_id in inside:
            inside.add(unit.id)
    return sum(own.get(unit, 0) for unit in inside)


def _root(joined: dict[object, object], item: object) -> object:
    while joined.setdefault(item, item) != item:
        item = joined[item]
    return item


def _join(joined: dict[object, object], one: object, other: object) -> None:
    joined[_root(joined, one)] = _root(joined, other)
