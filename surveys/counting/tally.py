"""Counts ballots into sums per reporting unit, in one pass and in memory that does not grow with the ballots. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from figures.drivers import Products
from surveys.answers import Answers
from surveys.counting.driving import driving
from surveys.items import FIVE_POINT, TEXTS, Definition, Dimension, Item, ItemType

ENOUGH_ANSWERED = 0.5
# Answered by several options at once. Texts are no figures: `surveys.review.comments` gathers them.
_SEVERAL = frozenset({ItemType.MULTIPLE, ItemType.RANKING})
SCORES = {
    # 0, 25, 50, 75, 100 as COPSOQ and others do; and ×20, the practice of many Chinese units. Not comparable.
    "zero_based": {point: (point - 1) * 25.0 for point in range(1, 6)},
    "times_twenty": {point: point * 20.0 for point in range(1, 6)},
}


@dataclass
class Sums:
    """How many, their sum and their sum of squares; of an index, how many have one from only some dimensions."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0
    partial: int = 0

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
        self.partial += other.partial

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
class Crossed:
    """The respondents of one unit who gave the same answers to the segment items.

    How many of them each figure rests on, and their sum: first everybody (whose sum is nothing), then the index, then
    the dimensions in the order of the definition.
    """

    n: list[int]
    totals: list[float]
    #: How many of them have an index from only some dimensions.
    partial: int = 0


#: A unit (None for 不愿说明) and the option chosen of each segment item, in the order asked (None for no answer).
Crossing = tuple[int | None, tuple[str | None, ...]]


@dataclass
class Tally:
    """Everything counted: per reporting unit (None for 不愿说明), per unit and segment options, and for the enterprise.

    `crossed` is empty without segments; it serves disclosure control, and only sums over all units are ever released.
    """

    units: dict[int | None, UnitTally] = field(default_factory=dict)
    crossed: dict[Crossing, Crossed] = field(default_factory=dict)
    consistency: dict[str, Consistency] = field(default_factory=dict)
    products: Products | None = None


def count(definition: Definition, ballots: Iterable[tuple[int | None, Answers]]) -> Tally:
    """Count every ballot once. A unit that is not in the definition counts as 不愿说明."""
    counting = _Counting(definition)
    for unit, answers in ballots:
        counting.add(unit, answers)
    return counting.tally()


class _Counting:
    """What is looked up once, so that little is left to do for every ballot."""

    def __init__(self, definition: Definition) -> None:
        asked = definition.asked
        self.counted = Tally()
        self.known = {unit.id for unit in definition.choosable_units}
        self.plain = [item.id for item in asked if item.type not in _SEVERAL and item.type not in TEXTS]
        self.several = [item for item in asked if item.type in _SEVERAL]
        self.scored = [_Scored(definition, dimension) for dimension in definition.dimensions]
        self.segments = [
            (item.id, frozenset(option.id for option in item.choices))
            for item in asked
            if item.id in definition.segments
        ]
        self.driving = driving(definition)
        self.products = Products(len(self.driving.positions) + 1) if self.driving else None

    def add(self, unit: int | None, answers: Answers) -> None:
        """Count one ballot."""
        place = unit if unit in self.known else None
        mine = self.counted.units.get(place)
        if mine is None:
            mine = self.counted.units[place] = UnitTally()
        mine.n += 1
        self._count_items(mine.items, answers)
        for item in self.several:
            _count_several(mine, item, answers)
        scores = [dimension.score(answers) for dimension in self.scored]
        index = _index(self.scored, scores)
        for dimension, score in zip(self.scored, scores, strict=True):
            if score is not None:
                mine.dimensions.setdefault(dimension.id, Sums()).add(score)
        gaps = index is not None and None in scores
        if index is not None:
            mine.index.add(index)
            mine.index.partial += gaps
        if self.segments:
            chosen = tuple(_option(answers.get(item), options) for item, options in self.segments)
            _count_crossed(self.counted, (place, chosen), (index, *scores), gaps)
        if self.driving is not None and self.products is not None:
            row = self.driving.row(scores, answers)
            if row is not None:
                self.products.add(row)

    def _count_items(self, items: dict[str, dict[int | str, int]], answers: Answers) -> None:
        for item_id in self.plain:
            value = answers.get(item_id)
            if value is not None:
                counts = items.get(item_id)
                if counts is None:
                    counts = items[item_id] = {}
                counts[value] = counts.get(value, 0) + 1  # type: ignore[index,arg-type]

    def tally(self) -> Tally:
        """Everything counted so far."""
        self.counted.products = self.products
        self.counted.consistency = {
            dimension.id: dimension.consistency() for dimension in self.scored if dimension.whole.n
        }
        return self.counted


