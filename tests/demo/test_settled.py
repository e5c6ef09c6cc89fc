"""The demonstration shows a claim that was settled, one that is mediated, one whose handler was asked to step back, and
one at its end."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions.models import CaseEvent, Petition
from petitions.outcome.conclusion import Conclusion
from petitions.outcome.opinion import Outcome
from petitions.recusal.models import RecusalRequest
from petitions.transitions.states import State
from petitions.workflow import Action


def test_a_claim_was_settled_and_another_waits_for_both_sides(filled: Session) -> None:
    settled = filled.execute(sa.select(Petition).where(Petition.outcome == Outcome.SETTLED)).scalars().all()
    offered = filled.execute(sa.select(CaseEvent).where(CaseEvent.action == Action.OFFER_MEDIATION)).scalars().all()

    assert [each.state for each in settled] == [State.REPLIED]
    assert len(offered) == 2


def test_a_request_to_step_back_waits_for_the_office(filled: Session) -> None:
    asked = filled.execute(sa.select(RecusalRequest)).scalar_one()
    case = filled.get_one(Petition, asked.petition_id)

    assert (case.state, case.awaits_answer) == (State.ACCEPTED, True)
    assert asked.decided_on is None


def test_a_matter_is_at_its_end_because_nobody_carries_on(filled: Session) -> None:
    ended = filled.execute(sa.select(Petition).where(Petition.state == State.CONCLUDED)).scalars().all()

    assert [each.conclusion for each in ended] == [Conclusion.NOBODY_LEFT]
