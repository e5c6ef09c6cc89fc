"""A sealed name is asked for with a reason, waits for the petitioner, and ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.identity import asking as identity
from petitions.identity.asking import Answer, Barrier, Standing
from petitions.kinds import LegalClass
from petitions.transitions.actions import CaseRole
from petitions.transitions.states import FINISHED_STATES, State

DAY = date(2026, 11, 24)


@dataclass
class Asked:
    objection_until: date | None = DAY + timedelta(days=3)
    answer: Answer | None = None
    answered_on: date | None = None
    is_granted: bool | None = None
    granted_until: date | None = None
    ended_on: date | None = None


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_it_waits_for_the_petitioner_until_the_last_day_is_over() -> None:
    assert identity.standing(Asked(), after(3)) is Standing.ASKED
    assert identity.standing(Asked(), after(4)) is Standing.READY


def test_what_is_urgent_or_agreed_to_waits_for_nobody_but_the_keeper() -> None:
    assert identity.standing(Asked(objection_until=None), DAY) is Standing.READY
    assert identity.standing(Asked(answer=Answer.CONSENTED, answered_on=DAY), DAY) is Standing.READY


def test_a_grant_ends_on_its_last_day_by_itself() -> None:
    granted = Asked(is_granted=True, granted_until=identity.granted_until(DAY))

    assert identity.standing(granted, after(7)) is Standing.GRANTED
    assert identity.standing(granted, after(8)) is Standing.OVER


@given(
    st.builds(
        Asked,
        objection_until=st.none() | st.just(after(3)),
        answer=st.just(Answer.OBJECTED),
        answered_on=st.just(DAY),
        is_granted=st.none() | st.booleans(),
        granted_until=st.none() | st.just(after(7)),
    ),
    st.integers(0, 400),
)
def test_whatever_else_happens_an_objection_is_never_a_grant(asked: Asked, later: int) -> None:
    assert identity.standing(asked, after(later)) is Standing.OBJECTED


def barrier(**changed: Any) -> Barrier | None:
    facts: dict[str, Any] = {
        "roles": {CaseRole.OFFICE},
        "is_sealed": True,
        "legal_class": LegalClass.CLAIM,
        "office_kind": "union",
        "state": State.REGISTERED,
        "earlier": [],
        "is_urgent": False,
        "again_days": 30,
        "today": DAY,
    }
    return identity.barrier(**(facts | changed))


@pytest.mark.parametrize("role", list(CaseRole))
def test_only_the_office_may_ask(role: CaseRole) -> None:
    assert barrier(roles={role}) is (None if role is CaseRole.OFFICE else Barrier.NOT_THE_OFFICE)


def test_the_name_behind_an_accusation_is_never_for_the_union() -> None:
    assert barrier(legal_class=LegalClass.ACCUSATION) is Barrier.ACCUSATION
    assert barrier(legal_class=LegalClass.ACCUSATION, is_urgent=True) is Barrier.ACCUSATION
    assert barrier(legal_class=LegalClass.ACCUSATION, office_kind="discipline") is None


def test_nothing_is_asked_for_where_nothing_is_sealed_or_all_is_over() -> None:
    assert barrier(is_sealed=False) is Barrier.NOT_SEALED
    assert {state for state in State if barrier(state=state) is Barrier.FINISHED} == FINISHED_STATES


def test_one_request_at_a_time() -> None:
    assert barrier(earlier=[Asked()]) is Barrier.UNDER_WAY
    assert barrier(earlier=[Asked(is_granted=True, granted_until=DAY)]) is Barrier.UNDER_WAY
    assert barrier(earlier=[Asked(is_granted=False)]) is None
    assert barrier(earlier=[Asked(ended_on=DAY)]) is None


def test_after_an_objection_nobody_asks_again_for_some_days_unless_it_is_urgent() -> None:
    objected = [Asked(answer=Answer.OBJECTED, answered_on=DAY)]

    assert barrier(earlier=objected, today=after(30)) is Barrier.OBJECTED_LATELY
    assert barrier(earlier=objected, today=after(30), is_urgent=True) is None
    assert barrier(earlier=objected, today=after(31)) is None
