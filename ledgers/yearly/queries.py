"""五个不发生 by the year: the list that the enterprise chose, those of its companies, and where each of it stands.

A company of the tree with an office of its own may word its five itself. What it words as the enterprise does is the
enterprise's own line; what it words otherwise stands beside the enterprise's lines under its name, so that nothing that
happened there is missing above.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from ledgers import never_events
from ledgers.models import LedgerEntry
from ledgers.never_events import CONFIRMED, ITEMS, Item, Standing
from ledgers.yearly.models import NeverItem
from vault import reading_groups
from web import overtaken


def items(session: Session, year: int | None = None, unit_id: int | None = None) -> list[Item]:
    """What must not happen by one list, of all years or one, in order: the enterprise's, or that of a company."""
    return [each for each in _all(session, year) if each.unit_id == unit_id]


def mark(labels: Sequence[str]) -> str:
    """What tells a list, by its lines in their order, from what is written over it later; empty while there is none."""
    return overtaken.mark([*labels]) if labels else ""


def lines(session: Session, tree: UnitTree, year: int | None = None) -> list[Item]:
    """The enterprise's list, and after it what companies word otherwise, each under its company's name."""
    found = _all(session, year)
    shared = {(each.year, each.label) for each in found if each.unit_id is None}
    told = [each for each in found if each.unit_id is None]
    for unit_id in dict.fromkeys(row.id for _depth, row in tree.walk()):
        own = [each for each in found if each.unit_id == unit_id and (each.year, each.label) not in shared]
        told += [
            replace(each, label=f"{tree[unit_id].name}：{each.label}", position=ITEMS + each.position) for each in own
        ]
    return told


def outworn(session: Session, tree: UnitTree) -> list[Item]:
    """Lines of companies that bear the enterprise's words by now and that something once happened to under others."""
    told = {each.id for each in lines(session, tree)}
    used = sa.select(LedgerEntry.kind).where(LedgerEntry.ledger == never_events.LEDGER.name).distinct()
    kinds = set(session.execute(used).scalars())
    return [
        replace(each, label=f"{each.label}（{tree[each.unit_id].name}）")
        for each in _all(session, None)
        if each.id not in told and str(each.id) in kinds and each.unit_id is not None and each.unit_id in tree
    ]


def words_the_enterprises(tree: UnitTree, who: Person) -> bool:
    """Whether `who` may set the enterprise's own list: they keep the ledgers of all of it."""
    return who.reaches_all(tree, "ledgers.write")


def companies(session: Session, tree: UnitTree, who: Person) -> list[int]:
    """Units below the top that have a union office of their own and for which `who` may list what happens."""
    reached = who.reach_with(tree, "ledgers.write")
    top = {row.id for row in tree.roots()}
    founded = {each.unit_id for each in reading_groups.groups(session, "union") if each.founded_on is not None}
    return [row.id for _depth, row in tree.walk() if row.id in founded & reached and row.id not in top]


def is_elsewhere(session: Session, kind: object, unit_id: object) -> bool:
    """Whether a line is that of a company to which the unit does not belong."""
    if not isinstance(unit_id, int) or not str(kind).isdigit():
        return False
    whose = session.execute(sa.select(NeverItem.unit_id).where(NeverItem.id == int(str(kind)))).scalar()
    tree = accounts.unit_tree(session)
    return whose is not None and whose in tree and unit_id not in tree.subtree(whose)


def confirmed(session: Session, units: Collection[int] | None = None) -> list[tuple[str, date]]:
    """What was confirmed to have happened, in some units or anywhere: (label, day), oldest first."""
    # A company's line that now bears the enterprise's words is the enterprise's.
    labels = {str(each.id): each.label for each in _all(session, None)}
    labels |= {str(each.id): each.label for each in lines(session, accounts.unit_tree(session))}
    wanted = (
        sa.select(LedgerEntry.kind, LedgerEntry.day)
        .where(LedgerEntry.ledger == never_events.LEDGER.name, LedgerEntry.state == CONFIRMED)
        .order_by(LedgerEntry.day, LedgerEntry.number)
    )
    if units is not None:
        wanted = wanted.where(LedgerEntry.unit_id.in_(sorted(units)))
    return [(labels.get(kind or "", ""), day) for kind, day in session.execute(wanted)]


def standings(session: Session, today: date, units: Collection[int] | None = None) -> list[Standing]:
    """Where each of this year's lines stands today, in some units or anywhere; nothing while no list was chosen."""
    tree = accounts.unit_tree(session)
    told = [
        each
        for each in lines(session, tree, today.year)
        if units is None or each.unit_id is None or not tree.subtree(each.unit_id).isdisjoint(units)
    ]
    return never_events.standings(told, confirmed(session, units), today)


def _all(session: Session, year: int | None) -> list[Item]:
    wanted = sa.select(NeverItem).order_by(NeverItem.year, NeverItem.position, NeverItem.id)
    if year is not None:
        wanted = wanted.where(NeverItem.year == year)
    return [
        Item(row.id, row.year, row.position, row.label, row.since, row.unit_id)
        for row in session.execute(wanted).scalars()
    ]
