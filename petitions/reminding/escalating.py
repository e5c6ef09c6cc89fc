"""Names the leader to whom an office's late cases go."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts import queries as accounts
from accounts.people import Person
from petitions import reach
from petitions.reminding.models import EscalationLeader
from vault.models import ReadingGroup
from web.errors import Missing, Refusal

NOT_A_LEADER = _l("这位同事不能担任：账号已停用、没有审批权限，或者不办这一类诉求。请另选一位。")


def leader_choices(session: Session, group_id: int) -> list[Person]:
    """Who may be named for an office: leaders, and for accusations those who work them."""
    kind = session.get_one(ReadingGroup, group_id).kind
    able = (each for each in accounts.people(session) if each.can("petitions.approve"))
    return [each for each in able if each.can("petitions.discipline") == (kind == "discipline")]


def name_leader(session: Session, group_id: int, leader_id: int | None, *, actor: Person, now: datetime) -> None:
    """Send what is late for long in one's own office to the list of a leader, or to nobody's. Raises Missing for another
    office, Refusal for somebody who may not."""
    if group_id not in reach.offices_of(session, actor):
        raise Missing
    if leader_id is not None and leader_id not in {each.id for each in leader_choices(session, group_id)}:
        raise Refusal(NOT_A_LEADER, status=422, field="leader_id")
    named = session.get(EscalationLeader, group_id)
    if leader_id is None:
        if named is not None:
            session.delete(named)
    elif named is None:
        session.add(EscalationLeader(group_id=group_id, leader_id=leader_id))
    else:
        named.leader_id = leader_id
    session.flush()
    audit.record(session, actor, "escalation.leader", f"group:{group_id}", now=now, leader=leader_id)
