"""What petitions come to for each unit over some months, told only where enough stand behind it; pure.

A unit counts with everything below it. Which units are told is chosen so that no sum or difference of what is told
makes a group of one to four (`figures.disclosure.publishable`); topics are named without counts, because a topic of a
unit beside the same topic of the enterprise would be such a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.units import UnitTree
from figures import disclosure
from figures.comparison import Ratio
from petitions import indicators
from petitions.indicators import CaseFacts, Indicator, Window
from petitions.kinds import CATEGORIES

FLOOR = disclosure.FLOOR
TOPICS_SHOWN = 3
_BY_KEY: Mapping[str, Indicator] = {each.key: each for each in indicators.INDICATORS}


@dataclass(frozen=True)
class UnitCases:
    """One unit; None is a figure that may not be shown."""

    #: Cases that concern it.
    came: int | None = None
    #: What most of them are about (message ids), the most first.
    topics: tuple[str, ...] = ()
    #: Cases it answered, in time, in days on average, and to the content of those who rated it.
    replied: int | None = None
    in_time: Ratio | None = None
    mean_days: float | None = None
    content: Ratio | None = None


def gather(cases: Sequence[CaseFacts], window: Window, tree: UnitTree) -> dict[int, UnitCases]:
    """Every unit of the tree by id."""
    came = [case for case in indicators.registered(cases, window) if not case.is_accusation]
    about, handled, rated = _Told(came, _concerned, tree), _handled(cases, window, tree), _rated(cases, window, tree)
    return {
        row.id: UnitCases(
            came=about.count(row.id),
            topics=_topics(about.of(row.id)),
            replied=handled.count(row.id),
            in_time=_ratio("on_time", handled.of(row.id), window),
            mean_days=indicators.mean(indicators.handling_days(handled.of(row.id), window)),
            content=_ratio("satisfied_unit", rated.of(row.id), window),
        )
        for _depth, row in tree.walk()
    }


class _Told:
    """Cases by unit, of the units that may be told."""

    def __init__(self, cases: Iterable[CaseFacts], unit_of: Callable[[CaseFacts], int | None], tree: UnitTree) -> None:
        self._tree = tree
        self._own: dict[int, list[CaseFacts]] = {}
        for case in cases:
            unit_id = unit_of(case)
            if unit_id is not None and unit_id in tree:
                self._own.setdefault(unit_id, []).append(case)
        nodes = [disclosure.Node(row.id, row.parent_id, len(self._own.get(row.id, ()))) for _, row in tree.walk()]
        self._shown = disclosure.publishable(nodes, FLOOR)

    def of(self, unit_id: int) -> list[CaseFacts]:
        """The cases of a unit and all below it; none when it may not be told."""
        if unit_id not in self._shown:
            return []
        return [case for inside in sorted(self._tree.subtree(unit_id)) for case in self._own.get(inside, ())]

    def count(self, unit_id: int) -> int | None:
        """How many."""
        return len(self.of(unit_id)) or None


def _concerned(case: CaseFacts) -> int | None:
    return case.unit_id


def _handler(case: CaseFacts) -> int | None:
    return case.handling_unit_id


def _handled(cases: Sequence[CaseFacts], window: Window, tree: UnitTree) -> _Told:
    done = [case for case in indicators.replied(cases, window) if not case.is_accusation]
    return _Told(done, _handler, tree)


def _rated(cases: Sequence[CaseFacts], window: Window, tree: UnitTree) -> _Told:
    return _Told(_BY_KEY["satisfied_unit"].pick(cases, window).whole, _handler, tree)


def _ratio(key: str, cases: list[CaseFacts], window: Window) -> Ratio | None:
    return _BY_KEY[key].count(cases, window) if cases else None


def _topics(cases: Iterable[CaseFacts]) -> tuple[str, ...]:
    counts = Counter(case.category for case in cases)
    order = list(CATEGORIES)
    enough = [code for code, count in counts.items() if count >= FLOOR and code in CATEGORIES]
    enough.sort(key=lambda code: (-counts[code], order.index(code)))
    return tuple(CATEGORIES[code] for code in enough[:TOPICS_SHOWN])
