"""Who has reported in a sweep round: the units asked, what each said, and who has not said anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.models import Unit
from accounts.people import Person
from accounts.roles import permissions
from accounts.units import UnitRow, UnitTree
from ledgers import risks
from ledgers.models import LedgerEntry
from ledgers.sweeps import rounds
from ledgers.sweeps.models import ImportantPeriod, SweepUnit, ZeroReport
from ledgers.sweeps.rounds import Asked, Period, Round
from web import overtaken

ROUNDS_SHOWN = 8


@dataclass(frozen=True)
class UnitReport:
    """What a unit said in a round: how many risks it listed, or that there is nothing; neither when it owes its report."""

    unit: UnitRow
    found: int
    zero_on: date | None
    #: Whether the reader may report for it.
    is_mine: bool

    @property
    def is_missing(self) -> bool:
        """Whether the unit has not reported."""
        return not self.found and self.zero_on is None


@dataclass(frozen=True)
class RoundState:
    """One round with its count of units that reported, and the names of those that did not."""

    round: Round
    reported: int
    asked: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sweep:
    """The round of a day, unit by unit, and the rounds before it."""

    round: Round
    reports: list[UnitReport]
    earlier: list[RoundState]
    periods: list[Period]
    #: The units that report now, whoever reads this.
    asked: frozenset[int]
    #: Names of those who may report for a unit, by unit.
    reporters: Mapping[int, list[str]]

    @property
    def missing(self) -> list[UnitReport]:
        """The units that have not reported."""
        return [each for each in self.reports if each.is_missing]


@dataclass(frozen=True)
class _Said:
    """What units said in the rounds that are shown."""

    #: The day on which a unit reported nothing, by the first day of the round.
    zero_on: Mapping[tuple[date, int], date]
    #: How many risks it listed, by day.
    listed: Mapping[tuple[date, int | None], int]


def periods(session: Session) -> list[Period]:
    """The important periods, newest first."""
    wanted = sa.select(ImportantPeriod).order_by(ImportantPeriod.first_day.desc(), ImportantPeriod.id)
    return [Period(row.id, row.name, row.first_day, row.last_day) for row in session.execute(wanted).scalars()]


def chosen(session: Session) -> list[Asked]:
    """Which units were chosen to report, and when."""
    wanted = sa.select(SweepUnit).order_by(SweepUnit.first_day, SweepUnit.unit_id)
    return [Asked(row.unit_id, row.first_day, row.last_day) for row in session.execute(wanted).scalars()]


def hold(session: Session) -> None:
    """Let one at a time choose who reports: there is no row of the choice before the first one."""
    session.execute(sa.select(Unit.id).where(Unit.parent_id.is_(None)).with_for_update(key_share=True))


def mark(asked: Collection[int], who: Person, tree: UnitTree) -> str:
    """What tells the units that report, as far as `who` chooses them, from what is chosen later."""
    return overtaken.mark(sorted(who.reach_with(tree, "ledgers.write").intersection(asked)))


def units_asked(tree: UnitTree, each: Round, chosen: Iterable[Asked]) -> list[UnitRow]:
    """The units that report in a round, in the order of the tree: those chosen, otherwise those below the enterprise.

    A unit that was dissolved since is asked no more.
    """
    ids = rounds.asked_in(each, chosen)
    found = [row for _depth, row in tree.walk() if row.id in ids and row.active] if ids is not None else []
    return found or at_level(tree, 1)


def at_level(tree: UnitTree, level: int) -> list[UnitRow]:
    """The active units at a level below the enterprise, and those above it with nothing below them."""
    return [
        row
        for depth, row in tree.walk()
        if row.active and (depth == level or (depth < level and not any(c.active for c in tree.children(row.id))))
    ]


def levels(tree: UnitTree) -> list[int]:
    """How deep the tree goes below the enterprise."""
    return list(range(1, max((depth for depth, row in tree.walk() if row.active), default=0) + 1))


def load(session: Session, who: Person, tree: UnitTree, *, today: date) -> Sweep:
    """The round of today as `who` sees it: units they reach, and how the last rounds went."""
    known, picked = periods(session), chosen(session)
    now, *earlier = rounds.rounds_back(today, known, ROUNDS_SHOWN)
    reach = who.reach_with(tree, "ledgers")

    def asked(each: Round) -> list[UnitRow]:
        return [unit for unit in units_asked(tree, each, picked) if unit.id in reach]

    said = _said(session, [now, *earlier])
    return Sweep(
        round=now,
        reports=_reports(said, now, asked(now), tree, reach),
        earlier=[_state(said, each, asked(each), tree) for each in earlier],
        periods=known,
        asked=frozenset(unit.id for unit in units_asked(tree, now, picked)),
        reporters=_reporters(session, asked(now)),
    )


def standing(session: Session, who: Person, tree: UnitTree, *, today: date) -> RoundState:
    """How many of the units that `who` reaches have reported in the round of today."""
    each, reach = rounds.round_of(today, periods(session)), who.reach_with(tree, "ledgers")
    asked = [unit for unit in units_asked(tree, each, chosen(session)) if unit.id in reach]
    return _state(_said(session, [each]), each, asked, tree)


def reported(session: Session, each: Round, tree: UnitTree) -> tuple[int, int]:
    """(units that reported, units asked) in a round."""
    state = _state(_said(session, [each]), each, units_asked(tree, each, chosen(session)), tree)
    return state.reported, state.asked


def _reporters(session: Session, asked: list[UnitRow]) -> dict[int, list[str]]:
    """Who was given one of these very units, with a role that keeps ledgers, by name."""
    units = {unit.id: list[str]() for unit in asked}
    for person in accounts.people(session):
        for assignment in person.assignments:
            if assignment.unit_id in units and "ledgers" in permissions({assignment.role}):
                units[assignment.unit_id].append(person.name)
    return units


def _state(said: _Said, each: Round, asked: list[UnitRow], tree: UnitTree) -> RoundState:
    reports = _reports(said, each, asked, tree, set())
    missing = tuple(report.unit.name for report in reports if report.is_missing)
    return RoundState(each, len(asked) - len(missing), len(asked), missing)


def _reports(said: _Said, each: Round, asked: list[UnitRow], tree: UnitTree, reach: set[int]) -> list[UnitReport]:
    listed = Counter[int | None]()
    for (day, unit_id), count in said.listed.items():
        if each.first <= day <= each.last:
            listed[unit_id] += count
    return [
        UnitReport(
            unit=unit,
            found=sum(listed[inside] for inside in tree.subtree(unit.id)),
            zero_on=said.zero_on.get((each.first, unit.id)),
            is_mine=unit.id in reach,
        )
        for unit in asked
    ]


def _said(session: Session, shown: Collection[Round]) -> _Said:
    zero = sa.select(ZeroReport.round_on, ZeroReport.unit_id, ZeroReport.day).where(
        ZeroReport.round_on.in_([each.first for each in shown])
    )
    first, last = min(each.first for each in shown), max(each.last for each in shown)
    listed = (
        sa.select(LedgerEntry.day, LedgerEntry.unit_id, sa.func.count())
        .where(LedgerEntry.ledger == risks.LEDGER.name, LedgerEntry.day >= first, LedgerEntry.day <= last)
        .group_by(LedgerEntry.day, LedgerEntry.unit_id)
    )
    return _Said(
        zero_on={(round_on, unit_id): day for round_on, unit_id, day in session.execute(zero)},
        listed={(day, unit_id): count for day, unit_id, count in session.execute(listed)},
    )
