"""One case of the demonstration whose handler reads a redacted version (遮盖版): a petitioner who named a witness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from database import Database
from demo.cases import at
from demo.people import Staffing
from petitions import conversation, operations, reach
from petitions.joint.models import Joining
from petitions.keys import holding
from petitions.kinds import LegalClass
from petitions.models import Petition
from petitions.redaction import versions
from petitions.workflow import Action, CaseRole, State

SAID = "补充一句：当班的李海涛在场，他的电话是 13900001234，可以找他核实。请不要让队里知道是谁说的。"
WITNESS = "李海涛"


def prepare(database: Database, staffing: Staffing, *, today: date) -> None:
    """Let the petitioner of a case in hand name a witness, and the office mask that before its handler reads on."""
    officer, now = staffing.people["wangfang"], at(today - timedelta(days=1))
    with database.writing() as session, session.begin():
        newest = (Petition.filed_on.desc(), Petition.category, Petition.number)
        case = next(investigated(session, officer, order=newest), None)
        if case is None:
            return
        key = holding.case_key(session, case, officer)
        operations.perform(session, case.id, Action.SAY, actor=None, key=key, now=now, text=SAID)
        said = [each.text for each in conversation.messages(session, case.id, key) if each.author == "petitioner"]
        text = versions.masked_too(versions.proposal(said, [WITNESS]), WITNESS)
        operations.perform(session, case.id, Action.REDACT, actor=officer, now=now, text=text)


def investigated(
    session: Session,
    officer: Person,
    *more: sa.ColumnElement[bool],
    order: tuple[sa.SQLColumnExpression[Any], ...],
) -> Iterator[Petition]:
    """The claims of the officer's own office that a handler investigates and that nobody joined."""
    wanted = sa.select(Petition).where(
        reach.may_know(session, officer),
        Petition.state == State.INVESTIGATING,
        Petition.legal_class == LegalClass.CLAIM,
        Petition.id.not_in(sa.select(Joining.petition_id)),
        *more,
    )
    found = session.execute(wanted.order_by(*order)).scalars().all()
    return (each for each in found if CaseRole.OFFICE in reach.roles(session, each, officer))
