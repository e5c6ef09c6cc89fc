"""The demonstration's reception days and what superiors charged the office with, month by month."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo.cases import at
from demo.people import Staffing
from petitions import operations
from petitions.calendar import queries as calendar_queries
from petitions.kinds import Channel, LegalClass
from petitions.models import Petition
from petitions.register import mandate_queries, receptions
from petitions.workflow import Action, State

LEADERS = ("刘洋（工会主席）", "马东（副总经理）")
PLACE = "矿办公楼一楼信访接待室"
HOURS = "9:00–11:30"
ISSUERS = ("省总工会权益保障部", "集团公司信访办", "马东副总经理批示")
DAY = timedelta(days=1)
IN_HAND = (State.ACCEPTED, State.ASSIGNED, State.INVESTIGATING)
ANSWERED = (State.REPLIED, State.CLOSED, State.ARCHIVED)


def month(session: Session, staffing: Staffing, first: date, following: date, today: date) -> None:
    """One reception day of a month with its record, a charge from above, reports on what was answered, and which unit
    looks after the people of a case that a leader took on."""
    last = min(following - DAY, today)
    _receive(session, staffing, first, last)
    _report(session, staffing, last)
    _charge(session, staffing, first, last)
    _look_after(session, staffing, first, last)
    if following > today:
        soon = today + DAY * 6
        day = calendar_queries.working_days(session, (soon.year, soon.year + 1)).next_workday(soon)
        _announce(session, staffing, day, today, first.month)


def _announce(session: Session, staffing: Staffing, day: date, on: date, number: int) -> int:
    row = receptions.announce(
        session,
        day=day,
        hours=HOURS,
        place=PLACE,
        leader=LEADERS[number % 2],
        leader_id=staffing.people["liuyang"].id if number % 2 == 0 else None,
        actor=staffing.people["wangfang"],
        now=at(on),
    )
    return row.id


def _receive(session: Session, staffing: Staffing, first: date, last: date) -> None:
    """Held on the working day of the month on which most visitors came; their cases are linked to it."""
    came = Petition.channel == Channel.VISIT, Petition.filed_on.between(first, last)
    days = session.execute(
        sa.select(Petition.filed_on)
        .where(*came)
        .group_by(Petition.filed_on)
        .order_by(sa.func.count().desc(), Petition.filed_on)
    ).scalars()
    calendar = calendar_queries.working_days(session, (first.year,))
    busiest = next((each for each in days if calendar.is_workday(each)), None)
    if busiest is None:
        return
    found = session.execute(
        sa.select(Petition.id, Petition.people).where(
            Petition.channel == Channel.VISIT,
            Petition.filed_on == busiest,
            Petition.legal_class != LegalClass.ACCUSATION,
        )
    ).all()
    reception_id = _announce(session, staffing, busiest, busiest - DAY * 7, first.month)
    receptions.record(
        session,
        reception_id,
        visits=len(found),
        visitors=sum(row.people for row in found),
        text="逐批接待，当场能答复的已答复，其余登记转办，三日内电话联系。",
        actor=staffing.people["wangfang"],
        now=at(busiest),
    )
    for row in found:
        receptions.came_from(session, row.id, reception_id)


def _charge(session: Session, staffing: Staffing, first: date, last: date) -> None:
    wanted = (
        sa.select(Petition.id)
        .where(
            Petition.filed_on.between(first, last),
            Petition.state.in_(IN_HAND),
            Petition.legal_class != LegalClass.ACCUSATION,
        )
        .order_by(Petition.filed_on, Petition.people.desc(), Petition.category)
        .limit(1)
    )
    petition_id = session.execute(wanted).scalar_one_or_none()
    if petition_id is not None:
        operations.perform(
            session,
            petition_id,
            Action.MANDATE,
            actor=staffing.people["wangfang"],
            now=at(last),
            issuer=ISSUERS[first.month % 3],
            reference=f"信〔{first.year}〕{first.month + 6}号",
            due_on=last + DAY * 40,
            text="请认真核查，依规办理，办结后书面报告。",
        )


def _look_after(session: Session, staffing: Staffing, first: date, last: date) -> None:
    wanted = sa.select(Petition).where(
        Petition.sponsored_on.between(first, last),
        Petition.state.in_((*IN_HAND, State.REPLIED)),
        Petition.unit_id.is_not(None),
        Petition.stability_unit_id.is_(None),
        Petition.legal_class != LegalClass.ACCUSATION,
    )
    for case in session.execute(wanted.order_by(Petition.filed_on, Petition.number)).scalars().all():
        operations.perform(
            session,
            case.id,
            Action.ARRANGE,
            actor=staffing.people["wangfang"],
            now=at(last),
            disposal=case.disposal,
            stability_unit_id=case.unit_id,
        )


def _report(session: Session, staffing: Staffing, last: date) -> None:
    officer = staffing.people["wangfang"]
    for charged in mandate_queries.waiting(session, officer):
        if charged.state in ANSWERED:
            text = "办结报告：事项已核查办理，信访人已答复。"
            operations.perform(session, charged.petition_id, Action.REPORT_UP, actor=officer, now=at(last), text=text)
