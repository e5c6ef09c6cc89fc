"""The release: the one fixed set of tables of a survey, made once under disclosure control and read by everything. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from figures import disclosure, intervals
from surveys import scoring
from surveys.items import FIVE_POINT, Definition, Item, ItemType, ReportingUnit
from surveys.tally import Sums, Tally, UnitTally

# A mean this close to an end of the scale would tell what everybody in a group answered.
EXTREME = 3.0


@dataclass(frozen=True)
class Cell:
    """A figure, or the words that stand in its place when it may not be shown."""

    value: float | None
    words: str = ""


@dataclass(frozen=True)
class DimensionRow:
    """A dimension for the whole enterprise: index, share of favourable answers in whole percents, α."""

    id: str
    label: str
    index: Cell
    favourable: int | None
    alpha: float | None


@dataclass(frozen=True)
class ItemRow:
    """How the whole enterprise answered one item. Shares are whole percents; per-item n is not part of a release."""

    id: str
    text: str
    type: str
    dimension: str
    options: tuple[str, ...]
    kind: str
    percents: tuple[int, ...]
    words: str
    mean: float | None
    favourable: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True)
class GroupRow:
    """A reporting unit: its figures when they may be shown, else only its name."""

    id: int
    parent_id: int | None
    name: str
    depth: int
    members: tuple[str, ...]
    headcount: int
    shown: bool
    n: int | None
    rate: float | None
    index: Cell
    dimensions: tuple[Cell, ...]


@dataclass(frozen=True)
class Release:
    """Everything that is ever shown of a survey."""

    slug: str
    title: str
    digest: str
    opened_on: str
    closed_on: str
    admission: str
    scoring: str
    floor: int
    headcount: int
    answered: int
    rate: float | None
    low_response: bool
    index: Cell
    happiness: Cell
    enps: Cell
    dimensions: tuple[DimensionRow, ...]
    items: tuple[ItemRow, ...]
    groups: tuple[GroupRow, ...]
    texts: int

    @property
    def shown_groups(self) -> tuple[GroupRow, ...]:
        """The groups whose figures are shown."""
        return tuple(group for group in self.groups if group.shown)

    @property
    def hidden_groups(self) -> tuple[GroupRow, ...]:
        """The groups that appear only inside the one above them."""
        return tuple(group for group in self.groups if not group.shown)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Release:
        """What `to_json` wrote."""
        return cls(
            **{
                **stored,
                "index": Cell(**stored["index"]),
                "happiness": Cell(**stored["happiness"]),
                "enps": Cell(**stored["enps"]),
                "dimensions": tuple(
                    DimensionRow(**{**row, "index": Cell(**row["index"])}) for row in stored["dimensions"]
                ),
                "items": tuple(
                    ItemRow(**{**row, "options": tuple(row["options"]), "percents": tuple(row["percents"])})
                    for row in stored["items"]
                ),
                "groups": tuple(_group_from_json(row) for row in stored["groups"]),
            }
        )


def build(definition: Definition, tally: Tally, *, slug: str, digest: str, opened_on: str, closed_on: str) -> Release:
    """Apply disclosure control once to everything counted. Deterministic."""
    sums = _by_group(definition, tally)
    top = definition.units[0].id
    everyone = sums[top]
    floor = definition.floor
    rate = scoring.response_rate(everyone.n, definition.headcount)
    return Release(
        slug=slug,
        title=definition.title,
        digest=digest,
        opened_on=opened_on,
        closed_on=closed_on,
        admission=definition.admission,
        scoring=definition.scoring,
        floor=floor,
        headcount=definition.headcount,
        answered=everyone.n,
        rate=rate,
        low_response=rate is not None and rate * 100 < definition.low_response_percent,
        index=_cell(everyone.index, floor),
        happiness=_mean_cell(everyone, "happy", floor),
        enps=_enps_cell(everyone, floor),
        dimensions=tuple(_dimension_row(definition, tally, everyone, position) for position in _positions(definition)),
        items=tuple(
            _item_row(definition, item, everyone) for item in definition.asked if item.type is not ItemType.TEXT
        ),
        groups=_groups(definition, tally, sums),
        texts=sum(tally.texts.values()),
    )


def _positions(definition: Definition) -> range:
    return range(len(definition.dimensions))


def _by_group(definition: Definition, tally: Tally) -> dict[int, UnitTally]:
    """The sums of each node with everything below it; those who named no unit count for the enterprise only."""
    sums = {unit.id: UnitTally() for unit in definition.units}
    parents = {unit.id: unit.parent_id for unit in definition.units}
    for unit, counted in tally.units.items():
        node: int | None = unit if unit is not None else definition.units[0].id
        while node is not None:
            sums[node].merge(counted)
            node = parents[node]
    return sums


def _cell(sums: Sums, floor: int) -> Cell:
    if sums.n < floor or sums.mean is None:
        return Cell(None, disclosure.HIDDEN_WORDS)
    if _is_extreme(sums):
        return Cell(None, disclosure.score_band(sums.mean))
    return Cell(scoring.rounded(sums.mean))


def _mean_cell(everyone: UnitTally, item_id: str, floor: int) -> Cell:
    counts = everyone.items.get(item_id, {})
    if sum(counts.values()) < floor or disclosure.is_concentrated(list(counts.values())):
        return Cell(None, disclosure.HIDDEN_WORDS)
    return Cell(scoring.rounded(scoring.mean_of(counts)))


def _enps_cell(everyone: UnitTally, floor: int) -> Cell:
    counts = everyone.items.get("enps", {})
    if sum(counts.values()) < floor or disclosure.is_concentrated(list(counts.values())):
        return Cell(None, disclosure.HIDDEN_WORDS)
    return Cell(scoring.enps(counts))


def _dimension_row(definition: Definition, tally: Tally, everyone: UnitTally, position: int) -> DimensionRow:
    dimension = definition.dimensions[position]
    good = answers = 0
    for item in definition.asked:
        if item.dimension == dimension.id and item.type in FIVE_POINT:
            favourable, given = scoring.favourable(item, everyone.items.get(item.id, {}))
            good, answers = good + favourable, answers + given
    consistency = tally.consistency.get(dimension.id)
    sums = everyone.dimensions.get(dimension.id, Sums())
    index = _cell(sums, definition.floor)
    shown = index.value is not None and answers > 0
    return DimensionRow(
        id=dimension.id,
        label=dimension.label,
        index=index,
        favourable=round(100 * good / answers) if shown else None,
        alpha=scoring.alpha(consistency) if shown and consistency else None,
    )


def _item_row(definition: Definition, item: Item, everyone: UnitTally) -> ItemRow:
    counts = everyone.items.get(item.id, {})
    values, labels = _options(item)
    numbers = [counts.get(value, 0) for value in values]
    shown = disclosure.distribution(numbers, definition.floor)
    open_ = shown.kind == "shares"
    good, answers = scoring.favourable(item, counts) if item.type in FIVE_POINT else (0, 0)
    interval = intervals.wilson(good, answers) if open_ and answers else None
    return ItemRow(
        id=item.id,
        text=item.text,
        type=item.type.value,
        dimension=item.dimension,
        options=labels,
        kind=shown.kind,
        percents=shown.percents,
        words=shown.words,
        mean=scoring.rounded(scoring.mean_of(counts)) if open_ and item.type is ItemType.TEN else None,
        favourable=round(100 * good / answers) if interval else None,
        low=round(100 * interval[0]) if interval else None,
        high=round(100 * interval[1]) if interval else None,
    )


def _options(item: Item) -> tuple[list[int | str], tuple[str, ...]]:
    if item.type in FIVE_POINT:
        return list(range(1, 6)), item.points
    if item.type is ItemType.TEN:
        return list(range(11)), tuple(str(point) for point in range(11))
    return [option.id for option in item.options], tuple(option.label for option in item.options)


def _groups(definition: Definition, tally: Tally, sums: Mapping[int, UnitTally]) -> tuple[GroupRow, ...]:
    own = {unit.id: tally.units[unit.id].n if unit.id in tally.units else 0 for unit in definition.units}
    top = definition.units[0].id
    own[top] += tally.units[None].n if None in tally.units else 0
    shown = _publishable(definition.units, own, definition.floor)
    index_told = _Told(definition, shown, None, tally)
    cells_told = [_Told(definition, shown, dimension.id, tally) for dimension in definition.dimensions]
    depths = _depths(definition.units)
    return tuple(
        _group_row(definition, unit, sums[unit.id], depths[unit.id], unit.id in shown, index_told, cells_told)
        for unit in definition.units
    )


def _publishable(units: tuple[ReportingUnit, ...], own: Mapping[int, int], floor: int) -> frozenset[int]:
    return disclosure.publishable([disclosure.Node(unit.id, unit.parent_id, own[unit.id]) for unit in units], floor)


class _Told:
    """Where one kind of figure is told exactly, in a broad band, or not at all: a dimension, or (None) the index."""

    def __init__(self, definition: Definition, shown: frozenset[int], dimension: str | None, tally: Tally) -> None:
        self.parents = {unit.id: unit.parent_id for unit in definition.units}
        top = definition.units[0].id
        self.own = {unit: Sums() for unit in self.parents}
        for unit, counted in tally.units.items():
            sums = counted.index if dimension is None else counted.dimensions.get(dimension, Sums())
            self.own[top if unit is None else unit].merge(sums)
        self.told = self._enough(definition, shown)
        self.exactly = self._unrevealing(self.told)

    def cell(self, unit_id: int, sums: Sums) -> Cell:
        """The figure of a unit, or the words in its place."""
        if unit_id not in self.told or sums.mean is None:
            return Cell(None, disclosure.HIDDEN_WORDS)
        if unit_id not in self.exactly:
            return Cell(None, disclosure.score_band(sums.mean))
        return Cell(scoring.rounded(sums.mean))

    def _enough(self, definition: Definition, shown: frozenset[int]) -> frozenset[int]:
        """Among the shown groups, those whose figure rests on enough people, remainders included.

        Somebody who answered 不适用 is in a group but not in its figure, so each figure is checked with its own n.
        """
        rests = self._remainders(shown)
        nodes = [
            disclosure.Node(unit.id, self._home(unit.parent_id, shown), rests[unit.id].n)
            for unit in definition.units
            if unit.id in shown
        ]
        return disclosure.publishable(nodes, definition.floor)

    def _unrevealing(self, told: frozenset[int]) -> frozenset[int]:
        """Those that may be told exactly: no remainder of them lies at an end of the scale.

        A mean there says what everybody in a group answered, and the mean of a remainder follows from the others.
        Leaving a figure out only makes remainders larger, so what `_enough` granted still holds.
        """
        exactly = set(told)
        while True:
            rests = self._remainders(exactly)
            telling = next((unit for unit in sorted(exactly) if _is_extreme(rests[unit])), None)
            if telling is None:
                return frozenset(exactly)
            below = [unit for unit in exactly if self._home(self.parents[unit], exactly) == telling]
            exactly.remove(min(below, key=lambda unit: (self._size(unit, exactly), unit)) if below else telling)

    def _remainders(self, among: Collection[int]) -> dict[int, Sums]:
        """The sums of each group without the groups nearest below it."""
        rests = {unit: Sums() for unit in among}
        for unit, sums in self.own.items():
            home = self._home(unit, among)
            if home is not None:
                rests[home].merge(sums)
        return rests

    def _home(self, unit: int | None, among: Collection[int]) -> int | None:
        while unit is not None and unit not in among:
            unit = self.parents[unit]
        return unit

    def _size(self, unit: int, among: Collection[int]) -> int:
        return self._remainders(among)[unit].n


def _is_extreme(sums: Sums) -> bool:
    return sums.mean is not None and (sums.mean <= EXTREME or sums.mean >= 100 - EXTREME)


def _group_row(
    definition: Definition,
    unit: ReportingUnit,
    counted: UnitTally,
    depth: int,
    shown: bool,
    index_told: _Told,
    cells_told: list[_Told],
) -> GroupRow:
    headcount = _headcount(definition.units, unit.id)
    return GroupRow(
        id=unit.id,
        parent_id=unit.parent_id,
        name=unit.name,
        depth=depth,
        members=unit.members,
        headcount=headcount,
        shown=shown,
        n=counted.n if shown else None,
        rate=scoring.response_rate(counted.n, headcount) if shown else None,
        index=index_told.cell(unit.id, counted.index),
        dimensions=tuple(
            told.cell(unit.id, counted.dimensions.get(dimension.id, Sums()))
            for dimension, told in zip(definition.dimensions, cells_told, strict=True)
        ),
    )


def _headcount(units: tuple[ReportingUnit, ...], unit_id: int) -> int:
    below = {unit_id}
    for unit in units:
        if unit.parent_id in below:
            below.add(unit.id)
    return sum(unit.headcount for unit in units if unit.id in below)


def _depths(units: tuple[ReportingUnit, ...]) -> dict[int, int]:
    depths: dict[int, int] = {}
    for unit in units:
        depths[unit.id] = 0 if unit.parent_id is None else depths[unit.parent_id] + 1
    return depths


def _group_from_json(row: Mapping[str, Any]) -> GroupRow:
    return GroupRow(
        **{
            **row,
            "members": tuple(row["members"]),
            "index": Cell(**row["index"]),
            "dimensions": tuple(Cell(**cell) for cell in row["dimensions"]),
        }
    )
