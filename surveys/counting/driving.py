"""What moves with the staff's happiness: which outcome, which dimensions, and the reading of their weights. Pure.

The outcome is the item “happy” where it is asked, else the readiness to recommend (“enps”), else the dimension of
belonging; the other dimensions are weighed on it (`figures.drivers`). Only respondents with every one of them count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from figures.drivers import Products, relative_weights
from surveys.answers import Answers
from surveys.items import Definition, ItemType
from web.words import N_

#: Fewer complete answers carry no weights.
ENOUGH = 100
#: A dimension with less of what is explained is not called a driver.
LEAST_PERCENT = 5
MOST_NAMED = 3

OUTCOME_ITEMS = ("happy", "enps")
OUTCOME_DIMENSION = "belong"
OUTCOME_WORDS = {"happy": N_("总体幸福感"), "enps": N_("推荐意愿"), "belong": N_("归属感")}
NOTE = N_(
    "驱动因素按相对权重法（Johnson 2000）计算：把各方面得分对总体感受的解释力（R²）分到每个方面，合计百分之百。"
    "只用各方面都有得分的答卷，满 100 份才算。它说明哪些方面和总体感受一起变动，不证明因果。"
)


@dataclass(frozen=True)
class Driving:
    """The outcome's id, its position among the dimensions (−1 for an item), and those of what is weighed on it."""

    outcome: str
    place: int
    positions: tuple[int, ...]

    @property
    def is_item(self) -> bool:
        """Whether the outcome is an item of its own."""
        return self.place < 0

    def row(self, scores: Sequence[float | None], answers: Answers) -> list[float] | None:
        """One respondent's scores and outcome, or None when any is missing. `scores` are those of all dimensions."""
        outcome = answers.get(self.outcome) if self.is_item else scores[self.place]
        whole = [*(scores[position] for position in self.positions), outcome]
        given = [value for value in whole if isinstance(value, int | float)]
        return given if len(given) == len(whole) else None


@dataclass(frozen=True)
class Driver:
    """A dimension, its part of what is explained in whole percents, and whether it lifts (1) or presses (−1)."""

    id: str
    label: str
    percent: int
    sign: int


@dataclass(frozen=True)
class Drivers:
    """All weighed dimensions, the strongest first, and R² in whole percents."""

    outcome: str
    explained: int
    drivers: tuple[Driver, ...]

    @property
    def strongest(self) -> tuple[Driver, ...]:
        """The dimensions one would name: up to three that lift the outcome."""
        return tuple(each for each in self.drivers if each.sign > 0 and each.percent >= LEAST_PERCENT)[:MOST_NAMED]


def driving(definition: Definition) -> Driving | None:
    """What is weighed on what in this survey, or None where there is no outcome or no two dimensions."""
    ids = [dimension.id for dimension in definition.dimensions]
    tens = {item.id for item in definition.asked if item.type is ItemType.TEN}
    item = next((each for each in OUTCOME_ITEMS if each in tens), None)
    place = ids.index(OUTCOME_DIMENSION) if item is None and OUTCOME_DIMENSION in ids else -1
    positions = tuple(position for position in range(len(ids)) if position != place)
    if (item is None and place < 0) or len(positions) < 2:
        return None
    return Driving(item or OUTCOME_DIMENSION, place, positions)


def drivers(definition: Definition, products: Products | None) -> Drivers | None:
    """The weights as they are released, or None for fewer than 100 complete answers or scores that cannot be told apart."""
    found = driving(definition)
    if found is None or products is None or products.n < ENOUGH:
        return None
    correlations = products.correlations()
    weights = relative_weights(correlations) if correlations is not None else None
    if weights is None or weights.explained <= 0:
        return None
    rows = [
        Driver(
            definition.dimensions[position].id,
            definition.dimensions[position].label,
            round(100 * part / weights.explained),
            sign,
        )
        for position, part, sign in zip(found.positions, weights.parts, weights.signs, strict=True)
    ]
    rows.sort(key=lambda row: (-row.percent, row.id))
    return Drivers(found.outcome, round(100 * min(weights.explained, 1.0)), tuple(rows))
