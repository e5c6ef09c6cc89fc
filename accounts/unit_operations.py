"""Every write to the tree of units beyond adding one: whole lists, names, places, headcounts, closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit, queries
from accounts.models import Unit
from accounts.people import Person
from accounts.unit_lists import UnitLine
from web.errors import Refusal

LOOP = _l("不能把单位放到它自己或它的下级里面。请换一个上级单位。")
ONE_ROOT = _l("整个企业只有一个最上级单位，不能停用，也不能放到别的单位下面。")
SAME_NAME = _l("同一个上级下面已经有叫这个名字的单位。请换一个名称。")
STILL_OPEN_BELOW = _l("它下面还有没停用的单位。请先停用或移走下级单位。")


def add_units(
    session: Session, lines: Sequence[UnitLine], *, below: int | None, actor: Person | None, now: datetime
) -> list[int]:
    """Add a checked list below a unit (None: as the enterprise). A unit that is there already keeps its place and
    takes the new headcount, so the same list may be imported again. Returns the ids in the order of the list."""
    known = {(row.parent_id, row.name): row for _, row in queries.unit_tree(session).walk()}
    ids: list[int] = []
    for position, line in enumerate(lines):
        parent_id = below if line.parent is None else ids[line.parent]
        row = known.get((parent_id, line.name))
        if row is None:
            unit = Unit(name=line.name, parent_id=parent_id, headcount=line.headcount, position=position)
            session.add(unit)
            session.flush()
            ids.append(unit.id)
        else:
            stored = session.get_one(Unit, row.id)
            stored.headcount, stored.active = line.headcount or stored.headcount, True
            ids.append(row.id)
    session.flush()
    audit.record(session, actor, "unit.import", "", now=now, units=len(lines))
    return ids


def change_unit(
    session: Session,
    unit_id: int,
    *,
    name: str,
    parent_id: int | None,
    headcount: int,
    active: bool,
    actor: Person,
    now: datetime,
) -> None:
    """Rename, move, recount or close a unit. Raises Refusal for a loop, a second root or a name that is taken."""
    tree = queries.unit_tree(session)
    unit = session.get_one(Unit, unit_id)
    is_root = unit.parent_id is None
    if is_root and (parent_id is not None or not active):
        raise Refusal(ONE_ROOT, field="parent_id")
    if not is_root and parent_id is None:
        raise Refusal(ONE_ROOT, field="parent_id")
    if parent_id is not None and parent_id in tree.subtree(unit_id):
        raise Refusal(LOOP, field="parent_id")
    if parent_id is not None and any(
        each.name == name.strip() and each.id != unit_id for each in tree.children(parent_id)
    ):
        raise Refusal(SAME_NAME, field="name")
    if not active and any(each.active for each in tree.children(unit_id)):
        raise Refusal(STILL_OPEN_BELOW, field="active")
    before = {"name": unit.name, "headcount": unit.headcount, "active": unit.active}
    unit.name, unit.parent_id, unit.headcount, unit.active = name.strip(), parent_id, headcount, active
    session.flush()
    audit.record(session, actor, "unit.change", f"unit:{unit_id}", now=now, before=before, name=unit.name)
