"""What a list of cases is narrowed to, as data and as conditions on the table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from petitions.kinds import Kind, LegalClass
from petitions.models import Petition
from petitions.old_ledger import queries as carried_over
from petitions.outcome.disposal import Disposal
from petitions.workflow import State
from web.words import N_

#: Where a case's clock stands, as a list can be narrowed to it.
STANDINGS: Mapping[str, str] = {
    "late": N_("超期"),
    "soon": N_("临期"),
    "good": N_("正常"),
    "none": N_("没有在走的期限"),
}

#: Characters of a case's number.
LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Filters:
    """What the reader asked to see."""

    view: str = "mine"
    #: A category with all that stands below it.
    categories: frozenset[str] = frozenset()
    kind: Kind | None = None
    legal_class: LegalClass | None = None
    unit_ids: frozenset[int] = frozenset()
    state: State | None = None
    disposal: Disposal | None = None
    standing: str = ""
    handler_id: int | None = None
    handling_unit_ids: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None
    #: Due on this day or before.
    due: date | None = None
    number: str = ""
    page: int = 1


def conditions(filters: Filters, today: date, soon_days: int) -> list[sa.ColumnElement[bool]]:
    """What a case must be to pass every filter but the view."""
    found = [column == value for column, value in _equal(filters) if value]
    found += [
        column.in_(sorted(chosen))
        for column, chosen in (
            (Petition.category, filters.categories),
            (Petition.unit_id, filters.unit_ids),
            (Petition.handling_unit_id, filters.handling_unit_ids),
        )
        if chosen
    ]
    if filters.first:
        found.append(Petition.filed_on >= filters.first)
    if filters.last:
        found.append(Petition.filed_on <= filters.last)
    if filters.due:
        found.append(Petition.next_due <= filters.due)
    if filters.standing:
        found.append(_standing(filters.standing, today, soon_days))
    if filters.number:
        holds = Petition.number.contains(filters.number.strip().upper()[:LONGEST_NUMBER], autoescape=True)
        found.append(sa.or_(holds, carried_over.with_old_number(filters.number)))
    return found


def _equal(filters: Filters) -> Collection[tuple[sa.orm.InstrumentedAttribute, object]]:
    return (
        (Petition.kind, filters.kind),
        (Petition.legal_class, filters.legal_class),
        (Petition.state, filters.state),
        (Petition.disposal, filters.disposal),
        (Petition.handler_id, filters.handler_id),
    )


def _standing(standing: str, today: date, soon_days: int) -> sa.ColumnElement[bool]:
    last = today + timedelta(days=soon_days)
    return {
        "late": Petition.next_due < today,
        "soon": Petition.next_due.between(today, last),
        "good": Petition.next_due > last,
        "none": Petition.next_due.is_(None),
    }[standing]
