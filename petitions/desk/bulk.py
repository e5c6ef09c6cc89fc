"""One step done to several cases: each by the one verb, in a transaction of its own, with its own result.

Before anything is done, the same verb is tried on each of them and taken back, so that what cannot be done is known with
the reason that would refuse it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from petitions import candidates, operations, reach, workflow
from petitions.keys import holding
from petitions.lists.queue import PAGE
from petitions.models import Petition
from petitions.steps.intake import simple_barrier
from petitions.steps.simple_handling import BARRIER_LABELS
from petitions.workflow import HANDLING_STATES, PROCEDURE_LABELS, Action, Procedure
from web import ids
from web.errors import Missing, Refusal
from web.words import N_

NOT_THERE = _l("这件诉求不在您能办的范围里，没有办。")
NOBODY_THERE = _l("这个单位里没有人能承办这一件：没有承办人，或者按规定应当回避。")
BUSY = _l("数据库正忙，这一件没有办。请稍后再办一次，办成的不会重复。")
#: As many as a page of the list holds.
MOST = PAGE


class Doing(enum.Enum):
    """What can be done to several cases at once."""

    ASSIGN = "assign"
    ASSIGN_UNIT = "assign-unit"
    REGISTER = "register"
    ACCEPT = "accept"
    NUDGE = "nudge"


LABELS = {
    Doing.ASSIGN: N_("交办给承办人"),
    Doing.ASSIGN_UNIT: N_("交办给承办单位"),
    Doing.REGISTER: N_("登记"),
    Doing.ACCEPT: N_("受理"),
    Doing.NUDGE: N_("催办"),
}
ACTIONS = {
    Doing.ASSIGN: Action.ASSIGN,
    Doing.ASSIGN_UNIT: Action.ASSIGN,
    Doing.REGISTER: Action.REGISTER,
    Doing.ACCEPT: Action.ACCEPT,
    Doing.NUDGE: Action.NUDGE,
}

#: Opens a short writing transaction of its own.
Apart = Callable[[], AbstractContextManager[Session]]
#: A case and the version of it that the person saw.
Chosen = tuple[int, int]


@dataclass(frozen=True)
class Order:
    """What is done to each: the step, and what comes with it."""

    doing: Doing
    given: Mapping[str, Any] = field(default_factory=dict, repr=False)
    #: Somebody of these units handles it, whoever has the fewest cases in hand.
    unit_ids: frozenset[int] = frozenset()
    #: The cases that are accepted for 简易办理; the others go the ordinary way.
    simple_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Result:
    """What became of one case, or would."""

    petition_id: int
    number: str
    is_done: bool
    sentence: str


class _TakenBack(Exception):
    """What was tried is not kept."""


def handlers(session: Session, who: Person) -> list[Person]:
    """Whom `who` may give cases to: accusations stay among inspectors, everything else among the others."""
    able = (each for each in accounts.people(session) if each.can("petitions.handle"))
    return [each for each in able if each.can("petitions.discipline") == who.can("petitions.discipline")]


def units_with_handlers(session: Session, who: Person, tree: UnitTree) -> list[int]:
    """The units that somebody answers for to whom `who` may give cases, in the order of the tree."""
    theirs = {unit for each in handlers(session, who) for unit in candidates.units_of(each)}
    return [row.id for _depth, row in tree.walk() if row.id in theirs]


def chosen(ticked: Sequence[str]) -> list[Chosen]:
    """The cases of ticked boxes ("id.version"), each once; what makes no sense is left out."""
    found: dict[int, int] = {}
    for typed in ticked[:MOST]:
        petition_id, _dot, version = typed.partition(".")
        case, seen = ids.read_or_none(petition_id), ids.read_or_none(version)
        if case is not None and seen is not None:
            found[case] = seen
    return list(found.items())


def barriers(session: Session, petition_ids: Sequence[int], doing: Doing, who: Person) -> dict[int, str]:
    """What speaks against the step on the face of each case, before anything is filled in; nothing for the others."""
    found: dict[int, str] = {}
    for petition_id in petition_ids:
        case = reach.visible(session, petition_id, who)
        roles = reach.roles(session, case, who)
        if workflow.find(ACTIONS[doing], case.state, roles) is None:
            found[petition_id] = operations.why_not(ACTIONS[doing], case.state, roles)
            continue
        try:
            holding.case_key(session, case, who)
        except Refusal as refusal:
            found[petition_id] = str(refusal.message)
    return found


def simple_barriers(session: Session, petition_ids: Sequence[int], *, today: date) -> dict[int, str]:
    """What speaks against 简易办理 on the face of each case; an empty sentence where nothing does."""
    found: dict[int, str] = {}
    for case in session.execute(sa.select(Petition).where(Petition.id.in_(sorted(petition_ids)))).scalars():
        barrier = simple_barrier(session, case, today)
        found[case.id] = BARRIER_LABELS[barrier] if barrier is not None else ""
    return found


def try_each(apart: Apart, cases: Sequence[Chosen], order: Order, *, actor: Person, now: datetime) -> list[Result]:
    """What would become of each case; one after the other, so that each sees those before it, and nothing is kept."""
    results: list[Result] = []
    try:
        with apart() as own:
            results += [_result(own.begin_nested, own, each, order, actor=actor, now=now) for each in cases]
            raise _TakenBack
    except _TakenBack:
        return results
    except OperationalError:
        return [Result(petition_id, "", False, str(BUSY)) for petition_id, _version in cases]


def do_each(apart: Apart, cases: Sequence[Chosen], order: Order, *, actor: Person, now: datetime) -> list[Result]:
    """Do it to each case; one that is refused changes nothing and holds up no other."""
    return [_result(apart, None, each, order, actor=actor, now=now) for each in cases]


def _result(
    begin: Callable[[], AbstractContextManager[Any]],
    session: Session | None,
    case: Chosen,
    order: Order,
    *,
    actor: Person,
    now: datetime,
) -> Result:
    """Do it to one case inside what `begin` opens: a transaction of its own, or a savepoint of `session`."""
    petition_id, version = case
    number = ""
    try:
        with begin() as opened:
            own: Session = session or opened
            found = reach.visible(own, petition_id, actor)
            number = found.number
            given, sentence = _given(own, found, order)
            action = ACTIONS[order.doing]
            operations.perform(own, petition_id, action, actor=actor, now=now, version=version, **given)
    except (NoResultFound, Missing):
        return Result(petition_id, "", False, str(NOT_THERE))
    except Refusal as refusal:
        return Result(petition_id, number, False, str(refusal.message or NOT_THERE))
    except OperationalError:
        return Result(petition_id, number, False, str(BUSY))
    return Result(petition_id, number, True, sentence)


def _given(session: Session, case: Petition, order: Order) -> tuple[dict[str, Any], str]:
    """What comes with the step for this case, and what is said of it once it is done. Raises Refusal."""
    given = dict(order.given)
    if order.doing is Doing.REGISTER:
        given["category"] = given.get("category") or case.category
    if order.doing is Doing.ASSIGN_UNIT:
        handler = _least_loaded(session, case, order.unit_ids)
        given["handler_id"] = handler.id
        given["handling_unit_id"] = next(each for each in candidates.units_of(handler) if each in order.unit_ids)
    if order.doing is Doing.ACCEPT:
        procedure = Procedure.SIMPLE if case.id in order.simple_ids else Procedure.ORDINARY
        return given | {"procedure": procedure}, _(PROCEDURE_LABELS[procedure])
    if "handler_id" not in given:
        return given, ""
    names = {each.id: each.name for each in candidates.handler_choices(session, case)}
    return given, _("交给%(name)s", name=names.get(given["handler_id"], "—"))


def _least_loaded(session: Session, case: Petition, unit_ids: frozenset[int]) -> Person:
    """Whoever of these units may handle the case and has the fewest in hand. Raises Refusal."""
    choices = candidates.handler_choices(session, case)
    able = [each for each in choices if not unit_ids.isdisjoint(candidates.units_of(each))]
    if not able:
        raise Refusal(NOBODY_THERE)
    states = sorted(HANDLING_STATES, key=lambda state: state.value)
    wanted = sa.select(Petition.handler_id, sa.func.count().label("cases")).where(
        Petition.handler_id.in_(sorted(each.id for each in able)), Petition.state.in_(states)
    )
    in_hand = {each.handler_id: each.cases for each in session.execute(wanted.group_by(Petition.handler_id))}
    return min(able, key=lambda each: (in_hand.get(each.id, 0), each.name, each.id))
