"""Gathering a period's figures of petitions: counted to its days, beside its bases, and nothing that points at a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.preferences import Preferences
from accounts.units import UnitTree
from figures.comparison import Ratio
from petitions import in_place
from petitions.categories import queries as category_queries
from petitions.kinds import CHANNEL_LABELS, LEGAL_LABELS, NAMING_LABELS
from petitions.outcome.ratings import Grade
from petitions.rates import indicators, selection, statistics, told
from petitions.rates.figure import Indicator
from petitions.rates.selection import CaseFacts, Window
from petitions.transitions.actions import Action
from reports import queries
from reports.counts import Count, Counted, Rate
from reports.gathering import telling
from reports.gathering.breakdowns import FLOOR, Breakdowns
from reports.gathering.case_lines import is_listed, late_case
from reports.period import Month, Period, ending_with
from reports.petition_statement import Duty, Petitions, Point, Visits

TREND_MONTHS = 12
#: Cases open when the oldest compared month began were filed before it; nothing older is needed.
REACH = timedelta(days=1)
#: Rates that have others, over some of their cases, beside them.
_WIDER = (told.SOLVED, *told.FURTHER_SOLVED)
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


def gather(session: Session, period: Period, chosen: Preferences, *, today: date) -> Petitions | None:
    """The period's figures of petitions; None while nothing was recorded by then.

    A running period is compared with as many days of the periods before.
    """
    oldest = queries.first_filed(session)
    if oldest is None or oldest > period.last_day:
        return None
    days = period.counted_to(today) - period.first_day if not period.can_be_issued(today) else None
    year_before = None if period.has_one_base else _base(period.year_before, oldest, days)
    oldest_counted = min(period.year_before.first_day, _trend_months(period, today)[0].first_day)
    before = _base(period.previous, oldest, days)
    periods = _Periods(period, before, year_before, today, days, whole_from=oldest_counted)
    # What was closed before, too, as far back as it is watched for coming again.
    watched = oldest_counted - REACH - timedelta(days=chosen.settled_watch_days)
    cases = statistics.case_facts(session, oldest_counted - REACH, closed_since=watched)
    tree = accounts.unit_tree(session)
    taken = queries.steps_between(session, period.first_day, period.counted_to(today))
    steps = tuple((label, taken[action]) for action, label in STEPS.items() if taken.get(action))
    labels = category_queries.tree(session).report_labels()
    return replace(_counted(cases, periods, tree, chosen, oldest, labels), steps=steps)


@dataclass(frozen=True)
class _Periods:
    """The period, the one before and the same a year before (None where there is no record of then), up to a day."""

    now: Period
    before: Period | None
    year_before: Period | None
    today: date
    #: How much of a base is counted after its first day; None for all of it.
    days: timedelta | None = None
    #: Of what was filed before this only some cases are read.
    whole_from: date = date.min

    @property
    def bases(self) -> tuple[Period | None, Period | None]:
        """What the period is compared with."""
        return self.before, self.year_before

    def windows(self) -> tuple[Window | None, ...]:
        """The days of each."""
        return tuple(self.window(each) if each else None for each in (self.now, *self.bases))

    def window(self, period: Period) -> Window:
        """The days of a period as far as they are counted."""
        whole = _window(period, self.today)
        if self.days is None or period not in self.bases:
            return whole
        return Window(whole.first, min(whole.first + self.days, whole.last))


def _counted(
    cases: Sequence[CaseFacts],
    periods: _Periods,
    tree: UnitTree,
    chosen: Preferences,
    oldest: date,
    labels: Mapping[str, str],
) -> Petitions:
    """The figures of the period from the facts of its cases."""
    period, today = periods.now, periods.today
    now, before, _year_before = periods.windows()
    assert now is not None
    count = _Counting(cases, periods)
    broken_down = Breakdowns(cases, tree, today, labels, whole_from=periods.whole_from)
    days = selection.handling_days(cases, now)
    days_before = selection.handling_days(cases, before) if before else []
    sponsored, sponsored_open = _sponsored(cases, now)
    return Petitions(
        registered=count.of(selection.registered, len),
        people=count.measured(selection.people),
        collective=count.registered(lambda case: case.people >= chosen.collective_people),
        repeated=count.registered(lambda case: case.is_repeat),
        visits=_visits(selection.volume(cases, now, collective_people=chosen.collective_people), chosen),
        channels=count.by(lambda case: case.channel, CHANNEL_LABELS),
        namings=count.by(lambda case: case.naming, NAMING_LABELS),
        classes=count.by(lambda case: case.legal_class, LEGAL_LABELS, with_accusations=True),
        categories=broken_down.categories(period, periods.bases if periods.days is None else (None, None)),
        units=broken_down.units(period),
        accepted=count.of(selection.accepted, len),
        replied=count.of(selection.replied, len),
        closed=count.of(selection.closed, len),
        pending=len(selection.pending(cases, now.last)),
        due_soon=len(selection.due_soon(cases, now.last, chosen.due_soon_days)),
        duty_set=str(in_place.set_name(chosen)),
        due_soon_days=chosen.due_soon_days,
        declined=len(selection.declined(cases, now)),
        rates=tuple(_rate(each, cases, periods) for each in indicators.INDICATORS),
        further=tuple(_rate(each, cases, periods) for each in indicators.further(chosen.settled_watch_days)),
        mean_days=selection.mean(days),
        median_days=selection.median(days),
        mean_days_before=selection.mean(days_before),
        ratings=_ratings(cases, period, today),
        late=tuple(
            late_case(case, tree, now.last, broken_down.told_content(Month.of(case.filed_on)))
            for case in selection.late(cases, now.last)
            if is_listed(case)
        ),
        duties=_duties(cases, now, chosen),
        trend=tuple(_point(each, cases, today) for each in _trend_months(period, today) if each.last_day >= oldest),
        ledger=broken_down.lines(period),
        unlisted=sum(not is_listed(case) for case in selection.registered(cases, now)),
        sponsored=sponsored,
        sponsored_open=sponsored_open,
    )


class _Counting:
    """Counts of the period beside those of its bases."""

    def __init__(self, cases: Sequence[CaseFacts], periods: _Periods) -> None:
        self.cases = cases
        self.windows = periods.windows()

    def of(
        self,
        chosen: Callable[[Iterable[CaseFacts], Window], list[CaseFacts]],
        measure: Callable[[list[CaseFacts]], int],
    ) -> Count:
        """One measure of the cases that `chosen` picks, for the period and its bases."""
        now, before, year = (measure(chosen(self.cases, each)) if each else None for each in self.windows)
        return Count(now or 0, before, year)

    def registered(self, test: Callable[[CaseFacts], bool]) -> Count:
        """How many of the registered cases pass a test."""
        return self.of(selection.registered, lambda found: sum(map(test, found)))

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
        now, *bases = tallies
        return tuple(
            Counted(
                str(label),
                Count((now or Counter())[code], *(base[code] if base is not None else None for base in bases)),
            )
            for code, label in labels.items()
        )

    def _tallies(
        self, key: Callable[[CaseFacts], Hashable], *, with_accusations: bool = False
    ) -> list[Counter[Hashable] | None]:
        return [
            Counter(
                key(case)
                for case in selection.registered(self.cases, window)
                if with_accusations or not case.is_accusation
            )
            if window
            else None
            for window in self.windows
        ]


def _duties(cases: Sequence[CaseFacts], window: Window, chosen: Preferences) -> tuple[Duty, ...]:
    """How often each duty of 三个到位 applied, and was kept."""
    labels = in_place.labels(chosen)
    return tuple(Duty(str(labels[each.duty]), each.applied, each.kept) for each in selection.duties(cases, window))


def _sponsored(cases: Sequence[CaseFacts], window: Window) -> tuple[int, int]:
    """How many cases a leader took over (包案) in the window, and how many of those taken over are open at its end."""
    begun = sum(case.sponsored_on in window for case in cases if not case.is_accusation)
    still = sum(
        case.sponsored_on is not None and case.sponsored_on <= window.last
        for case in selection.pending(cases, window.last)
        if not case.is_accusation
    )
    return begun, still


def _visits(volume: selection.Volume, chosen: Preferences) -> Visits:
    return Visits(volume.visitors, volume.collective_visits, volume.collective_visitors, chosen.collective_people)


def _rate(indicator: Indicator, cases: Sequence[CaseFacts], periods: _Periods) -> Rate:
    before, year = (_told(indicator, cases, each, periods.window) if each else None for each in periods.bases)
    now = _told(indicator, cases, periods.now, periods.window)
    return Rate(indicator.key, str(indicator.label), str(indicator.printed), now, before, year)


def _told(
    indicator: Indicator, cases: Sequence[CaseFacts], period: Period, window: Callable[[Period], Window]
) -> Ratio:
    """A rate over what fewer than five petitioners said would point at them: it is not told, nor to be worked out."""

    def whole(of: Indicator) -> Callable[[Period], int]:
        return lambda each: of.count(cases, window(each)).whole

    def between(each: Period) -> int:
        return sum(whole(wider)(each) for wider in _WIDER if wider.key == indicator.wider) - whole(indicator)(each)

    if not indicator.is_said:
        return indicator.count(cases, window(period))
    left = telling.untold(period, whole(indicator), FLOOR)
    # Two readings beside each other would tell what those said who are in one of them only.
    left += telling.untold(period, between, FLOOR) if indicator.wider else 0
    return Ratio(0, 0) if left else indicator.count(cases, window(period))


def _point(month: Month, cases: Sequence[CaseFacts], today: date) -> Point:
    window = _window(month, today)
    shares = {
        each.key: _told(each, cases, month, partial(_window, today=today)).share for each in indicators.INDICATORS
    }
    return Point(
        str(month),
        len(selection.registered(cases, window)),
        shares["on_time"],
        shares["satisfied"],
        shares["rated"],
        accepted=len(selection.accepted(cases, window)),
        replied=len(selection.replied(cases, window)),
        closed=len(selection.closed(cases, window)),
        shares=tuple(shares.values()),
    )


def _ratings(cases: Sequence[CaseFacts], period: Period, today: date) -> tuple[tuple[str, int, int, int], ...]:
    """How often each grade was given to office and unit; nothing for fewer than five ratings."""
    graded: tuple[tuple[str, Callable[[CaseFacts], Grade | None]], ...] = (
        ("受理机构", lambda case: case.office),
        ("承办单位", lambda case: case.unit),
    )
    found = []
    for name, of in graded:
        counts = _grades(cases, today, of, period)
        if sum(counts) >= FLOOR and not telling.untold(period, partial(_graded, cases, today, of), FLOOR):
            found.append((name, *counts[:3]))
    return tuple(found)  # type: ignore[arg-type]


def _graded(cases: Sequence[CaseFacts], today: date, of: Callable[[CaseFacts], Grade | None], period: Period) -> int:
    return sum(_grades(cases, today, of, period))


def _grades(
    cases: Sequence[CaseFacts], today: date, of: Callable[[CaseFacts], Grade | None], period: Period
) -> tuple[int, ...]:
    return selection.grades(cases, _window(period, today), of)


def _trend_months(period: Period, today: date) -> tuple[Month, ...]:
    """A year of months up to the end of the period, or to the last whole month before a day within it."""
    last = Month.of(period.counted_to(today))
    return ending_with(last if last.can_be_issued(today) else last.previous, TREND_MONTHS)


def _window(period: Period, today: date) -> Window:
    return Window(period.first_day, period.counted_to(today))


def _base(period: Period, oldest: date, days: timedelta | None) -> Period | None:
    """A period to compare with (or so many `days` of it), unless it ended before anything was recorded, or began so."""
    last = period.last_day if days is None else min(period.first_day + days, period.last_day)
    return period if last >= oldest and period.is_recorded(oldest) else None
