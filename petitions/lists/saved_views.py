"""Saved views of the list: filters under a name, kept, renamed, shared with one's office and deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import reach
from petitions.lists import queue
from petitions.lists.forms import FILTERS
from petitions.lists.models import LONGEST_VIEW_NAME, SavedView
from web.errors import Missing, Refusal

#: More tabs than these nobody finds their way in.
MOST_VIEWS = 12

NOTHING_CHOSEN = _l("还没有选筛选条件，没有可以存的。先筛选，再存成视图。")
NO_NAME = _l("请给视图起个名字，最多 20 个字。")
NAME_TAKEN = _l("您已经有一个叫这个名字的视图。请换一个名字，或先删掉那一个。")
TOO_MANY = _l("您的视图已经有 12 个。请先删掉一个不用的。")
NOT_YOUR_OFFICE = _l("只能共享给您所在的受理机构。")


def seen_by(session: Session, who: Person) -> list[SavedView]:
    """The views `who` has as tabs: their own, then those shared with their offices, by name."""
    shared = SavedView.group_id.in_(reach.offices_of(session, who))
    wanted = sa.select(SavedView).where(sa.or_(SavedView.account_id == who.id, shared))
    return list(
        session.execute(wanted.order_by(SavedView.account_id != who.id, SavedView.name, SavedView.id)).scalars()
    )


def found(session: Session, view_id: int, who: Person) -> SavedView:
    """A view that `who` may change: one's own, or one of the office's. Raises Missing."""
    row = next((each for each in seen_by(session, who) if each.id == view_id), None)
    if row is None:
        raise Missing
    return row


def save(session: Session, name: str, asked: Mapping[str, str], *, actor: Person) -> SavedView:
    """Keep filters under a name. Raises Refusal."""
    kept = {key: value for key, value in asked.items() if key in FILTERS and value}
    view = asked.get("view", "all")
    if not kept:
        raise Refusal(NOTHING_CHOSEN)
    own = sa.select(sa.func.count()).select_from(SavedView).where(SavedView.account_id == actor.id)
    if session.execute(own).scalar_one() >= MOST_VIEWS:
        raise Refusal(TOO_MANY)
    row = SavedView(
        account_id=actor.id,
        name=_free_name(session, name, actor.id),
        asked={"view": view if view in queue.VIEWS else "all", **kept},
    )
    session.add(row)
    session.flush()
    return row


def change(session: Session, view_id: int, name: str, group_id: int | None, *, actor: Person) -> SavedView:
    """Rename a view and share it with an office of one's own, or with nobody. Raises Missing, Refusal."""
    row = found(session, view_id, actor)
    if group_id is not None and group_id != row.group_id and group_id not in reach.offices_of(session, actor):
        raise Refusal(NOT_YOUR_OFFICE)
    row.name = _free_name(session, name, row.account_id, but=row.id)
    row.group_id = group_id
    session.flush()
    return row


def delete(session: Session, view_id: int, *, actor: Person) -> str:
    """Delete a view; returns its name. Raises Missing."""
    row = found(session, view_id, actor)
    name = row.name
    session.delete(row)
    session.flush()
    return name


def _free_name(session: Session, name: str, account_id: int, but: int | None = None) -> str:
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > LONGEST_VIEW_NAME:
        raise Refusal(NO_NAME, field="name")
    taken = sa.select(SavedView.id).where(SavedView.account_id == account_id, SavedView.name == wanted)
    if any(each != but for each in session.execute(taken).scalars()):
        raise Refusal(NAME_TAKEN, field="name")
    return wanted


def address(row: SavedView) -> dict[str, Any]:
    """What the list's address holds for a view."""
    return {**row.asked, "saved": str(row.id)}


def shared_sentence(row: SavedView, who: Person, names: Mapping[int, str]) -> str:
    """Whose it is, for somebody who sees it as a tab."""
    if row.account_id != who.id:
        return _("%(name)s共享", name=names.get(row.account_id, "—"))
    return _("已共享") if row.group_id is not None else _("只有自己看得到")
