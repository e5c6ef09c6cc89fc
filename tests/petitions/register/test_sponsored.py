"""Which leader looks after which case is listed for whoever may know of the case."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from petitions.register import sponsored
from petitions.workflow import Action, State


def test_leaders_stand_with_their_cases_in_hand_and_closed(session: Session, casework: Any) -> None:
    casework.more_leaders()
    people = casework.enterprise.people
    first, _key = casework.lead_to(State.ACCEPTED)
    second, _key = casework.lead_to(State.REPLIED)
    other, _key = casework.lead_to(State.REGISTERED)
    for case in (first, second):
        casework.do(case, Action.SPONSOR, "officer", leader_id=people["leader"].id)
    casework.do(other, Action.SPONSOR, "officer", leader_id=people["leader2"].id)
    casework.clock.advance(days=2)
    casework.do(first, Action.GUIDE, "leader", text="见了本人。")
    for action, who, given in casework.way(State.CLOSED)[-2:]:
        casework.do(second, action, who, **given)
    leader, leader2 = sponsored.by_leader(session, people["officer"], since=date(2026, 1, 1))
    assert (leader.name, leader2.name) == ("刘洋", "孙磊")
    (case,) = leader.open
    assert (case.id, case.sponsored_on, case.guided_on) == (first.id, date(2026, 11, 24), date(2026, 11, 26))
    assert [each.id for each in leader.closed] == [second.id]
    assert (leader.settled.parts, leader2.settled.parts) == ("1/2", "0/1")
    assert [each.name for each in sponsored.by_leader(session, people["leader2"], since=date(2026, 1, 1))] == ["孙磊"]
    assert sponsored.by_leader(session, people["inspector"], since=date(2026, 1, 1)) == []
    assert sponsored.by_leader(session, people["officer"], since=date(2026, 12, 1))[0].closed == []
