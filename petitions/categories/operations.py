"""Every write to the content categories: add, reword, order, show, hide, and delete what nobody could choose yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from database import store_first
from petitions.categories import queries, tree
from petitions.categories.models import ContentCategory
from petitions.categories.tree import BARRIER_LABELS, Barrier, Category, CategoryTree, Stage
from web import overtaken
from web.errors import Forbidden, Missing, Refusal

PERMISSION = "petitions.officer"
_FIELDS = {
    Barrier.ENGLISH_TOO_LONG: "english",
    Barrier.NO_REPORT_CODE: "report_code",
}


def add(
    session: Session,
    *,
    label: str,
    english: str,
    report_code: str = "",
    parent: str | None = None,
    at_once: bool = False,
    actor: Person,
    now: datetime,
) -> Category:
    """A category of the enterprise's own under a report code, or a finer one below `parent`. Raises Refusal."""
    known = _known(session, actor)
    above = _found(known, parent) if parent is not None else None
    if above is not None and above.parent is not None:
        raise Missing
    label, english = _tidy(label), _tidy(english)
    under = above.report_code if above is not None else report_code
    _refuse(tree.barrier_to_words(known, label, english, parent=parent))
    _refuse(tree.barrier_to_adding(known, under, parent))
    code = tree.free_code(known)
    stage = Stage.SHOWN if at_once else Stage.DRAFT
    session.add(
        ContentCategory(
            code=code,
            report_code=under,
            parent_code=parent,
            position=0,
            label=label,
            english=english,
            stage=stage,
        )
    )
    beside = [row.code for row in known.rows if row.parent == parent]
    session.flush()
    _order(session, tree.placed(beside, code))
    _done(session, actor, "category.add", code, now, label=label)
    return _found(queries.tree(session), code)


def reword(
    session: Session, code: str, *, label: str, english: str, seen: str | None = None, actor: Person, now: datetime
) -> None:
    """Call a category something else from now on; what was issued keeps its words. `seen` is the `mark` of the words that
    the person saw. Raises Missing, Refusal, also when a colleague reworded it since."""
    known = _known(session, actor)
    before = _found(known, code)
    if seen is not None and seen != mark(before):
        words = {"label": before.label, "english": before.english or "—"}
        raise Refusal(
            _("刚刚有同事改过，现在叫“%(label)s”（英文：%(english)s）。要改成您写的，请再点一次。", **words),
            field="label",
        )
    label, english = _tidy(label), _tidy(english)
    _refuse(tree.barrier_to_words(known, label, english, parent=before.parent, but=code))
    row = session.get_one(ContentCategory, code)
    row.label, row.english = label, english
    _done(session, actor, "category.reword", code, now, before=before.label, after=label)


def mark(row: Category) -> str:
    """What tells a category's words from what they are changed to later."""
    return overtaken.mark([row.label, row.english])


def show(session: Session, code: str, *, actor: Person, now: datetime) -> None:
    """Let it be chosen. Raises Missing."""
    _set_stage(session, code, Stage.SHOWN, "category.show", actor=actor, now=now)


def hide(session: Session, code: str, *, actor: Person, now: datetime) -> None:
    """Let nobody choose it any more; cases that have it keep it. Raises Missing, Refusal."""
    _refuse(tree.barrier_to_hiding(code))
    _set_stage(session, code, Stage.HIDDEN, "category.hide", actor=actor, now=now)


def move(session: Session, code: str, by: int, *, actor: Person) -> None:
    """Move it among those it stands beside: -1 is one place up. Raises Missing."""
    known = _known(session, actor)
    _found(known, code)
    _order(session, tree.moved([row.code for row in known.siblings(code)], code, by))
    session.flush()
    queries.forget(session)


def delete(session: Session, code: str, *, actor: Person, now: datetime) -> Category:
    """Delete what nobody could choose yet, with what stands below it. Raises Missing, Refusal."""
    known = _known(session, actor)
    row = _found(known, code)
    _refuse(tree.barrier_to_deleting(row))
    session.execute(sa.delete(ContentCategory).where(ContentCategory.parent_code == code))
    session.execute(sa.delete(ContentCategory).where(ContentCategory.code == code))
    _done(session, actor, "category.delete", code, now, label=row.label)
    return row


def _set_stage(session: Session, code: str, stage: Stage, action: str, *, actor: Person, now: datetime) -> None:
    label = _found(_known(session, actor), code).label
    row = session.get_one(ContentCategory, code)
    if stage is Stage.HIDDEN and row.stage is Stage.DRAFT:
        raise Missing
    row.stage = stage
    _done(session, actor, action, code, now, label=label)


def _known(session: Session, actor: Person) -> CategoryTree:
    """The categories, each with a row of its own, for somebody who may change them. Raises Forbidden."""
    if not actor.can(PERMISSION):
        raise Forbidden
    # Two officers one after the other: the second one sees what the first one did.
    kept = set(session.execute(sa.select(ContentCategory.code).with_for_update()).scalars())
    queries.forget(session)
    known = queries.tree(session)
    rows = [
        ContentCategory(code=row.code, report_code=row.report_code, position=place, label=row.label, stage=row.stage)
        for place, row in enumerate(known.first_level(), start=1)
        if row.code not in kept
    ]
    # Until somebody changed them for the first time there is no row to wait for.
    return known if store_first(session, *rows) else _known(session, actor)


def _found(known: CategoryTree, code: str) -> Category:
    row = known.find(code)
    if row is None:
        raise Missing
    return row


def _order(session: Session, codes: Sequence[str]) -> None:
    places = {code: place for place, code in enumerate(codes, start=1)}
    for row in session.execute(sa.select(ContentCategory).where(ContentCategory.code.in_(codes))).scalars():
        row.position = places[row.code]


def _refuse(barrier: Barrier | None) -> None:
    if barrier is not None:
        raise Refusal(_(BARRIER_LABELS[barrier]), field=_FIELDS.get(barrier, "label"))


def _done(session: Session, actor: Person, action: str, code: str, now: datetime, **facts: str) -> None:
    session.flush()
    queries.forget(session)
    audit.record(session, actor, action, f"category:{code}", now=now, **facts)


def _tidy(typed: str) -> str:
    return " ".join(typed.split())
