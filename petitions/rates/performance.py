"""How a month went, counted for one reader: every rate with its formula, what came in, the duties, units beside each other."""

from __future__ import annotations

from collections import defaultdict
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
from petitions import reach
from petitions.in_place import Duty, Kept
from petitions.rates import indicators, selection, statistics
from petitions.rates.indicators import Indicator, Picked
from petitions.rates.selection import CaseFacts, Volume, Window
from web import kept_figures
from web.kept_figures import Counted

#: Far enough back for the month before and what was open then.
REACH_DAYS = 1


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
    rows: list[Row]
    volume: Volume
    #: What the tiles count, for the words beside them and the cases behind them.
    tiles: tuple[Indicator, ...]
    mean_days: float | None
    median_days: float | None
    duties: tuple[Kept, ...]
    units: list[UnitRow]
    #: How many of the cases that came in were brought over from the old ledger.
    carried_over: int


def load(session: Session, who: Person, month: date, *, today: date) -> Counted[Performance]:
    """The month that begins on `month`, up to today, over the cases that `who` may know of; kept for a while."""
    known = reach.may_count(session, who)
    count = partial(_count, known=known, month=month, today=today)
    return kept_figures.of_app().get(session, ("rates", month, today, *_as_key(known)), count)


def _count(session: Session, *, known: sa.ColumnElement[bool], month: date, today: date) -> Performance:
    window, before = _window(month, today), _window(_previous(month), today)
    cases = _facts(session, known, month)
    days = selection.handling_days(cases, window)
    after = (month + timedelta(days=31)).replace(day=1)
    return Performance(
        month=month,
        previous=_previous(month),
        following=after if after <= today else None,
        rows=[_row(each, cases, window, before) for each in indicators.EVERY],
        volume=selection.volume(cases, window, collective_people=preferences.read(session).collective_people),
        tiles=_tiles(session),
        mean_days=selection.mean(days),
        median_days=selection.median(days),
        duties=selection.duties(cases, window),
        units=_units(cases, window, accounts.unit_tree(session)),
        carried_over=sum(case.is_carried_over for case in selection.registered(cases, window)),
    )


def _as_key(known: sa.ColumnElement[bool]) -> tuple[str, str]:
    """The cases somebody may know of: who may know of the same shares the figures, and who steps back has others at once."""
    written = known.compile()
    return str(written), repr(sorted(written.params.items()))


def _tiles(session: Session) -> tuple[Indicator, ...]:
    return indicators.counts(preferences.read(session).collective_people)


def drill(session: Session, who: Person, key: str, month: date, *, today: date) -> tuple[Indicator, Picked] | None:
    """The cases behind a rate, as far as `who` may know of them; None for a rate that does not exist."""
    found = next((each for each in (*indicators.EVERY, *_tiles(session)) if each.key == key), None)
    if found is None:
        return None
    cases = _facts(session, reach.may_count(session, who), month)
    return found, found.pick(cases, _window(month, today))


def lacking(session: Session, who: Person, month: date, duty: Duty, *, today: date) -> list[CaseFacts]:
    """The cases answered in the month that owe a duty and have no evidence of it yet."""
    window = _window(month, today)
    return [
        case
        for case in selection.replied(_facts(session, reach.may_count(session, who), month), window)
        if not case.is_accusation and duty in selection.owed(case) and duty not in case.duties_done
    ]


def _facts(session: Session, known: sa.ColumnElement[bool], month: date) -> list[CaseFacts]:
    return statistics.case_facts(session, _previous(month) - timedelta(days=REACH_DAYS), only=known)


def _row(indicator: Indicator, cases: list[CaseFacts], window: Window, before: Window) -> Row:
    now, then = indicator.count(cases, window), indicator.count(cases, before)
    floor = disclosure.FLOOR if indicator.key in indicators.FROM_RATINGS else 1
    return Row(indicator, now, then, is_told=now.whole >= floor, was_told=then.whole >= floor)


def _units(cases: list[CaseFacts], window: Window, tree: UnitTree) -> list[UnitRow]:
    """Units with enough answered or late to be told apart, the most timely first; leaving a case lying counts."""
    by_unit: dict[int, list[CaseFacts]] = defaultdict(list)
    for case in cases:
        if case.handling_unit_id is not None and case.handling_unit_id in tree:
            by_unit[case.handling_unit_id].append(case)
    on_time = next(each for each in indicators.INDICATORS if each.key == "on_time")
    rows = []
    for unit_id, found in by_unit.items():
        in_time = on_time.count(found, window)
        if in_time.whole >= disclosure.FLOOR:
            days = selection.handling_days(found, window)
            answered, owed = len(selection.replied(found, window)), len(selection.late(found, window.last))
            rows.append(UnitRow(tree.path(unit_id), answered, owed, in_time, selection.mean(days)))
    return sorted(rows, key=lambda row: (-(row.in_time.share or 0), -row.replied, row.unit))


def _window(month: date, today: date) -> Window:
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Window(month, min(last, today))


def _previous(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)
