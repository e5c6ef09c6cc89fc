"""Units, people and changing choices by the names that forms and workbooks use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from ledgers.declaration import Ledger, Place
from ledgers.values import Names


def names(session: Session, who: Person | None, tree: UnitTree) -> Names:
    """What may be chosen by `who`: the active units they write ledgers for, and everybody who could be responsible."""
    reach = who.reach_with(tree, "ledgers.write") if who else {row.id for _depth, row in tree.walk()}
    rows = [row for _depth, row in tree.walk() if row.active and row.id in reach]
    count = Counter(row.name for row in rows)
    units = {row.name: row.id for row in rows if count[row.name] == 1}
    units |= {tree.path(row.id): row.id for row in rows}
    return Names(units=units, people=_people(session, tree))


def kinds(ledger: Ledger, known: Names) -> Mapping[str, str]:
    """The kinds a ledger's entries fall into: code to message id."""
    column = ledger.placed(Place.KIND)
    return known.choices_of(column) if column else {}


def _people(session: Session, tree: UnitTree) -> dict[str, int]:
    """People by name, those of the same name with a unit behind it."""
    able = [each for each in accounts.people(session) if each.can("ledgers")]
    count = Counter(each.name for each in able)
    named = {}
    for each in able:
        unit = tree.path(each.assignments[0].unit_id)
        named[each.name if count[each.name] == 1 else f"{each.name}（{unit}）"] = each.id
    return named
