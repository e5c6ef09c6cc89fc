"""How a month went, counted for one reader: every rate with its formula, what came in, the duties, units beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from figures import disclosure
from figures.comparison import Ratio
from petitions import queries, reach
from petitions.in_place import Duty, Kept
from petitions.rates import behind, indicators, selection, statistics, timely
from petitions.rates.behind import Asked, Behind, Page
from petitions.rates.figure import Indicator, Picked
from petitions.rates.selection import CaseFacts, Volume, Window
from web import kept_figures
from web.kept_figures import Counted
from web.words import N_

#: Far enough back for the month before and what was open then.
REACH_DAYS = 1
DUTY_FORMULA = N_("本期答复的诉求（检举控告除外）中，有落实凭据的件数 ÷ 应当落实的件数×100%；一件诉求可适用多项要求。")


@dataclass(frozen=True)
class Row:
    """One rate of the month beside the month before; a share is None where it may not be told or is over nothing."""

    indicator: Indicator
    now: Ratio
    before: Ratio
    is_told: bool
    was_told: bool


@dataclass(frozen=True)
class UnitRow:
    """One handling unit: how many it answered and owes late, how many in time, and in how many days on average."""

    id: int
    unit: str
    replied: int
    late: int
    in_time: Ratio
    mean_days: float | None


@dataclass(frozen=True)
class Performance:
    """The page."""

    month: date
    previous: date
    following: date | None
    #: The rates by subject.
    groups: list[tuple[str, list[Row]]]
    volume: Volume
    #: What the tiles count, for the words beside them and the cases behind them.
    tiles: tuple[Indicator, ...]
    mean_days: float | None
    median_days: float | None
    duties: tuple[Kept, ...]
    units: list[UnitRow]
    #: How many of the cases that came in were brought over from the old ledger.
    carried_over: int
    #: The cases behind each figure, by its key; `duty_key` and `unit_key` give those of a duty and of a unit.
    behind: Mapping[str, Behind]


@dataclass(frozen=True)
class Drilled:
    """A figure's name and formula, and one page of the cases behind it; of a duty the name is the enterprise's own."""

    label: str
    formula: str
    values: Mapping[str, int]
    behind: Behind
    lines: Page
    counted: Counted[Performance]


def load(session: Session, who: Person, month: date, *, today: date) -> Counted[Performance]:
    """The month that begins on `month`, up to today, over the cases that `who` may know of; kept for a while."""
    known = reach.may_count(session, who)
    chosen = preferences.read(session)
    count = partial(_count, known=known, month=month, today=today)
    settings = (chosen.collective_people, chosen.settled_watch_days)
    return kept_figures.of_app().get(session, ("rates", month, today, *settings, *_as_key(known)), count)


def drill(session: Session, who: Person, key: str, asked: Asked, *, today: date) -> Drilled | None:
    """A page of the cases behind a figure, as they were when it was counted; None for a figure that does not exist."""
    counted = load(session, who, asked.month, today=today)
    found = counted.value.behind.get(key)
    named = _named(session, key, counted.value)
    if found is None or named is None:
        return None
    lines = behind.page(session, who, found, asked)
    return Drilled(*named, behind=found, lines=lines, counted=counted)


def duty_key(duty: Duty) -> str:
    """The key of a duty among the figures."""
    return f"duty-{duty.value}"


def unit_key(unit_id: int) -> str:
    """The key of a handling unit among the figures."""
    return f"unit-{unit_id}"


def _named(session: Session, key: str, page: Performance) -> tuple[str, str, Mapping[str, int]] | None:
    rows = (row.indicator for _label, rows in page.groups for row in rows)
    for each in (*rows, *page.tiles):
        if each.key == key:
            return each.label, each.formula, each.values
    labels = queries.duty_labels(session)
    for duty in Duty:
        if duty_key(duty) == key:
            return labels[duty], DUTY_FORMULA, {}
    for unit in page.units:
        if unit_key(unit.id) == key:
            return unit.unit, timely.ON_TIME.formula, {}
    return None


def _count(session: Session, *, known: sa.ColumnElement[bool], month: date, today: date) -> Performance:
    chosen = preferences.read(session)
    window, before = _window(month, today), _window(_previous(month), today)
    cases = _facts(session, known, month, chosen.settled_watch_days)
    days = selection.handling_days(cases, window)
    after = (month + timedelta(days=31)).replace(day=1)
    groups, tiles = indicators.groups(chosen.settled_watch_days), indicators.counts(chosen.collective_people)
    units, of_units = _units(cases, window, accounts.unit_tree(session))
    return Performance(
        month=month,
        previous=_previous(month),
        following=after if after <= today else None,
        groups=[(group.label, [_row(each, cases, window, before) for each in group.indicators]) for group in groups],
        volume=selection.volume(cases, window, collective_people=chosen.collective_people),
        tiles=tiles,
        mean_days=selection.mean(days),
        median_days=selection.median(days),
        duties=selection.duties(cases, window),
        units=units,
        carried_over=sum(case.is_carried_over for case in selection.registered(cases, window)),
        behind={
            **{
                each.key: Behind.of(each.pick(cases, window))
                for each in (*tiles, *indicators.every(chosen.settled_watch_days))
            },
            **_duties(cases, window),
            **of_units,
        },
    )


def _as_key(known: sa.ColumnElement[bool]) -> tuple[str, str]:
    """The cases somebody may know of: who may know of the same shares the figures, and who steps back has others at once."""
    written = known.compile()
    return str(written), repr(sorted(written.params.items()))


def _duties(cases: list[CaseFacts], window: Window) -> dict[str, Behind]:
    """The cases answered that owe each duty, and those of them with evidence of it."""
    judged = selection.judged(cases, window)
    found = {}
    for duty in Duty:
        owing = [case for case in judged if duty in selection.owed(case)]
        found[duty_key(duty)] = Behind.of(Picked([case for case in owing if duty in case.duties_done], owing))
    return found


def _facts(session: Session, known: sa.ColumnElement[bool], month: date, watch_days: int) -> list[CaseFacts]:
    since = _previous(month) - timedelta(days=REACH_DAYS)
    return statistics.case_facts(session, since, only=known, closed_since=since - timedelta(days=watch_days))


def _row(indicator: Indicator, cases: list[CaseFacts], window: Window, before: Window) -> Row:
    now, then = indicator.count(cases, window), indicator.count(cases, before)
    floor = disclosure.FLOOR if indicator.is_said else 1
    return Row(indicator, now, then, is_told=now.whole >= floor, was_told=then.whole >= floor)


def _units(cases: list[CaseFacts], window: Window, tree: UnitTree) -> tuple[list[UnitRow], dict[str, Behind]]:
    """Units with enough answered or late to be told apart, the most timely first; leaving a case lying counts."""
    by_unit: dict[int, list[CaseFacts]] = defaultdict(list)
    for case in cases:
        if case.handling_unit_id is not None and case.handling_unit_id in tree:
            by_unit[case.handling_unit_id].append(case)
    rows, cases_of = [], {}
    for unit_id, found in by_unit.items():
        picked = timely.ON_TIME.pick(found, window)
        if len(picked.whole) >= disclosure.FLOOR:
            days = selection.handling_days(found, window)
            answered, owed = len(selection.replied(found, window)), len(selection.late(found, window.last))
            rows.append(UnitRow(unit_id, tree.path(unit_id), answered, owed, picked.ratio, selection.mean(days)))
            cases_of[unit_key(unit_id)] = Behind.of(picked)
    return sorted(rows, key=lambda row: (-(row.in_time.share or 0), -row.replied, row.unit)), cases_of


def _window(month: date, today: date) -> Window:
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Window(month, min(last, today))


def _previous(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)
