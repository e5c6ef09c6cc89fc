"""Requests for sealed names in the demonstration: one granted, one that waits for a keeper, one the petitioner may refuse."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from demo.cases import at
from demo.people import Staffing
from petitions import reach
from petitions.identity import operations as identity_operations
from petitions.identity.models import IdentityRequest
from petitions.kinds import LegalClass, Naming
from petitions.models import Petition
from petitions.workflow import FINISHED_STATES, CaseRole, State

REASONS = (
    "反映的情况与部门的记录对不上，要与本人核对是哪一天、哪个班。",
    "对话里问了两次没有回音，要与本人约时间当面核实。",
    "另有一件说的像是同一件事，要确认是不是同一位职工，好并案办理。",
)
#: How many days ago each was asked; the first was agreed to and read since, the last may still be refused by the petitioner.
ASKED_AGO = (9, 5, 1)


def ask(database: Database, staffing: Staffing, *, today: date) -> None:
    """Ask for the names of the newest cases in hand that were filed in confidence."""
    with database.writing() as session, session.begin():
        left, requests = _in_hand(session, staffing), []
        for reason, ago in zip(REASONS, ASKED_AGO, strict=True):
            day = today - timedelta(days=ago)
            petition = next((each for each in left if each.filed_on <= day), None)
            if petition is not None:
                left.remove(petition)
                requests.append(_asked(session, staffing, petition, reason, day))
        if requests:
            agreed, read = at(today - timedelta(days=3)), at(today - timedelta(days=2))
            keeper, officer = staffing.people["huangli"], staffing.people["wangfang"]
            identity_operations.decide(session, requests[0].id, agrees=True, actor=keeper, now=agreed)
            identity_operations.read(session, requests[0].petition_id, requests[0].id, actor=officer, now=read)


def _in_hand(session: Session, staffing: Staffing) -> list[Petition]:
    in_hand = [state for state in State if state not in FINISHED_STATES]
    wanted = sa.select(Petition).where(
        Petition.naming == Naming.CONFIDENTIAL,
        Petition.legal_class != LegalClass.ACCUSATION,
        Petition.state.in_(in_hand),
    )
    newest = session.execute(wanted.order_by(Petition.filed_on.desc(), Petition.category, Petition.number)).scalars()
    officer = staffing.people["wangfang"]
    return [each for each in newest if CaseRole.OFFICE in reach.roles(session, each, officer)]


def _asked(session: Session, staffing: Staffing, petition: Petition, reason: str, day: date) -> IdentityRequest:
    officer = staffing.people["wangfang"]
    return identity_operations.ask(session, petition.id, reason=reason, actor=officer, now=at(day))
