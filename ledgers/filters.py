"""What a ledger's list is narrowed to, as data and as conditions on the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ledgers.declaration import Ledger
from ledgers.models import LedgerEntry
from web.words import N_

VIEWS: Mapping[str, str] = {"open": N_("在办"), "overdue": N_("超期"), "done": N_("已完成"), "all": N_("全部")}
LONGEST_WORDS = 60


@dataclass(frozen=True)
class Filters:
    """What the reader asked to see."""

    view: str = "open"
    kind: str = ""
    unit_ids: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None
    words: str = ""
    page: int = 1


def in_view(ledger: Ledger, view: str, today: date) -> list[sa.ColumnElement[bool]]:
    """What an entry must be to stand in a view of its ledger."""
    final = sorted(ledger.final)
    opened = LedgerEntry.state.not_in(final)
    views: dict[str, list[sa.ColumnElement[bool]]] = {
        "open": [opened],
        "overdue": [LedgerEntry.state.in_(sorted(ledger.owing)), LedgerEntry.due_on < today],
        "done": [LedgerEntry.state.in_(final)],
    }
    return views.get(view, [])


def conditions(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """What an entry must be to pass every filter but the view."""
    found: list[sa.ColumnElement[bool]] = []
    if filters.kind:
        found.append(LedgerEntry.kind == filters.kind)
    if filters.unit_ids:
        found.append(LedgerEntry.unit_id.in_(sorted(filters.unit_ids)))
    if filters.first:
        found.append(LedgerEntry.day >= filters.first)
    if filters.last:
        found.append(LedgerEntry.day <= filters.last)
    if filters.words:
        words = filters.words.strip()[:LONGEST_WORDS]
        columns = (LedgerEntry.title, LedgerEntry.number)
        found.append(sa.or_(*(each.icontains(words, autoescape=True) for each in columns)))
    return found