class _Scored:
    """One dimension while ballots are counted: its items, and the sums of complete answers for Cronbach's α."""

    def __init__(self, definition: Definition, dimension: Dimension) -> None:
        self.id, self.weight = dimension.id, dimension.weight
        items = [item for item in definition.asked if item.dimension == dimension.id and item.type in FIVE_POINT]
        # For each item the points by answer, reversed items turned round; anything else is no answer.
        self.items = [
            (item.id, {answer: 6 - answer if item.reverse else answer for answer in range(1, 6)}) for item in items
        ]
        scores = SCORES[definition.scoring]
        # Scores lie on a line over the points, so one of a mean is the mean of the scores.
        self.slope, self.start = scores[2] - scores[1], scores[1] - (scores[2] - scores[1])
        self.needed = max(1, math.ceil(ENOUGH_ANSWERED * len(items)))
        self.points, self.whole = [[0] * 6 for _item in items], Sums()

    def score(self, answers: Answers) -> float | None:
        """The respondent's score, or None when less than half was answered."""
        points = [table.get(answers.get(item)) for item, table in self.items]  # type: ignore[arg-type]
        given = [point for point in points if point is not None]
        number = len(given)
        if number < self.needed:
            return None
        total = sum(given)
        if number == len(points):
            self.whole.add(total)
            for counts, point in zip(self.points, given, strict=True):
                counts[point] += 1
        return (self.slope * total + self.start * number) / number

    def consistency(self) -> Consistency:
        """What α needs."""
        sums = [
            Sums(self.whole.n, *(sum(point**power * count for point, count in enumerate(counts)) for power in (1, 2)))
            for counts in self.points
        ]
        return Consistency({item: each for (item, _), each in zip(self.items, sums, strict=True)}, self.whole)


def _index(scored: list[_Scored], scores: list[float | None]) -> float | None:
    weighted = weight = 0.0
    for dimension, score in zip(scored, scores, strict=True):
        if score is not None:
            weighted += dimension.weight * score
            weight += dimension.weight
    return weighted / weight if weight else None


def _option(answer: object, options: frozenset[str]) -> str | None:
    return answer if isinstance(answer, str) and answer in options else None


def _count_crossed(tally: Tally, key: Crossing, figures: tuple[float | None, ...], gaps: bool) -> None:
    mine = tally.crossed.get(key)
    if mine is None:
        mine = tally.crossed[key] = Crossed([0] * (len(figures) + 1), [0.0] * (len(figures) + 1))
    mine.n[0] += 1
    mine.partial += gaps
    for position, value in enumerate(figures, start=1):
        if value is not None:
            mine.n[position] += 1
            mine.totals[position] += value


def place_key(option: str, place: int) -> str:
    """The value under which a place of a ranking is counted."""
    return f"{place}.{option}"


def _count_several(mine: UnitTally, item: Item, answers: Answers) -> None:
    value = answers.get(item.id)
    if not isinstance(value, tuple):
        return
    counts = mine.items.setdefault(item.id, {})
    if item.type is ItemType.RANKING:
        for place, option in enumerate(value, start=1):
            key = place_key(option, place)
            counts[key] = counts.get(key, 0) + 1
    else:
        mine.ticking[item.id] = mine.ticking.get(item.id, 0) + 1
        for option in value:
            counts[option] = counts.get(option, 0) + 1
