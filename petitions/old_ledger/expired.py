"""Rows of an old ledger whose period is over already: once they are cases, the next cleaning destroys them; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from petitions import periods
from petitions.old_ledger.reading import OldCase
from petitions.periods import Holding, Periods


@dataclass(frozen=True)
class Expired:
    """A row that would not be kept; `kept_until` is the last day it would have been."""

    row: int
    holding: Holding
    finished_on: date
    kept_until: date


def expired(cases: Iterable[OldCase], kept_for: Periods, today: date) -> tuple[Expired, ...]:
    """Those of the cases that are over today, in the order of the rows."""
    found = (_ending(case, kept_for) for case in cases)
    return tuple(sorted((each for each in found if each and each.kept_until < today), key=lambda each: each.row))


def _ending(case: OldCase, kept_for: Periods) -> Expired | None:
    """When a row's period ends; None for one that is in hand or kept for good."""
    if case.finished_on is None:
        return None
    kind = periods.holding(case.legal_class, was_answered=case.replied_on is not None)
    until = periods.kept_until(case.finished_on, periods.years(kind, kept_for))
    return Expired(case.row, kind, case.finished_on, until) if until is not None else None
