"""Gathering a period's figures once, from petitions, ledgers and released surveys, into a frozen Statement.

A month, a quarter and a year are counted by the same code; a year has one base only (see `reports.wording`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.preferences import Preferences
from accounts.units import UnitTree
from figures import disclosure
from figures.comparison import Ratio
from petitions import in_place, indicators, statistics
from petitions import queries as petition_queries
from petitions.actions import Action
from petitions.indicators import CaseFacts, Window
from petitions.kinds import CATEGORIES, CHANNEL_LABELS, LEGAL_LABELS, NAMING_LABELS, LegalClass
from petitions.models import Petition
from reports import case_lists, ledger_figures, ledger_lists, queries, wording
from reports.case_lines import case_lines, is_listed, late_case
from reports.period import Month, Period, ending_with
from reports.statement import Count, Counted, Duty, Petitions, Point, Rate, Statement
from reports.survey_figures import surveys_released

TREND_MONTHS = 12
#: Cases open when the oldest compared month began were filed before it; nothing older is needed.
REACH = timedelta(days=1)
FLOOR = disclosure.FLOOR
OTHERS = "其他（合并）"
REST = "（其余）"


#: Steps beside the straight way that a report tells of.
STEPS = {
    Action.TRANSFER: "转送",
    Action.TAKE_BACK: "异议退回",
    Action.DIVERT: "导入法定途径",
    Action.HAND_OVER: "移交",
    Action.MERGE: "并案",
    Action.WITHDRAW: "撤回",
    Action.EXTEND: "批准延期",
    Action.NUDGE: "催办",
    Action.SUPERVISE: "督办",
    Action.ASK_REVIEW: "申请复查",
    Action.ASK_REREVIEW: "申请复核",
    Action.REOPEN: "重新办理",
}


def gather(session: Session, period: Period, *, today: date, demo: bool = False, to_the_day: bool = False) -> Statement:
    """Everything the report of `period` says, as the database holds it today.

    `to_the_day` compares a running period with as many days of the periods before.
    """
    chosen = preferences.read(session)
    publisher = chosen.publisher or chosen.organisation
    return Statement(
        period=str(period),
        counted_to=period.counted_to(today).isoformat(),
        complete=period.can_be_issued(today),
        organisation=chosen.organisation,
        publisher=publisher,
        report_title=wording.report_title(chosen.report_title, period.kind),
        recipients=_recipients(chosen.report_recipients),
        petitions=_petitions(session, period, today, chosen, to_the_day=to_the_day),
        surveys=surveys_released(session, period),
        ledgers=ledger_figures.gather(session, period, today=today),
        ledger_lists=ledger_lists.gather(session, period, today=today),
        floor=FLOOR,
        demo=demo,
    )


def reportable(session: Session, number: str, actor: Person) -> bool:
    """Whether `actor` may put this case into the report: known to them, and not an accusation."""
    wanted = sa.select(Petition.id).where(
        Petition.number == number,
        Petition.legal_class != LegalClass.ACCUSATION,
        petition_queries.may_know(session, actor),
    )
    return session.execute(wanted).first() is not None


def _recipients(text: str) -> tuple[str, ...]:
    """版记 lines: each begins with 报：, 送： or 发：; a bare list of names is reported (报) to."""
    lines = [line.strip().rstrip("。") for line in text.replace("；", "\n").split("\n") if line.strip()]
    return tuple(f"{line if line[1:2] == '：' else f'报：{line}'}。" for line in lines)


@dataclass(frozen=True)
class _Periods:
    """The period, the one before and the same a year before; None where there is no record of then."""

    now: Window
    before: Window | None
    year_before: Window | None


def _petitions(
    session: Session, period: Period, today: date, chosen: Preferences, *, to_the_day: bool
) -> Petitions | None:
    oldest = _first_filed(session)
    if oldest is None or oldest > period.last_day:
        return None
    days = period.counted_to(today) - period.first_day if to_the_day and not period.can_be_issued(today) else None
    year_before = None if period.has_one_base else _base(period.year_before, oldest, days)
    periods = _Periods(_window(period, today), _base(period.previous, oldest, days), year_before)
    oldest_counted = min(period.year_before.first_day, _trend_months(period, today)[0].first_day)
    cases = statistics.case_facts(session, oldest_counted - REACH)
    tree = accounts.unit_tree(session)
    taken = queries.steps_between(session, period.first_day, period.counted_to(today))
    steps = tuple((label, taken[action]) for action, label in STEPS.items() if taken.get(action))
    return replace(count_petitions(cases, periods, period, today, tree, chosen, oldest), steps=steps)


def _trend_months(period: Period, today: date) -> tuple[Month, ...]:
    """A year of months up to the end of the period, or to the running month: what has not begun is not drawn as nothing."""
    return ending_with(Month.of(period.counted_to(today)), TREND_MONTHS)


def _window(period: Period, today: date) -> Window:
    return Window(period.first_day, period.counted_to(today))


def _base(period: Period, oldest: date, days: timedelta | None) -> Window | None:
    """A period to compare with (of it so many `days` after the first), unless it ended before anything was recorded."""
    last = period.last_day if days is None else min(period.first_day + days, period.last_day)
    return Window(period.first_day, last) if last >= oldest else None


def _first_filed(session: Session) -> date | None:
    found: date | None = session.execute(sa.select(sa.func.min(Petition.filed_on))).scalar()
    return found


def count_petitions(
    cases: Sequence[CaseFacts],
    periods: _Periods,
    period: Period,
    today: date,
    tree: UnitTree,
    chosen: Preferences,
    oldest: date,
) -> Petitions:
    """The figures of the period from the facts of its cases."""
    now = periods.now
    count = _Counting(cases, periods)
    came = indicators.registered(cases, now)
    days = indicators.handling_days(cases, now)
    days_before = indicators.handling_days(cases, periods.before) if periods.before else []
    shown_units = case_lists.shown_units(came, tree)
    categories = count.merged(lambda case: case.category, CATEGORIES)
    return Petitions(
        registered=count.of(indicators.registered, len),
        people=count.measured(indicators.people),
        collective=count.of(
            indicators.registered, lambda found: sum(case.people >= chosen.collective_people for case in found)
        ),
        repeated=count.of(indicators.registered, lambda found: sum(case.is_repeat for case in found)),
        channels=count.by(lambda case: case.channel, CHANNEL_LABELS),
        namings=count.by(lambda case: case.naming, NAMING_LABELS),
        classes=count.by(lambda case: case.legal_class, LEGAL_LABELS, with_accusations=True),
        categories=categories,
        units=count.units(shown_units, tree),
        accepted=count.of(indicators.accepted, len),
        replied=count.of(indicators.replied, len),
        closed=count.of(indicators.closed, len),
        pending=len(indicators.pending(cases, now.last)),
        due_soon=len(indicators.due_soon(cases, now.last, chosen.due_soon_days)),
        declined=len(indicators.declined(cases, now)),
        rates=tuple(_rate(each, cases, periods) for each in indicators.INDICATORS),
        mean_days=indicators.mean(days),
        median_days=indicators.median(days),
        mean_days_before=indicators.mean(days_before),
        ratings=_ratings(cases, now),
        late=tuple(late_case(case, tree, now.last) for case in indicators.late(cases, now.last) if is_listed(case)),
        duties=tuple(
            Duty(str(in_place.labels(chosen)[each.duty]), each.applied, each.kept)
            for each in indicators.duties(cases, now)
        ),
        trend=tuple(_point(each, cases, today) for each in _trend_months(period, today) if each.last_day >= oldest),
        ledger=case_lines(came, tree, shown_units, {row.label for row in categories}),
        unlisted=sum(not is_listed(case) for case in came),
        sponsored=sum(case.sponsored_on in now for case in cases if not case.is_accusation),
        sponsored_open=sum(
            case.sponsored_on is not None and case.sponsored_on <= now.last
            for case in indicators.pending(cases, now.last)
            if not case.is_accusation
        ),
    )


class _Counting:
    """Counts of the period beside those of its bases."""

    def __init__(self, cases: Sequence[CaseFacts], periods: _Periods) -> None:
        self.cases = cases
        self.windows = (periods.now, periods.before, periods.year_before)

    def of(
        self,
        chosen: Callable[[Iterable[CaseFacts], Window], list[CaseFacts]],
        measure: Callable[[list[CaseFacts]], int],
    ) -> Count:
        """One measure of the cases that `chosen` picks, for the period and its bases."""
        now, before, year = (measure(chosen(self.cases, each)) if each else None for each in self.windows)
        return Count(now or 0, before, year)

    def measured(self, measure: Callable[[Iterable[CaseFacts], Window], int]) -> Count:
        """What is measured of all cases at once, for the month and its bases."""
        now, before, year = (measure(self.cases, each) if each else None for each in self.windows)
        return Count(now or 0, before, year)

    def by(
        self,
        key: Callable[[CaseFacts], Hashable],
        labels: Mapping[Any, str],
        *,
        with_accusations: bool = False,
    ) -> tuple[Counted, ...]:
        """Registered cases by a fixed list of labels, in its order."""
        tallies = self._tallies(key, with_accusations=with_accusations)
        return tuple(Counted(str(label), _count(tallies, (code,))) for code, label in labels.items())

    def merged(self, key: Callable[[CaseFacts], Hashable], labels: Mapping[str, str]) -> tuple[Counted, ...]:
        """Registered cases by label, most first; labels too small to be shown are put together at the end."""
        tallies = self._tallies(key)
        now = tallies[0] or Counter()
        split = disclosure.merge_small([(code, now[code]) for code in labels if now[code]], FLOOR)
        rows = [Counted(str(labels[code]), _count(tallies, (code,), floor=FLOOR)) for code, _ in split.shown]
        rows.sort(key=lambda row: -(row.count.now if row.count else 0))
        if split.merged:
            gathered = _count(tallies, tuple(split.merged), floor=FLOOR)
            rows.append(Counted(OTHERS, gathered if split.merged_count >= FLOOR else None))
        return tuple(rows)

    def units(self, shown: Mapping[int, frozenset[int]], tree: UnitTree) -> tuple[Counted, ...]:
        """Registered cases by the units that may be shown, each without the shown units below it; most first."""
        tallies = self._tallies(lambda case: case.unit_id)
        rows = [
            Counted(_unit_label(unit_id, shown, tree), _count(tallies, tuple(sorted(inside)), floor=FLOOR))
            for unit_id, inside in shown.items()
        ]
        rows = [row for row in rows if row.count and row.count.now]
        return tuple(sorted(rows, key=lambda row: (-(row.count.now if row.count else 0), row.label)))

    def _tallies(
        self, key: Callable[[CaseFacts], Hashable], *, with_accusations: bool = False
    ) -> list[Counter[Hashable] | None]:
        return [
            Counter(
                key(case)
                for case in indicators.registered(self.cases, window)
                if with_accusations or not case.is_accusation
            )
            if window
            else None
            for window in self.windows
        ]


def _count(tallies: Sequence[Counter[Hashable] | None], keys: tuple[Hashable, ...], *, floor: int = 0) -> Count:
    """The sum over `keys` in each period; a base under the floor is not told."""
    now, *bases = (sum(tally[key] for key in keys) if tally is not None else None for tally in tallies)
    told = (base if base is None or not floor else disclosure.small(base, floor) for base in bases)
    return Count(now or 0, *told)


def _unit_label(unit_id: int, shown: Mapping[int, frozenset[int]], tree: UnitTree) -> str:
    """The unit's name; one that is told apart from units below it stands for the rest of itself."""
    is_rest = any(unit_id in {above.id for above in tree.ancestors(other)} for other in shown)
    return f"{tree.path(unit_id)}{REST}" if is_rest else tree.path(unit_id)


