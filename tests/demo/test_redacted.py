"""One handler in the demonstration reads a redacted version instead of the original."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions.models import Petition
from petitions.redaction.models import Redaction
from petitions.transitions.states import LIVE_STATES


def test_the_redacted_case_is_in_hand_of_a_handler(filled: Session) -> None:
    redaction = filled.execute(sa.select(Redaction)).scalar_one()
    case = filled.get_one(Petition, redaction.petition_id)

    assert redaction.is_active
    assert case.handler_id is not None
    assert case.state in LIVE_STATES
