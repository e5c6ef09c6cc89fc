"""Others join while it is in hand, never an accusation; the figures count nobody twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.joint import terms as joint
from petitions.kinds import LegalClass
from petitions.transitions.states import State
from petitions.workflow import Action


@pytest.mark.parametrize("state", list(State))
def test_others_join_until_the_matter_is_answered_or_has_gone_elsewhere(state: State) -> None:
    over = {State.REPLIED, State.CLOSED, State.DECLINED, State.DIVERTED, State.MERGED, State.WITHDRAWN, State.ARCHIVED}
    assert not (joint.may_join(state, LegalClass.CLAIM) and state in over)
    assert not joint.may_join(state, LegalClass.ACCUSATION)
    assert joint.may_join(State.ACCEPTED, LegalClass.CLAIM)
    assert joint.may_join(State.FILED, LegalClass.SUGGESTION)


@given(people=st.integers(1, 50), joining=st.integers(0, 80))
def test_the_figures_count_those_who_were_said_to_be_concerned_or_those_who_joined_whichever_are_more(
    people: int, joining: int
) -> None:
    counted = people + sum(joint.counts(people, number) for number in range(1, joining + 1))
    assert counted == max(people, 1 + joining)


def test_questions_and_conversation_stay_with_the_first_petitioner() -> None:
    assert not joint.TOLD & {Action.ASK, Action.SAY, Action.WRITE, Action.PROTECT, Action.RATE}
    assert {Action.REPLY, Action.DECLINE, Action.EXTEND} <= joint.TOLD
