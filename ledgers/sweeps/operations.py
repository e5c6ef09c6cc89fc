"""Every write about sweep rounds: a zero report, and the important periods."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts import queries as accounts
from accounts.enterprise_wide import NOT_ALL_OF_IT
from accounts.people import Person
from database import store_first
from ledgers.sweeps import queries as sweeping
from ledgers.sweeps import rounds
from ledgers.sweeps.models import ImportantPeriod, SweepUnit, ZeroReport
from web.errors import Forbidden, Missing, Refusal

LONGEST_NAME = 60
LONGEST_PERIOD = 62
STALE = _l("刚刚有同事改过由哪些单位报，现在的名单在下面。请对一对您选的，再定一次；您勾的还在。")
CHOOSE_SOME = _l("请至少选一个单位来报。")
NAME_IT = _l("请写明是什么重要时期，最多 60 字。")
WRONG_DAYS = _l("结束日期不能早于开始日期，一个重要时期最多 62 天。")


def report_zero(session: Session, unit_id: int, *, actor: Person, now: datetime) -> None:
    """Confirm for a unit that this round found nothing; a second time changes nothing. Raises Forbidden out of reach."""
    tree = accounts.unit_tree(session)
    running = rounds.round_of(now.date(), sweeping.periods(session))
    if unit_id not in {each.id for each in sweeping.units_asked(tree, running, sweeping.chosen(session))}:
        raise Missing
    if unit_id not in actor.reach_with(tree, "ledgers"):
        raise Forbidden
    if session.get(ZeroReport, (unit_id, running.first)) is None:
        # Where a colleague reports the same at the same moment, one of the two stands.
        store_first(session, ZeroReport(unit_id=unit_id, round_on=running.first, day=now.date(), account_id=actor.id))


def choose_units(
    session: Session, unit_ids: Collection[int], *, seen: str | None = None, actor: Person, now: datetime
) -> None:
    """Say which units report from this round on; units beyond the actor's reach stay as they are. `seen` is the `mark`
    of the units that the person saw. Raises Refusal, also when a colleague chose since."""
    _may_write(actor)
    sweeping.hold(session)
    tree = accounts.unit_tree(session)
    reach = actor.reach_with(tree, "ledgers.write")
    running = rounds.round_of(now.date(), sweeping.periods(session))
    before = {each.id for each in sweeping.units_asked(tree, running, sweeping.chosen(session))}
    if seen is not None and seen != sweeping.mark(before, actor, tree):
        raise Refusal(STALE, field="units")
    after = (before - reach) | {unit_id for unit_id in unit_ids if unit_id in reach and tree[unit_id].active}
    if not after:
        raise Refusal(CHOOSE_SOME, field="units")
    if after == before:
        return
    # Earlier rounds keep whom they asked, also where nobody had chosen yet.
    session.execute(sa.delete(SweepUnit).where(SweepUnit.first_day >= running.first))
    session.execute(
        sa.update(SweepUnit)
        .where(sa.or_(SweepUnit.last_day.is_(None), SweepUnit.last_day >= running.first))
        .values(last_day=running.first - rounds.DAY)
    )
    session.add_all(SweepUnit(unit_id=unit_id, first_day=running.first) for unit_id in sorted(after))
    session.flush()
    audit.record(session, actor, "ledger.sweep-units", "ledger:risks", now=now, units=len(after))


def add_period(session: Session, name: str, first: date, last: date, *, actor: Person, now: datetime) -> None:
    """Declare an important period, in which all units report daily. Raises Forbidden, Refusal, naming the field."""
    _may_write_for_all(session, actor)
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
    """Take an important period back. Raises Forbidden, Missing."""
    _may_write_for_all(session, actor)
    row = session.get(ImportantPeriod, period_id)
    if row is None:
        raise Missing
    session.execute(sa.delete(ImportantPeriod).where(ImportantPeriod.id == period_id))
    audit.record(session, actor, "ledger.period-dropped", "ledger:risks", now=now, name=row.name)


def _may_write(actor: Person) -> None:
    if not actor.can("ledgers.write"):
        raise Forbidden


def _may_write_for_all(session: Session, actor: Person) -> None:
    _may_write(actor)
    if not actor.reaches_all(accounts.unit_tree(session), "ledgers.write"):
        raise Forbidden(NOT_ALL_OF_IT)
