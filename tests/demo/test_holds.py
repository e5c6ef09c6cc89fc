"""One closed case of the demonstration is held, and its reason lies sealed."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo.holds import REASON
from petitions.models import Petition
from petitions.retention.models import RetentionHold
from petitions.workflow import State


def test_one_closed_case_is_held_since_yesterday(filled: Session) -> None:
    hold = filled.execute(sa.select(RetentionHold)).scalar_one()

    assert filled.get_one(Petition, hold.petition_id).state is State.CLOSED
    assert hold.placed_on.isoformat() == "2026-11-23"
    assert REASON.encode() not in hold.reason_sealed
