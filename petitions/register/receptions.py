"""Every write to reception days (接访日): announcing, cancelling, the sealed record of who came, and its cases."""

from __future__ import annotations

from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from database import random_id
from petitions import offices, reach
from petitions.register import reception_queries
from petitions.register.models import ReceptionCase, ReceptionDay
from vault import reading_groups, seal, subject_keys
from web import overtaken
from web.errors import Forbidden, Missing, Refusal

PERMISSION = "petitions.officer"
NO_OFFICE = _l("您还没有被接纳进工会受理机构，不能安排接访日。请机构的一位成员接纳您。")
STALE = _l("刚刚有同事存过这份记录，现在存着的内容列在上面。请把两份合到一起再存；您填写的还在。")
CANNOT_OPEN = _l("接访记录只有受理机构的成员能打开。")


def announce(
    session: Session,
    *,
    day: date,
    hours: str,
    place: str,
    leader: str,
    leader_id: int | None,
    actor: Person,
    now: datetime,
) -> ReceptionDay:
    """Announce on which day, when and where a leader receives visitors. Raises Refusal."""
    if day < now.date():
        raise Refusal(_("接访日不能早于今天。"), field="day")
    row = ReceptionDay(
        id=random_id(),
        group_id=_office(session, actor),
        day=day,
        hours=hours.strip(),
        place=place.strip(),
        leader=leader.strip(),
        leader_id=leader_id,
    )
    session.add(row)
    session.flush()
    audit.record(session, actor, "reception.announce", f"reception:{row.id}", now=now, day=day.isoformat())
    return row


def cancel(session: Session, reception_id: int, *, actor: Person, now: datetime) -> ReceptionDay:
    """Cancel a reception day that was not held; the notice says so until its day. Raises Refusal."""
    row = _mine(session, reception_id, actor)
    if row.recorded_on is not None:
        raise Refusal(_("这次接访已经有记录，不能取消。"))
    row.cancelled_on = now.date()
    session.flush()
    audit.record(session, actor, "reception.cancel", f"reception:{row.id}", now=now)
    return row


def record(
    session: Session,
    reception_id: int,
    *,
    visits: int,
    visitors: int,
    text: str,
    seen: str | None = None,
    actor: Person,
    now: datetime,
) -> ReceptionDay:
    """Keep how many came in clear, and who came and what was said sealed to the office; written anew, it replaces what
    was there. `seen` is the `version` the person saw. Raises Refusal, also when a colleague wrote since."""
    row = _mine(session, reception_id, actor)
    if seen is not None and seen != version(row):
        raise Refusal(STALE)
    if row.cancelled_on is not None:
        raise Refusal(_("这次接访已经取消。要记录的，请另外安排一次。"))
    if row.purged_on is not None:
        raise Refusal(_("这次接访的记录保管期已满，已经销毁，不能再写。"))
    if row.day > now.date():
        raise Refusal(_("接访日还没有到，还不能记录。"))
    if visitors < visits:
        raise Refusal(_("人次不能少于批次。"), field="visitors")
    row.visits, row.visitors, row.recorded_on = visits, visitors, now.date()
    subject_keys.erase_subject(session, subject(row.id))
    row.record_sealed = None
    if text.strip():
        key = seal.random_key()
        subject_keys.seal_subject(session, subject(row.id), key, row.group_id)
        row.record_sealed = seal.seal_text(key, text.strip(), subject(row.id))
    session.flush()
    audit.record(session, actor, "reception.record", f"reception:{row.id}", now=now, visits=visits, visitors=visitors)
    return row


def version(row: ReceptionDay) -> str:
    """What tells a record from what is written over it later; empty while there is none."""
    if row.recorded_on is None:
        return ""
    return overtaken.mark([row.visits, row.visitors, (row.record_sealed or b"").hex()])


def destroy(session: Session, row: ReceptionDay, *, now: datetime) -> None:
    """Destroy the record of who came and what was said, and its key; day, leader and numbers stay."""
    subject_keys.erase_subject(session, subject(row.id))
    row.record_sealed, row.purged_on = None, now.date().replace(day=1)
    session.flush()
    audit.record(session, None, "retention.reception", f"reception:{row.id}", now=now)


def opened(session: Session, row: ReceptionDay, who: Person) -> str | None:
    """The record for a member of the office; None for anybody else, and "" when nothing was written."""
    if who.keys is None or row.group_id not in reading_groups.groups_of(session, who.id):
        return None
    if row.record_sealed is None:
        return ""
    try:
        key = subject_keys.open_subject(session, subject(row.id), who.keys)
    except reading_groups.NotAReader:
        return None
    return seal.open_text(key, row.record_sealed, subject(row.id))


def came_from(session: Session, petition_id: int, reception_id: int) -> None:
    """A case was registered from a reception day. Raises Missing for one that does not exist or was cancelled."""
    row = session.get(ReceptionDay, reception_id)
    if row is None or row.cancelled_on is not None:
        raise Missing
    session.add(ReceptionCase(petition_id=petition_id, reception_id=reception_id))
    session.flush()


def subject(reception_id: int) -> str:
    """The name by which the vault knows a record, and what it is bound to."""
    return f"reception:{reception_id}"


def _office(session: Session, actor: Person) -> int:
    if not actor.can(PERMISSION):
        raise Forbidden
    mine = reach.offices_of(session, actor)
    found = [each.group_id for each in offices.offices(session) if each.kind == "union" and each.group_id in mine]
    if not found:
        raise Refusal(NO_OFFICE)
    return found[0]


def _mine(session: Session, reception_id: int, actor: Person) -> ReceptionDay:
    if not actor.can(PERMISSION):
        raise Forbidden
    row = reception_queries.locked(session, reception_id)
    if row.group_id not in reach.offices_of(session, actor):
        raise Refusal(CANNOT_OPEN, status=403)
    return row
