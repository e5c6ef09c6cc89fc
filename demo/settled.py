"""Claims of the demonstration that are mediated or settled, one whose petitioner asked its handler to step back, and one at its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from demo.cases import at
from demo.people import Staffing
from demo.redacted import investigated
from petitions import operations
from petitions.in_place import Judgement
from petitions.keys import holding
from petitions.mediation.agreement import Form, Side
from petitions.models import Petition
from petitions.outcome.conclusion import Conclusion
from petitions.redaction.models import Redaction
from petitions.workflow import Action

OFFERED = (
    "这件事可以坐下来谈：请您和所在单位一起，由工会主持调解。愿意的话，周五下午在职工之家。不愿意也没关系，照常办理。"
)
AGREED = "单位同意调解，派分管副职参加。"
TERMS = "一、单位在本月工资中一并补发；二、今后排班提前一周公示；三、信访人不再就此事提出其他要求。"
TOLD = "协议已经签好，按协议本月落实。没有落实的，请在这里告诉我们。"
GONE = "家属来电：本人上月病故，家里不再提这件事。丧葬补助和抚恤已经办好，家里有困难的，工会照常帮扶。"
WHY = "办这件事的人和当事的班长是亲戚，请换人办。"


def prepare(database: Database, staffing: Staffing, *, today: date) -> None:
    """Of the claims in hand, settle one, offer mediation in one, and have somebody asked to step back in one, and end one."""
    with database.writing() as session, session.begin():
        cases = iter(_in_hand(session, staffing))
        settled, offered, doubted, gone = (next(cases, None) for _each in range(4))
        if settled is not None:
            _settle(session, settled, staffing, today)
        if offered is not None:
            _do(session, offered, staffing, today, Action.OFFER_MEDIATION, within_discretion=True, text=OFFERED)
        if doubted is not None:
            _do(session, doubted, staffing, today, Action.ASK_RECUSAL, person_id=doubted.handler_id, text=WHY)
        if gone is not None:
            _do(session, gone, staffing, today, Action.CONCLUDE, conclusion=Conclusion.NOBODY_LEFT, text=GONE)


def _settle(session: Session, case: Petition, staffing: Staffing, today: date) -> None:
    offered = today - timedelta(days=3)
    _do(session, case, staffing, offered, Action.OFFER_MEDIATION, within_discretion=True, text=OFFERED)
    for side in Side:
        _do(session, case, staffing, offered, Action.ANSWER_MEDIATION, side=side, agrees=True, text=AGREED)
    agreement = {"form": Form.MEDIATED, "parties": "信访人；信访人所在单位", "terms": TERMS, "signed_on": today}
    _do(session, case, staffing, today, Action.SETTLE, **agreement, judgement=Judgement.PARTLY, text=TOLD)


def _do(session: Session, case: Petition, staffing: Staffing, day: date, action: Action, **given: Any) -> None:
    """A step by an officer, or by the petitioner where it is theirs alone."""
    officer = staffing.people["wangfang"]
    if action is Action.ASK_RECUSAL:
        key = holding.case_key(session, case, officer)
        operations.perform(session, case.id, action, actor=None, key=key, now=at(day), **given)
    else:
        operations.perform(session, case.id, action, actor=officer, now=at(day), **given)


def _in_hand(session: Session, staffing: Staffing) -> list[Petition]:
    """The claims that a handler investigates, that nobody joined and that are not redacted, those accepted last first."""
    officer = staffing.people["wangfang"]
    whole = Petition.id.not_in(sa.select(Redaction.petition_id))
    order = (Petition.accepted_on.desc(), Petition.category, Petition.number)
    return list(investigated(session, officer, whole, order=order))
