"""The tree of units as a pure structure: ancestors, descendants, names, and whether rows make a tree at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class UnitRow:
    """One unit. `headcount` counts the people who belong to this unit itself, not to those below it."""

    id: int
    parent_id: int | None
    name: str
    headcount: int = 0
    position: int = 0
    active: bool = True


class UnitTree:
    """Units by id; children in the order of their position, then name. Raises ValueError on a loop."""

    def __init__(self, rows: Iterable[UnitRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._children: dict[int | None, list[UnitRow]] = {}
        for row in sorted(self._rows.values(), key=lambda each: (each.position, each.name, each.id)):
            self._children.setdefault(row.parent_id, []).append(row)
        if sum(1 for _ in self.walk()) != len(self._rows):
            raise ValueError("the units do not form a tree")

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._rows

    def __getitem__(self, unit_id: int) -> UnitRow:
        return self._rows[unit_id]

    def __len__(self) -> int:
        return len(self._rows)

    def roots(self) -> list[UnitRow]:
        """Units without a parent, normally one: the enterprise."""
        return list(self._children.get(None, []))

    def children(self, unit_id: int) -> list[UnitRow]:
        """The units directly below `unit_id`."""
        return list(self._children.get(unit_id, []))

    def walk(self, start: int | None = None) -> Iterator[tuple[int, UnitRow]]:
        """(depth, unit) of everything below `start` (whole tree when None), depth first."""
        stack = [(0, row) for row in reversed(self._children.get(start, []))]
        while stack:
            depth, row = stack.pop()
            yield depth, row
            stack.extend((depth + 1, child) for child in reversed(self._children.get(row.id, [])))

    def ancestors(self, unit_id: int) -> list[UnitRow]:
        """From the parent of `unit_id` up to the root."""
        found = []
        parent = self._rows[unit_id].parent_id
        while parent is not None:
            found.append(self._rows[parent])
            parent = self._rows[parent].parent_id
        return found

    def subtree(self, unit_id: int) -> set[int]:
        """The ids of `unit_id` and everything below it."""
        return {unit_id} | {row.id for _, row in self.walk(unit_id)}

    def headcount(self, unit_id: int) -> int:
        """People in `unit_id` and everything below it."""
        return sum(self._rows[each].headcount for each in self.subtree(unit_id))

    def path(self, unit_id: int, separator: str = "／") -> str:
        """Name with its ancestors below the root: 生产一部／一车间."""
        line = [self._rows[unit_id], *self.ancestors(unit_id)]
        named = line if len(line) == 1 else line[:-1]
        return separator.join(row.name for row in reversed(named))

    def nearest(self, unit_id: int, candidates: set[int]) -> int | None:
        """`unit_id` itself or its nearest ancestor that is among `candidates`."""
        for each in (self._rows[unit_id], *self.ancestors(unit_id)):
            if each.id in candidates:
                return each.id
        return None
