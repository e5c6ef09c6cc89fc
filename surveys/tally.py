"""Counts ballots into sums per reporting unit, in one pass and in memory that does not grow with the ballots. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from surveys.answers import Answers
from surveys.items import FIVE_POINT, TEXTS, Definition, Item, ItemType

ENOUGH_ANSWERED = 0.5
SCORES = {
    # 0, 25, 50, 75, 100 as COPSOQ and others do; and ×20, the practice of many Chinese units. Not comparable.
    "zero_based": {point: (point - 1) * 25.0 for point in range(1, 6)},
    "times_twenty": {point: point * 20.0 for point in range(1, 6)},
}


@dataclass
class Sums:
    """How many, their sum and their sum of squares."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        """Count one value."""
        self.n += 1
        self.total += value
        self.squares += value * value

    def merge(self, other: Sums) -> None:
        """Count everything `other` counted."""
        self.n += other.n
        self.total += other.total
        self.squares += other.squares

    @property
    def mean(self) -> float | None:
        """The mean, or None when nothing was counted."""
        return self.total / self.n if self.n else None

    @property
    def variance(self) -> float | None:
        """The sample variance, or None for fewer than two values."""
        if self.n < 2:
            return None
        return max(0.0, (self.squares - self.total * self.total / self.n) / (self.n - 1))


@dataclass
class UnitTally:
    """The sums of the respondents of one reporting unit.

    `items` counts the answers to each item by value (a ranking by `place_key`), `ticking` the people who ticked any
    box of a multiple choice.
    """

    n: int = 0
    index: Sums = field(default_factory=Sums)
    dimensions: dict[str, Sums] = field(default_factory=dict)
    items: dict[str, dict[int | str, int]] = field(default_factory=dict)
    ticking: dict[str, int] = field(default_factory=dict)

    def merge(self, other: UnitTally) -> None:
        """Count everything `other` counted."""
        self.n += other.n
        self.index.merge(other.index)
        for key, sums in other.dimensions.items():
            self.dimensions.setdefault(key, Sums()).merge(sums)
        for key, counts in other.items.items():
            mine = self.items.setdefault(key, {})
            for value, number in counts.items():
                mine[value] = mine.get(value, 0) + number
        for key, number in other.ticking.items():
            self.ticking[key] = self.ticking.get(key, 0) + number


@dataclass
class Consistency:
    """What Cronbach's α of a dimension needs: per item and in total, over complete answers only."""

    items: dict[str, Sums] = field(default_factory=dict)
    total: Sums = field(default_factory=Sums)


@dataclass
class Tally:
    """Everything counted: a UnitTally per reporting unit (None for 不愿说明), and α's sums for the enterprise."""

    units: dict[int | None, UnitTally] = field(default_factory=dict)
    consistency: dict[str, Consistency] = field(default_factory=dict)


def count(definition: Definition, ballots: Iterable[tuple[int | None, Answers]]) -> Tally:
    """Count every ballot once. A unit that is not in the definition counts as 不愿说明."""
    tally = Tally()
    known = {unit.id for unit in definition.choosable_units}
    asked = definition.asked
    by_dimension = {
        dimension.id: [item for item in asked if item.dimension == dimension.id and item.type in FIVE_POINT]
        for dimension in definition.dimensions
    }
    weights = {dimension.id: dimension.weight for dimension in definition.dimensions}
    scores = SCORES[definition.scoring]
    for unit, answers in ballots:
        mine = tally.units.setdefault(unit if unit in known else None, UnitTally())
        mine.n += 1
        for item in asked:
            _count_item(mine, item, answers)
        weighted = weight = 0.0
        for dimension, its_items in by_dimension.items():
            points = [_points(item, answers.get(item.id)) for item in its_items]
            given = [point for point in points if point is not None]
            if not given or len(given) < ENOUGH_ANSWERED * len(its_items):
                continue
            score = sum(scores[point] for point in given) / len(given)
            mine.dimensions.setdefault(dimension, Sums()).add(score)
            weighted += weights[dimension] * score
            weight += weights[dimension]
            if len(given) == len(its_items):
                _count_consistency(tally, dimension, its_items, given)
        if weight:
            mine.index.add(weighted / weight)
    return tally


def place_key(option: str, place: int) -> str:
    """The value under which a place of a ranking is counted."""
    return f"{place}.{option}"


def _count_item(mine: UnitTally, item: Item, answers: Answers) -> None:
    value = answers.get(item.id)
    # Texts are no figures: `surveys.comments` gathers them.
    if value is None or item.type in TEXTS:
        return
    counts = mine.items.setdefault(item.id, {})
    if not isinstance(value, tuple):
        counts[value] = counts.get(value, 0) + 1
    elif item.type is ItemType.RANKING:
        for place, option in enumerate(value, start=1):
            key = place_key(option, place)
            counts[key] = counts.get(key, 0) + 1
    else:
        mine.ticking[item.id] = mine.ticking.get(item.id, 0) + 1
        for option in value:
            counts[option] = counts.get(option, 0) + 1


def _points(item: Item, value: object) -> int | None:
    """1..5 with reversed items turned round, or None when not answered."""
    if not isinstance(value, int):
        return None
    return 6 - value if item.reverse else value


def _count_consistency(tally: Tally, dimension: str, its_items: list[Item], given: list[int]) -> None:
    sums = tally.consistency.setdefault(dimension, Consistency())
    for item, point in zip(its_items, given, strict=True):
        sums.items.setdefault(item.id, Sums()).add(point)
    sums.total.add(sum(given))