def _rate(indicator: indicators.Indicator, cases: Sequence[CaseFacts], periods: _Periods) -> Rate:
    now, before, year = (
        _told(indicator, indicator.count(cases, window)) if window else None
        for window in (periods.now, periods.before, periods.year_before)
    )
    return Rate(indicator.key, str(indicator.label), str(indicator.formula), now or Ratio(0, 0), before, year)


def _told(indicator: indicators.Indicator, ratio: Ratio) -> Ratio:
    """A rate over what fewer than five petitioners said would point at them: it is not told."""
    if indicator.key in indicators.FROM_RATINGS and ratio.whole < FLOOR:
        return Ratio(0, 0)
    return ratio


def _point(month: Month, cases: Sequence[CaseFacts], today: date) -> Point:
    window = _window(month, today)
    shares = {each.key: _told(each, each.count(cases, window)).share for each in indicators.INDICATORS}
    return Point(
        str(month),
        len(indicators.registered(cases, window)),
        shares["on_time"],
        shares["satisfied"],
        shares["rated"],
        accepted=len(indicators.accepted(cases, window)),
        replied=len(indicators.replied(cases, window)),
        closed=len(indicators.closed(cases, window)),
        shares=tuple(shares.values()),
    )


def _ratings(cases: Sequence[CaseFacts], window: Window) -> tuple[tuple[str, int, int, int], ...]:
    """How often each grade was given to office and unit; nothing for fewer than five ratings."""
    given = {
        "受理机构": indicators.grades(cases, window, lambda case: case.office),
        "承办单位": indicators.grades(cases, window, lambda case: case.unit),
    }
    return tuple((name, *counts[:3]) for name, counts in given.items() if sum(counts) >= FLOOR)  # type: ignore[misc]
