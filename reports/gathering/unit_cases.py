"""Petitions of each unit with all below it, by month and by quarter, as far as no sum or difference points at a person.

Cases are grouped in three ways: those that concern a unit, those a unit answered, and the ratings of a unit's answers.
Each grouping is told by itself (`reports.gathering.unit_telling`); a figure rests on the whole months and quarters that may be
told and on nothing else. Topics are named without counts, because a topic of a unit beside the same topic of the
enterprise would be a difference, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.units import UnitTree
from figures import disclosure
from figures.comparison import Ratio
from petitions.kinds import CATEGORIES
from petitions.rates import indicators, selection
from petitions.rates.figure import Indicator
from petitions.rates.selection import CaseFacts, Window
from reports.gathering.breakdowns import Breakdowns
from reports.gathering.unit_telling import Telling
from reports.period import Kind, Month, Quarter, containing, ending_with

FLOOR = disclosure.FLOOR
TOPICS_SHOWN = 3
#: Months and quarters that are drawn, and quarters whose cases are added up.
MONTHS, QUARTERS, SUMMED = 12, 8, 4
_BY_KEY: Mapping[str, Indicator] = {each.key: each for each in indicators.INDICATORS}


@dataclass(frozen=True)
class UnitCases:
    """One unit; None is a figure that may not be shown."""

    #: Cases that concern it.
    came: int | None = None
    #: What most of them are about (report codes of content), the most first.
    topics: tuple[str, ...] = ()
    #: Cases it answered, in time, in days on average, and to the content of those who rated it.
    replied: int | None = None
    in_time: Ratio | None = None
    mean_days: float | None = None
    content: Ratio | None = None
    #: Whether nothing is left out of the cases that came and that it answered.
    all_came: bool = False
    all_replied: bool = False
    #: Cases that concern it by month and by quarter, the newest last.
    by_month: tuple[int | None, ...] = ()
    by_quarter: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Days:
    """The months and quarters that are over on a day, and where the oldest figures begin."""

    today: date

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that are drawn."""
        return ending_with(Month.of(self.today).previous, MONTHS)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters that are drawn."""
        running = containing(Month.of(self.today), Kind.QUARTER)
        assert isinstance(running, Quarter)
        return tuple(running.shifted(-back) for back in range(QUARTERS, 0, -1))

    @property
    def summed(self) -> tuple[Quarter | Month, ...]:
        """What figures are added up from: whole quarters, and the whole months since."""
        quarters = self.quarters[-SUMMED:]
        return *quarters, *(month for month in self.months if month > quarters[-1].last_month)

    @property
    def window(self) -> Window:
        """The days that figures are added up from."""
        return Window(self.summed[0].first_day, self.summed[-1].last_day)

    @property
    def oldest(self) -> date:
        """The first day of anything drawn."""
        return min(self.quarters[0].first_day, self.months[0].first_day)


def gather(cases: Sequence[CaseFacts], days: Days, tree: UnitTree) -> dict[int, UnitCases]:
    """Every unit of the tree by id."""
    drawn = Window(days.oldest, days.window.last)
    came = [case for case in selection.registered(cases, drawn) if not case.is_accusation]
    done = [case for case in selection.replied(cases, drawn) if not case.is_accusation]
    graded = _BY_KEY["satisfied_unit"].pick(cases, drawn).whole
    of_quarters = Breakdowns(cases, tree, drawn.last, CATEGORIES)
    about = _Told(came, lambda case: case.unit_id, lambda case: case.filed_on, tree, of_quarters.first_level_told)
    handled = _Told(done, lambda case: case.handling_unit_id, lambda case: case.replied_on, tree)
    rated = _Told(graded, lambda case: case.handling_unit_id, lambda case: case.rated_on, tree)
    return {row.id: _unit(row.id, about, handled, rated, days) for _depth, row in tree.walk()}


def _unit(unit_id: int, about: _Told, handled: _Told, rated: _Told, days: Days) -> UnitCases:
    came, done, graded = (each.over(unit_id, days.summed) for each in (about, handled, rated))
    return UnitCases(
        came=len(came) or None,
        topics=_topics(came),
        replied=len(done) or None,
        in_time=_ratio("on_time", done, days.window),
        mean_days=selection.mean(selection.handling_days(done, days.window)),
        content=_ratio("satisfied_unit", graded, days.window),
        all_came=about.tells_all(unit_id, days.summed),
        all_replied=handled.tells_all(unit_id, days.summed),
        by_month=tuple(len(about.of(unit_id, month)) or None for month in days.months),
        by_quarter=tuple(len(about.of(unit_id, quarter)) or None for quarter in days.quarters),
    )


class _Told:
    """Cases by unit and day, of the months and quarters in which a unit may be told."""

    def __init__(
        self,
        cases: Iterable[CaseFacts],
        unit_of: Callable[[CaseFacts], int | None],
        day_of: Callable[[CaseFacts], date | None],
        tree: UnitTree,
        reported: Callable[[Quarter], Collection[int]] | None = None,
    ) -> None:
        self._tree = tree
        self._own: dict[Month, dict[int, list[CaseFacts]]] = defaultdict(lambda: defaultdict(list))
        for case in cases:
            unit_id, day = unit_of(case), day_of(case)
            if day is not None and unit_id is not None and unit_id in tree:
                self._own[Month.of(day)][unit_id].append(case)
        counts = {
            month: Counter({unit_id: len(found) for unit_id, found in own.items()}) for month, own in self._own.items()
        }
        self._telling = Telling(counts, tree, reported)

    def of(self, unit_id: int, period: Month | Quarter) -> list[CaseFacts]:
        """The cases of a unit and all below it; none when the period may not tell it."""
        told = self._telling.quarter(period) if isinstance(period, Quarter) else self._telling.month(period)
        if unit_id not in told:
            return []
        inside = sorted(self._tree.subtree(unit_id))
        return [case for month in period.months for each in inside for case in self._own[month][each]]

    def tells_all(self, unit_id: int, periods: Iterable[Month | Quarter]) -> bool:
        """Whether each of several periods may tell the unit."""
        return all(self.of(unit_id, period) for period in periods)

    def over(self, unit_id: int, periods: Iterable[Month | Quarter]) -> list[CaseFacts]:
        """The cases of several; of a quarter that may not tell the unit those of its months that may."""
        found: list[CaseFacts] = []
        for period in periods:
            whole = self.of(unit_id, period)
            found += whole or [case for month in period.months for case in self.of(unit_id, month)]
        return found


def _ratio(key: str, cases: list[CaseFacts], window: Window) -> Ratio | None:
    return _BY_KEY[key].count(cases, window) if cases else None


def _topics(cases: Iterable[CaseFacts]) -> tuple[str, ...]:
    counts = Counter(case.category for case in cases)
    order = list(CATEGORIES)
    enough = [code for code, count in counts.items() if count >= FLOOR and code in CATEGORIES]
    enough.sort(key=lambda code: (-counts[code], order.index(code)))
    return tuple(enough[:TOPICS_SHOWN])
