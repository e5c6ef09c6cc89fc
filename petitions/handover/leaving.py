"""Somebody leaves: everything open that they hold, cases and ledger rows, and handing all of it to a successor at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit
from accounts import queries as accounts
from accounts.people import Person
from ledgers import handing_on as ledger_handing_on
from petitions import operations, reach
from petitions.models import Petition
from petitions.reach import GIVEN_STEPS
from petitions.workflow import KNOWN_IN, ROLE_LABELS, Action, CaseRole, State
from web.errors import Refusal

STEPS = tuple(GIVEN_STEPS)


@dataclass(frozen=True)
class Held:
    """One open case somebody has a step in."""

    id: int
    number: str
    category: str
    state: State
    next_due: date | None
    #: What they are to it, as message ids.
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Holder:
    """Somebody who holds something open, as far as the reader may know of it."""

    account_id: int
    name: str
    is_active: bool
    cases: int


@dataclass(frozen=True)
class Result:
    """What became of one case or ledger row."""

    number: str
    is_done: bool
    sentence: str = ""


def holders(session: Session, who: Person) -> list[Holder]:
    """Everybody with a step in an open case that `who` may know of; whoever may not sign in any more first."""
    counted: dict[int, set[int]] = {}
    known = reach.may_know(session, who)
    for role in STEPS:
        column = GIVEN_STEPS[role][1]
        wanted = sa.select(column, Petition.id).where(column.is_not(None), _in_step(role), known)
        for account_id, petition_id in session.execute(wanted):
            assert account_id is not None
            counted.setdefault(account_id, set()).add(petition_id)
    people = {account.id: account for account in accounts.accounts(session)}
    found = [Holder(each, people[each].name, people[each].active, len(held)) for each, held in counted.items()]
    return sorted(found, key=lambda each: (each.is_active, -each.cases, each.name))


def held(session: Session, account_id: int, who: Person) -> list[Held]:
    """Every open case in which an account has a step, as far as `who` may know of it, what is due first on top."""
    theirs = sa.or_(*(sa.and_(GIVEN_STEPS[role][1] == account_id, _in_step(role)) for role in STEPS))
    wanted = sa.select(Petition).where(theirs, reach.may_know(session, who))
    rows = session.execute(wanted.order_by(Petition.next_due.asc().nulls_last(), Petition.number)).scalars()
    return [
        Held(
            case.id,
            case.number,
            case.category,
            case.state,
            case.next_due,
            tuple(
                ROLE_LABELS[role]
                for role in STEPS
                if getattr(case, GIVEN_STEPS[role][1].key) == account_id and case.state in KNOWN_IN[role]
            ),
        )
        for case in rows
    ]


def holds_anything(session: Session, account_id: int) -> bool:
    """Whether an account has a step in any open case or answers for an open ledger row; for whoever removes it."""
    theirs = sa.or_(*(sa.and_(GIVEN_STEPS[role][1] == account_id, _in_step(role)) for role in STEPS))
    found = session.execute(sa.select(Petition.id).where(theirs).limit(1)).first() is not None
    return found or ledger_handing_on.owns_anything(session, account_id)


def hand_all(session: Session, account_id: int, successor_id: int, *, actor: Person, now: datetime) -> list[Result]:
    """Hand everything open that an account holds to a successor, in one transaction; what would be a conflict of
    interest is left where it is and named."""
    if account_id == successor_id:
        raise Refusal(_("请选另一位同事接手。"), field="successor_id")
    results = []
    for case in held(session, account_id, actor):
        step = session.begin_nested()
        try:
            operations.perform(
                session,
                case.id,
                Action.HAND_ON,
                actor=actor,
                now=now,
                leaving_id=account_id,
                successor_id=successor_id,
            )
            step.commit()
            results.append(Result(case.number, is_done=True))
        except Refusal as refusal:
            step.rollback()
            results.append(Result(case.number, is_done=False, sentence=str(refusal.message)))
    for number, sentence in ledger_handing_on.hand_all(session, account_id, successor_id, actor=actor, now=now):
        results.append(Result(number, not sentence, sentence))
    done = sum(each.is_done for each in results)
    facts = {"to": successor_id, "handed": done, "left": len(results) - done}
    audit.record(session, actor, "account.hand-on", f"account:{account_id}", now=now, **facts)
    return results


def _in_step(role: CaseRole) -> sa.ColumnElement[bool]:
    return Petition.state.in_([state for state in State if state in KNOWN_IN[role]])
