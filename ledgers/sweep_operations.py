"""Every write about sweep rounds: a zero report, and the important periods."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts import queries as accounts
from accounts.people import Person
from ledgers import sweeping, sweeps
from ledgers.models import ImportantPeriod, ZeroReport
from web.errors import Forbidden, Missing, Refusal

LONGEST_NAME = 60
LONGEST_PERIOD = 62
NAME_IT = _l("请写明是什么重要时期，最多 60 字。")
WRONG_DAYS = _l("结束日期要在开始日期之后，一个重要时期最多 62 天。")


def report_zero(session: Session, unit_id: int, *, actor: Person, now: datetime) -> None:
    """Confirm for a unit that this round found nothing; a second time changes nothing. Raises Forbidden out of reach."""
    tree = accounts.unit_tree(session)
    if unit_id not in {each.id for each in sweeping.units_asked(tree)}:
        raise Missing
    if unit_id not in actor.reach_with(tree, "ledgers"):
        raise Forbidden
    running = sweeps.round_of(now.date(), sweeping.periods(session))
    if session.get(ZeroReport, (unit_id, running.first)) is None:
        session.add(ZeroReport(unit_id=unit_id, round_on=running.first, day=now.date(), account_id=actor.id))
        session.flush()


def add_period(session: Session, name: str, first: date, last: date, *, actor: Person, now: datetime) -> None:
    """Declare an important period, in which units report daily. Raises Refusal, naming the field."""
    _may_write(actor)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(NAME_IT, field="name")
    if not 0 <= (last - first).days < LONGEST_PERIOD:
        raise Refusal(WRONG_DAYS, field="last")
    session.add(ImportantPeriod(name=name, first_day=first, last_day=last))
    session.flush()
    days = {"first": first.isoformat(), "last": last.isoformat()}
    audit.record(session, actor, "ledger.period", "ledger:risks", now=now, name=name, **days)


def drop_period(session: Session, period_id: int, *, actor: Person, now: datetime) -> None:
    """Take an important period back. Raises Missing."""
    _may_write(actor)
    row = session.get(ImportantPeriod, period_id)
    if row is None:
        raise Missing
    session.execute(sa.delete(ImportantPeriod).where(ImportantPeriod.id == period_id))
    audit.record(session, actor, "ledger.period-dropped", "ledger:risks", now=now, name=row.name)


def _may_write(actor: Person) -> None:
    if not actor.can("ledgers.write"):
        raise Forbidden
