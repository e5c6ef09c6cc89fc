"""Registered cases by content and by unit, as far as neither a report nor a difference of reports points at a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from accounts.units import UnitTree
from figures import disclosure
from petitions.rates.selection import CaseFacts
from reports.counts import Count, Counted
from reports.gathering import case_lists, telling
from reports.gathering.case_lines import case_lines
from reports.gathering.telling import Told
from reports.period import Month, Period
from reports.petition_statement import CaseLine

FLOOR = disclosure.FLOOR
OTHERS = "其他（合并）"
OTHER_UNITS = "其他单位（合并）"
REST = "（其余）"
#: The enterprise itself, and cases that name no unit.
ITSELF = 0


class Breakdowns:
    """Breakdowns of any period from the facts of cases up to a day; what shorter periods tell is worked out once."""

    def __init__(
        self,
        cases: Iterable[CaseFacts],
        tree: UnitTree,
        today: date,
        labels: Mapping[str, str],
        *,
        whole_from: date = date.min,
    ) -> None:
        """`labels` are what the report codes of content are called now, in the codes' own order. Of what was filed before
        `whole_from` only some is among the `cases`."""
        self.tree = tree
        self._labels = labels
        self._whole_from = whole_from
        self._months: dict[Month, list[CaseFacts]] = {}
        for case in cases:
            if case.filed_on <= today:
                self._months.setdefault(Month.of(case.filed_on), []).append(case)
        self._categories: dict[Period, Told[str]] = {}
        self._units: dict[Period, Told[int]] = {}
        self._shown: dict[Month, Mapping[int, frozenset[int]]] = {}
        self._roots = {row.id for row in tree.roots()}

    def categories(self, period: Period, bases: Sequence[Period | None]) -> tuple[Counted, ...]:
        """Cases by content, most first; what may not stand alone is put together at the end."""
        told, counts = self._told_categories(period), self._by_category(period)
        rows = [
            Counted(self._labels[code], Count(counts[code], *(self._base(code, base) for base in bases)))
            for code in self._labels
            if code in told.shown
        ]
        rows.sort(key=lambda row: -(row.count.now if row.count else 0))
        if told.merged:
            together = sum(counts[code] for code in told.merged)
            others = Count(together, *(self._base_of_others(told.merged, base) for base in bases))
            rows.append(Counted(OTHERS, others if together >= FLOOR else None))
        return tuple(rows)

    def units(self, period: Period) -> tuple[Counted, ...]:
        """Cases by unit, most first: in a month each unit that may be shown, in a longer period those of the first level."""
        if isinstance(period, Month):
            return self._units_of_month(period)
        told, counts = self._told_units(period), self._by_first_level(period.months)
        rows = [Counted(self.tree[unit].name, Count(counts[unit])) for unit in told.shown]
        rows.sort(key=lambda row: (-(row.count.now if row.count else 0), row.label))
        together = sum(counts[unit] for unit in told.merged)
        if together >= FLOOR:
            rows.append(Counted(OTHER_UNITS, Count(together)))
        return tuple(rows)

    def lines(self, period: Period) -> tuple[CaseLine, ...]:
        """Every case of the period as a line, telling of each what its own month's tables tell."""
        found: list[CaseLine] = []
        for month in period.months:
            found += case_lines(
                self._months.get(month, ()), self.tree, self._shown_units(month), self.told_content(month)
            )
        return tuple(found)

    def told_content(self, month: Month) -> Mapping[str, str]:
        """What content a month's tables tell apart: report code to what it is called. Nothing where some of its cases are
        not known here: without them its tables would seem to tell more than they do."""
        if month.first_day < self._whole_from:
            return {}
        shown = self._told_categories(month).shown
        return {code: label for code, label in self._labels.items() if code in shown}

    def first_level_told(self, period: Period) -> frozenset[int]:
        """The units right below the enterprise that the report of a longer period tells."""
        return self._told_units(period).shown - {ITSELF}

    # By content

    def _told_categories(self, period: Period) -> Told[str]:
        if period not in self._categories:
            self._categories[period] = telling.tell(
                period, lambda month: telling.tell_month(self._by_category(month), FLOOR), FLOOR
            )
        return self._categories[period]

    def _by_category(self, period: Period) -> dict[str, int]:
        found = Counter(case.category for case in self._broken_down(period.months))
        return {code: found[code] for code in self._labels}

    def _base(self, code: str, base: Period | None) -> int | None:
        """A base is told where its own report tells it; nobody may be told as well."""
        if base is None:
            return None
        count = self._by_category(base)[code]
        return count if not count or code in self._told_categories(base).shown else None

    def _base_of_others(self, merged: frozenset[str], base: Period | None) -> int | None:
        if base is None or self._told_categories(base).merged != merged:
            return None
        return disclosure.small(sum(self._by_category(base)[code] for code in merged), FLOOR)

    # By unit

    def _units_of_month(self, month: Month) -> tuple[Counted, ...]:
        own = self._own([month])
        shown = self._shown_units(month)
        rows = [
            Counted(self._name(unit_id, shown), Count(sum(own[each] for each in inside)))
            for unit_id, inside in shown.items()
        ]
        rows = [row for row in rows if row.count and row.count.now]
        return tuple(sorted(rows, key=lambda row: (-(row.count.now if row.count else 0), row.label)))

    def _shown_units(self, month: Month) -> Mapping[int, frozenset[int]]:
        """Units a month may show with the ids counted in each: itself and what lies below, down to the next shown."""
        if month not in self._shown:
            self._shown[month] = case_lists.shown_units(self._months.get(month, ()), self.tree)
        return self._shown[month]

    def _told_units(self, period: Period) -> Told[int]:
        if period not in self._units:
            self._units[period] = telling.tell(period, self._month_by_first_level, FLOOR, forced={ITSELF})
        return self._units[period]

    def _month_by_first_level(self, month: Period) -> Told[int]:
        """A month as its own report tells it: a first-level unit is told where nothing of it is left in the rest."""
        (only,) = month.months
        own, counts = self._own([only]), self._by_first_level([only])
        left = dict(counts)
        for unit_id, inside in self._shown_units(only).items():
            if unit_id not in self._roots:
                left[self._first_level(unit_id)] -= sum(own[each] for each in inside)
        return Told(counts, frozenset(unit for unit, count in counts.items() if count and not left[unit]))

    def _by_first_level(self, months: Iterable[Month]) -> dict[int, int]:
        found: dict[int, int] = {row.id: 0 for root in self._roots for row in self.tree.children(root)}
        found[ITSELF] = 0
        for case in self._broken_down(months):
            known = case.unit_id is not None and case.unit_id in self.tree
            found[self._first_level(case.unit_id) if known and case.unit_id is not None else ITSELF] += 1
        return found

    def _first_level(self, unit_id: int) -> int:
        """The unit right below the enterprise that a unit belongs to; the enterprise belongs to none."""
        path = [unit_id, *(above.id for above in self.tree.ancestors(unit_id))]
        below = [each for each in path if each not in self._roots]
        return next((each for each in below if self.tree[each].parent_id in self._roots), ITSELF)

    def _own(self, months: Iterable[Month]) -> Counter[int | None]:
        return Counter(case.unit_id for case in self._broken_down(months) if case.unit_id in self.tree)

    def _name(self, unit_id: int, shown: Mapping[int, frozenset[int]]) -> str:
        """The unit's name; one that is told apart from units below it stands for the rest of itself."""
        is_rest = any(unit_id in {above.id for above in self.tree.ancestors(other)} for other in shown)
        return f"{self.tree.path(unit_id)}{REST}" if is_rest else self.tree.path(unit_id)

    def _broken_down(self, months: Iterable[Month]) -> Iterable[CaseFacts]:
        return (case for month in months for case in self._months.get(month, ()) if not case.is_accusation)
