"""Units, people and changing choices by the names that forms and workbooks use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from ledgers import never_events
from ledgers.declaration import Ledger, Place
from ledgers.values import Names
from ledgers.yearly import queries as yearly


def reach(ledger: Ledger, who: Person, tree: UnitTree) -> set[int]:
    """The units for which `who` may list something in a ledger."""
    return who.reach_with(tree, "ledgers" if ledger.reported_by_all else "ledgers.write")


def keeps(who: Person, unit_id: int | None, tree: UnitTree) -> bool:
    """Whether `who` changes entries of a unit, which is less than seeing them: a leader of the whole enterprise may be
    the officer of one company. What has no unit holds for the whole enterprise (a policy answer), and is kept by
    whoever keeps the ledgers of all of it, as `accounts.enterprise_wide` has it elsewhere."""
    if unit_id is None:
        return who.reaches_all(tree, "ledgers.write")
    return unit_id in who.reach_with(tree, "ledgers.write")


def names(session: Session, ledger: Ledger, who: Person | None, tree: UnitTree) -> Names:
    """What may be chosen by `who`: active units they list things for, whoever could be responsible, the year's choices."""
    reached = reach(ledger, who, tree) if who else {row.id for _depth, row in tree.walk()}
    return Names(
        units=unit_names(tree, reached),
        people=_people(session, tree),
        choices=_choices(session, ledger, tree),
        names_a_unit=who is not None and not keeps(who, None, tree),
        called=_,
    )


def unit_names(tree: UnitTree, among: Collection[int]) -> dict[str, int]:
    """The active units among these by name where no other has it, and by path."""
    rows = [row for _depth, row in tree.walk() if row.active and row.id in among]
    count = Counter(row.name for row in rows)
    return {row.name: row.id for row in rows if count[row.name] == 1} | {tree.path(row.id): row.id for row in rows}


def kinds(ledger: Ledger, known: Names) -> Mapping[str, str]:
    """The kinds a ledger's entries fall into: code to message id."""
    column = ledger.placed(Place.KIND)
    return known.choices_of(column) if column else {}


def _choices(session: Session, ledger: Ledger, tree: UnitTree) -> dict[str, dict[str, str]]:
    """五个不发生 chooses from a list of its own, the newest year first; an older year's words say which it was."""
    if ledger is not never_events.LEDGER:
        return {}
    items = [*yearly.lines(session, tree), *yearly.outworn(session, tree)]
    newest = max((each.year for each in items), default=0)
    ordered = sorted(items, key=lambda each: (-each.year, each.position))
    return {
        "kind": {
            str(each.id): each.label if each.year == newest else f"{each.label}（{each.year}）" for each in ordered
        }
    }


def _people(session: Session, tree: UnitTree) -> dict[str, int]:
    """People by name, those of the same name with a unit behind it."""
    able = [each for each in accounts.people(session) if each.can("ledgers")]
    count = Counter(each.name for each in able)
    named = {}
    for each in able:
        unit = tree.path(each.assignments[0].unit_id)
        named[each.name if count[each.name] == 1 else f"{each.name}（{unit}）"] = each.id
    return named
