"""Who has reported in a sweep round: the units asked, what each said, and who has not said anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from accounts.units import UnitRow, UnitTree
from ledgers import risks, sweeps
from ledgers.models import ImportantPeriod, LedgerEntry, ZeroReport
from ledgers.sweeps import Period, Round

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
    """One round with its count of units that reported."""

    round: Round
    reported: int
    asked: int


@dataclass(frozen=True)
class Sweep:
    """The round of a day, unit by unit, and the rounds before it."""

    round: Round
    reports: list[UnitReport]
    earlier: list[RoundState]
    periods: list[Period]

    @property
    def missing(self) -> list[UnitReport]:
        """The units that have not reported."""
        return [each for each in self.reports if each.is_missing]


def periods(session: Session) -> list[Period]:
    """The important periods, newest first."""
    wanted = sa.select(ImportantPeriod).order_by(ImportantPeriod.first_day.desc(), ImportantPeriod.id)
    return [Period(row.id, row.name, row.first_day, row.last_day) for row in session.execute(wanted).scalars()]


def units_asked(tree: UnitTree) -> list[UnitRow]:
    """The units that report: those directly below the enterprise, or the enterprise itself when nothing is below it."""
    below = [unit for root in tree.roots() for unit in tree.children(root.id) if unit.active]
    return below or tree.roots()


def load(session: Session, who: Person, tree: UnitTree, *, today: date) -> Sweep:
    """The round of today as `who` sees it: units they reach, and how the last rounds went."""
    known = periods(session)
    now, *earlier = sweeps.rounds_back(today, known, ROUNDS_SHOWN)
    reach = who.reach_with(tree, "ledgers")
    asked = [each for each in units_asked(tree) if each.id in reach]
    return Sweep(
        round=now,
        reports=_reports(session, now, asked, tree, reach),
        earlier=[_state(session, each, asked, tree) for each in earlier],
        periods=known,
    )


def reported(session: Session, each: Round, tree: UnitTree) -> tuple[int, int]:
    """(units that reported, units asked) in a round."""
    state = _state(session, each, units_asked(tree), tree)
    return state.reported, state.asked


def _state(session: Session, each: Round, asked: list[UnitRow], tree: UnitTree) -> RoundState:
    reports = _reports(session, each, asked, tree, set())
    return RoundState(each, sum(not report.is_missing for report in reports), len(asked))


def _reports(session: Session, each: Round, asked: list[UnitRow], tree: UnitTree, reach: set[int]) -> list[UnitReport]:
    zero = sa.select(ZeroReport.unit_id, ZeroReport.day).where(ZeroReport.round_on == each.first)
    zero_on: dict[int, date] = {row.unit_id: row.day for row in session.execute(zero)}
    listed = (
        sa.select(LedgerEntry.unit_id, sa.func.count().label("listed"))
        .where(LedgerEntry.ledger == risks.LEDGER.name, LedgerEntry.day >= each.first, LedgerEntry.day <= each.last)
        .group_by(LedgerEntry.unit_id)
    )
    counts: dict[int | None, int] = {row.unit_id: row.listed for row in session.execute(listed)}
    return [
        UnitReport(
            unit=unit,
            found=sum(counts.get(inside, 0) for inside in tree.subtree(unit.id)),
            zero_on=zero_on.get(unit.id),
            is_mine=unit.id in reach,
        )
        for unit in asked
    ]
