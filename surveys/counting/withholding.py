"""Decides which figures of which reporting units are told exactly, in a broad band, or not at all. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from figures import disclosure
from surveys.counting import scoring as scoring_rules
from surveys.counting.release import Cell
from surveys.counting.tally import SCORES, Sums, Tally
from surveys.items import Definition, ReportingUnit

# A mean this close to an end of the scale would tell what everybody in a group answered.
EXTREME = 3.0
# Index and dimensions of a group differ by the scores of those who left a dimension out. Means have one decimal, so that
# this difference is known to within a tenth of people × dimensions, in points: from here on it tells nothing of 0–100.
BLURRED = 1_000


def publishable_units(units: tuple[ReportingUnit, ...], own: Mapping[int, int], floor: int) -> frozenset[int]:
    """Ids of the units that may be shown; `own` counts the answers of each node itself."""
    return disclosure.publishable([disclosure.Node(unit.id, unit.parent_id, own[unit.id]) for unit in units], floor)


def homes(definition: Definition, shown: Collection[int]) -> Callable[[int | None], int | None]:
    """For a unit (None for 不愿说明) the nearest shown group it belongs to, or None where nothing is shown."""
    parents = {unit.id: unit.parent_id for unit in definition.units}
    top = definition.units[0].id

    def home(unit: int | None) -> int | None:
        above = top if unit is None else unit
        while above is not None and above not in shown:
            above = parents[above]  # type: ignore[assignment]
        return above

    return home


class Told:
    """Where one kind of figure is told exactly, in a broad band, or not at all: a dimension, or (None) the index."""

    def __init__(self, definition: Definition, shown: frozenset[int], dimension: str | None, tally: Tally) -> None:
        self.parents = {unit.id: unit.parent_id for unit in definition.units}
        self.definition = definition
        self.top = top = definition.units[0].id
        self.own = {unit: Sums() for unit in self.parents}
        for unit, counted in tally.units.items():
            sums = counted.index if dimension is None else counted.dimensions.get(dimension, Sums())
            self.own[top if unit is None else unit].merge(sums)
        self.told = self._enough(definition, shown)
        self.exactly = self._unrevealing(self.told)
        #: The groups with which somebody's figure is told at all, and told exactly.
        self.told_home, self.exact_home = homes(definition, self.told), homes(definition, self.exactly)

    def cell(self, unit_id: int, sums: Sums) -> Cell:
        """The figure of a unit, or the words in its place."""
        if unit_id not in self.told or sums.mean is None:
            return Cell(None, disclosure.HIDDEN_WORDS)
        if unit_id not in self.exactly:
            return Cell(None, disclosure.score_band(sums.mean))
        return Cell(scoring_rules.rounded(sums.mean))

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
        """Those that may be told exactly: of no remainder the mean, which follows from the others, `tells` too much.

        Leaving a figure out only makes remainders larger, so what `_enough` granted still holds.
        """
        exactly, definition = set(told), self.definition
        while True:
            rests = self._remainders(exactly)
            telling = next((unit for unit in sorted(exactly) if tells(rests[unit], definition)), None)
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


def ends(scoring: str) -> tuple[float, float]:
    """The lowest and the highest score a respondent can have."""
    scores = SCORES[scoring].values()
    return min(scores), max(scores)


def is_extreme(sums: Sums, scoring: str) -> bool:
    """Whether a mean lies so near an end of the scale that it tells what everybody answered."""
    low, high = ends(scoring)
    return sums.mean is not None and (sums.mean <= low + EXTREME or sums.mean >= high - EXTREME)


def is_blurred(sums: Sums, definition: Definition) -> bool:
    """Whether rounding alone hides what the few who left a dimension out scored."""
    return sums.n * len(definition.dimensions) >= BLURRED


def tells(sums: Sums, definition: Definition) -> bool:
    """Whether an exact mean would say what everybody of a group answered, or the few of it who left a dimension out."""
    few = 0 < sums.partial < definition.floor and not is_blurred(sums, definition)
    return few or is_extreme(sums, definition.scoring)


def cell_of(sums: Sums, definition: Definition) -> Cell:
    """The mean of the whole enterprise, or the words in its place."""
    if sums.n < definition.floor or sums.mean is None:
        return Cell(None, disclosure.HIDDEN_WORDS)
    if tells(sums, definition):
        return Cell(None, disclosure.score_band(sums.mean))
    return Cell(scoring_rules.rounded(sums.mean))
