"""Breakdowns of the whole enterprise by up to three items: which options are shown, put together, or left out. Pure.

Every figure (how many answered, the index, each dimension) is a system of its own, because somebody who answered 不适用
is in a group but not in its figure. Units come first; a part of a segment is told only if, with the units and the other
segments, nothing follows that rests on fewer than the floor (`figures.crossing`). Whatever is not told, and whoever did
not answer the item, is the rest of its segment.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from figures import crossing, disclosure
from surveys.counting import scoring, withholding
from surveys.counting.release import Cell, SegmentPart, SegmentRow
from surveys.counting.tally import Sums, Tally
from surveys.counting.withholding import Told
from surveys.items import Definition, Item

#: Stands among the options of a part for those who left the question out.
SILENT = ""
SILENT_LABEL = "未填"
#: The place of the index among the figures.
INDEX = 1
Homes = Callable[[int | None], int | None]
#: Of each segment the numbers of the parts that are told.
_Shown = tuple[frozenset[int], ...]


def rows(definition: Definition, tally: Tally, shown: frozenset[int], told: Sequence[Told]) -> tuple[SegmentRow, ...]:
    """One row for each declared segment. `shown` are the units with an n, `told` the index, then the dimensions."""
    breakdowns = [_Breakdown(definition, tally, position) for position in range(len(_items(definition)))]
    if not breakdowns:
        return ()
    everybody = _System(definition, tally, breakdowns, 0)
    counted = everybody.choose(withholding.homes(definition, shown), everybody.whole)
    cells = []
    for figure, each in enumerate(told, start=1):
        system = _System(definition, tally, breakdowns, figure)
        enough = system.choose(each.told_home, counted)
        cells.append((system, enough, system.unrevealing(each.exact_home, enough)))
    return tuple(_row(breakdown, counted[breakdown.position], everybody, cells) for breakdown in breakdowns)


def _items(definition: Definition) -> list[Item]:
    return [item for item in definition.asked if item.id in definition.segments]


@dataclass(frozen=True)
class _Part:
    """Options that are shown under one name."""

    options: tuple[str, ...]
    label: str


class _Breakdown:
    """One segment item and its parts: options one by one, those that are too few with a neighbour."""

    def __init__(self, definition: Definition, tally: Tally, position: int) -> None:
        self.position, self.item = position, _items(definition)[position]
        sizes = {option.id: 0 for option in self.item.choices}
        silent = 0
        for (_unit, chosen), counted in tally.crossed.items():
            option = chosen[position]
            if option is None:
                silent += counted.n[0]
            else:
                sizes[option] += counted.n[0]
        self.labels = {option.id: option.label for option in self.item.choices}
        groups = put_together(sizes, definition.floor)
        if groups and 0 < silent < definition.floor:
            # Too few to be left over: they stand with the smallest part, by name.
            least = min(range(len(groups)), key=lambda place: sum(sizes[option] for option in groups[place]))
            groups[least] += (SILENT,)
        labels = {**self.labels, SILENT: SILENT_LABEL}
        self.parts = [_Part(options, "、".join(labels[option] for option in options)) for options in groups]
        self.part_of = {option: number for number, part in enumerate(self.parts) for option in part.options}

    def hidden(self, shown: frozenset[int]) -> tuple[str, ...]:
        """Labels of the options that stand in no shown part."""
        seen = {option for number in shown for option in self.parts[number].options}
        return tuple(label for option, label in self.labels.items() if option not in seen)


def put_together(sizes: Mapping[str, int], floor: int) -> list[tuple[str, ...]]:
    """Options that anybody chose, in order; those below the floor together with their smaller neighbour."""
    groups: list[tuple[tuple[str, ...], int]] = [((option,), size) for option, size in sizes.items() if size]
    while len(groups) > 1 and min(size for _, size in groups) < floor:
        least = min(range(len(groups)), key=lambda place: groups[place][1])
        beside = [place for place in (least - 1, least + 1) if 0 <= place < len(groups)]
        other = min(beside, key=lambda place: groups[place][1])
        first, second = sorted((least, other))
        joined = (groups[first][0] + groups[second][0], groups[first][1] + groups[second][1])
        groups[first : second + 1] = [joined]
    return [options for options, size in groups if size >= floor]


class _System:
    """One figure with all its segments; finds which parts may be told beside the units."""

    def __init__(self, definition: Definition, tally: Tally, breakdowns: Sequence[_Breakdown], figure: int) -> None:
        self.definition, self.floor = definition, definition.floor
        self.whole: _Shown = tuple(frozenset(range(len(each.parts))) for each in breakdowns)
        self.people: dict[tuple[int | None, tuple[int | None, ...]], Sums] = {}
        for (unit, chosen), counted in tally.crossed.items():
            if not counted.n[figure]:
                continue
            parts = tuple(
                each.part_of.get(SILENT if option is None else option)
                for each, option in zip(breakdowns, chosen, strict=True)
            )
            self.people.setdefault((unit, parts), Sums()).merge(
                Sums(counted.n[figure], counted.totals[figure], partial=counted.partial if figure == INDEX else 0)
            )
        self.parts: list[dict[int | None, Sums]] = [{} for _each in breakdowns]
        for (_unit, parts), sums in self.people.items():
            for position, part in enumerate(parts):
                self.parts[position].setdefault(part, Sums()).merge(sums)

    def sums(self, position: int, part: int) -> Sums:
        """The figure of one part."""
        return self.parts[position].get(part, Sums())

    def choose(self, home: Homes, among: _Shown) -> _Shown:
        """The parts that may be told beside the units; of each segment, in turn, the smallest go first."""
        shown: list[frozenset[int]] = [frozenset()] * len(among)
        for position, parts in enumerate(among):
            shown[position] = parts
            while shown[position] and not self._is_safe(home, tuple(shown)):
                shown[position] -= {self._smallest(position, shown[position])}
        return tuple(shown)

    def unrevealing(self, home: Homes, enough: _Shown) -> _Shown:
        """Those of them that may be told exactly: no mean that follows tells too much of a group."""
        shown = list(enough)
        for position in range(len(shown)):
            shown[position] = self._untelling(position, shown[position])
        while any(shown) and not self._is_untelling(home, tuple(shown)):
            last = max(position for position, parts in enumerate(shown) if parts)
            shown[last] = self._untelling(last, shown[last] - {self._smallest(last, shown[last])})
        return tuple(shown)

    def _is_safe(self, home: Homes, shown: _Shown) -> bool:
        cells = self._cells(home, shown)
        return bool(cells) and crossing.is_safe({cell: sums.n for cell, sums in cells.items()}, self.floor)

    def _is_untelling(self, home: Homes, shown: _Shown) -> bool:
        """Whether no combination of units and parts tells too much.

        None may rest only on people who all chose the same end of the scale, and none on few who left a dimension out.
        """
        cells = self._cells(home, shown)
        counts = {cell: sums.n for cell, sums in cells.items()}
        return all(
            crossing.spans(counts, [cell for cell, sums in cells.items() if sums.total == end * sums.n])
            for end in withholding.ends(self.definition.scoring)
        ) and crossing.across_is_safe(self._gaps(cells), self.floor)

    def _gaps(self, cells: Mapping[crossing.Cell, Sums]) -> dict[crossing.Cell, int]:
        """Those who left a dimension out, by unit and parts; all groups that rounding blurs are as one."""
        groups: dict[tuple[int, Hashable], Sums] = {}
        for (group, parts), sums in cells.items():
            for place in ((-1, group), *enumerate(parts)):
                groups.setdefault(place, Sums()).merge(sums)

        def seen(place: tuple[int, Hashable]) -> Hashable:
            return None if withholding.is_blurred(groups[place], self.definition) else place[1]

        gaps: dict[crossing.Cell, int] = {}
        for (group, parts), sums in cells.items():
            cell = (seen((-1, group)), tuple(seen(place) for place in enumerate(parts)))
            gaps[cell] = gaps.get(cell, 0) + sums.partial
        return gaps

    def _untelling(self, position: int, parts: frozenset[int]) -> frozenset[int]:
        """The parts without those that tell too much, and without more until their rest does not either."""
        shown = frozenset(part for part in parts if not self._tells(self.sums(position, part)))
        while shown:
            rest = Sums()
            for part, sums in self.parts[position].items():
                if part not in shown:
                    rest.merge(sums)
            if not self._tells(rest):
                break
            shown -= {self._smallest(position, shown)}
        return shown

    def _tells(self, sums: Sums) -> bool:
        return withholding.tells(sums, self.definition)

    def _smallest(self, position: int, parts: frozenset[int]) -> int:
        return min(parts, key=lambda part: (self.sums(position, part).n, part))

    def _cells(self, home: Homes, shown: _Shown) -> dict[crossing.Cell, Sums]:
        cells: dict[crossing.Cell, Sums] = {}
        for (unit, chosen), sums in self.people.items():
            group = home(unit)
            if group is not None:
                parts = tuple(part if part in told else None for part, told in zip(chosen, shown, strict=True))
                cells.setdefault((group, parts), Sums()).merge(sums)
        return cells


def _row(
    breakdown: _Breakdown,
    counted: frozenset[int],
    everybody: _System,
    cells: Sequence[tuple[_System, _Shown, _Shown]],
) -> SegmentRow:
    position = breakdown.position
    parts = []
    for number in sorted(counted):
        found = [
            _cell(system.sums(position, number), number in enough[position], number in exactly[position])
            for system, enough, exactly in cells
        ]
        part = breakdown.parts[number]
        parts.append(
            SegmentPart(part.label, part.options, everybody.sums(position, number).n, found[0], tuple(found[1:]))
        )
    return SegmentRow(breakdown.item.id, breakdown.item.text, tuple(parts), breakdown.hidden(counted))


def _cell(sums: Sums, enough: bool, exactly: bool) -> Cell:
    if not enough or sums.mean is None:
        return Cell(None, disclosure.HIDDEN_WORDS)
    return Cell(scoring.rounded(sums.mean)) if exactly else Cell(None, disclosure.score_band(sums.mean))
