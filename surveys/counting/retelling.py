"""Surveys that ask the same again: what must not be told twice, because the difference of two releases would tell. Pure.

Whoever lays two releases side by side can subtract them. Where nearly everybody answered both times, it is known who
answered; if then few joined, left or stayed away, and the others answered as before, the difference is what those few
answered. Such a group is not told again. Where at least as many as the floor stayed away, nobody knows whose answers
the difference holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from surveys.counting.release import Release
from surveys.items import Definition

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
    top, left = definition.units[0].id, set(shown)

    def telling(among: Collection[int]) -> _Common | None:
        close = (group for release in earlier for group in _common(definition, own, among, release))
        return next((group for group in close if _tells(group, definition.floor)), None)

    while (group := telling(left)) is not None:
        removable = sorted(left - {top}, key=lambda unit: (_below(definition, own, unit), unit))
        if not removable:
            return Untold(frozenset(shown), segments=True, everything=True)
        # People who are alone in the rest of the enterprise are joined there by one more unit.
        wanted = [unit for unit in removable if unit in group.homes] or removable
        left.remove(next((unit for unit in wanted if telling(left - {unit}) is None), wanted[0]))
    return Untold(frozenset(shown) - left, any(_nearly_all(definition, own, release) for release in earlier))


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
    """The smallest groups of units that follow from both releases, by the units' names.

    A group that is told holds the people whose nearest told unit it is. Two of different releases that share people
    belong together; what is joined in this way is what can be computed from both.
    """
    then_shown = {row.id for row in before.groups if row.shown}
    if not then_shown or not shown:
        return []
    now = _homes([(unit.id, unit.parent_id) for unit in definition.units], shown)
    then = _homes([(row.id, row.parent_id) for row in before.groups], then_shown)
    now_keys = _keys([(unit.id, unit.parent_id, unit.name, unit.members) for unit in definition.units])
    then_keys = _keys([(row.id, row.parent_id, row.name, row.members) for row in before.groups])
    invited = {unit.id: unit.headcount for unit in definition.units}
    were_invited = _own([(row.id, row.parent_id, row.headcount) for row in before.groups])
    joined: dict[object, object] = {}
    for wave, keys, homes, people in ((0, then_keys, then, were_invited), (1, now_keys, now, invited)):
        for unit, key in keys.items():
            # A unit without people of its own holds nothing together.
            if people[unit]:
                _join(joined, key, (wave, homes[unit]))
    found: dict[object, _Common] = {}

    def group(wave: int, home: int | None) -> _Common:
        return found.setdefault(_root(joined, (wave, home)), _Common([0, 0], [0, 0], set()))

    for unit, home in then.items():
        group(0, home).invited[0] += were_invited[unit]
    for unit, home in now.items():
        group(1, home).invited[1] += invited[unit]
        group(1, home).answered[1] += own.get(unit, 0)
        group(1, home).homes.update({unit} & set(shown))
    told = [(row.id, row.parent_id, row.n or 0) for row in before.groups if row.shown]
    for row, answered in _own(
        [(row, then[parent] if parent is not None else None, n) for row, parent, n in told]
    ).items():
        group(0, row).answered[0] += answered
    return [each for each in found.values() if all(each.invited)]


def _homes(units: Sequence[tuple[int, int | None]], shown: Collection[int]) -> dict[int, int | None]:
    """For each unit the nearest told one: itself, or one above it."""
    homes: dict[int, int | None] = {}
    for unit, parent in units:
        homes[unit] = unit if unit in shown else homes[parent] if parent is not None else None
    return homes


def _own(units: Sequence[tuple[int, int | None, int]]) -> dict[int, int]:
    """What each unit has for itself, from numbers that hold everything below it."""
    own = {unit: number for unit, _, number in units}
    for _unit, parent, number in units:
        if parent is not None:
            own[parent] -= number
    return own


def _keys(units: Iterable[tuple[int, int | None, str, tuple[str, ...]]]) -> dict[int, Key]:
    paths: dict[int, tuple[str, ...]] = {}
    keys: dict[int, Key] = {}
    for number, parent, name, members in units:
        paths[number] = () if parent is None else (*paths[parent], name)
        keys[number] = (paths[number], members)
    return keys


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
