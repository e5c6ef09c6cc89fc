"""Everything planned happens day by day."""

from __future__ import annotations

from collections import Counter
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo import plan
from demo.cases import at, happenings
from petitions.kinds import Naming
from petitions.models import Petition
from petitions.workflow import State

TODAY = date(2026, 11, 24)


def test_everything_planned_happens_once_and_each_case_is_filed_before_its_steps() -> None:
    cases = plan.year(TODAY, seed=5, count=3)
    found = happenings(cases)

    assert len(found) == len(cases) + sum(len(case.steps) for case in cases)
    assert [each.day for each in found] == sorted(each.day for each in found)
    seen: Counter[int] = Counter()
    for each in found:
        assert each.step == seen[each.case] - 1
        seen[each.case] += 1


def test_it_is_half_past_nine() -> None:
    assert at(TODAY).strftime("%F %R") == "2026-11-24 09:30"
    assert at(TODAY).tzinfo is not None


def test_cases_stand_at_many_places_and_some_people_gave_a_name(filled: Session) -> None:
    states = set(filled.execute(sa.select(Petition.state)).scalars())

    assert {State.REGISTERED, State.INVESTIGATING, State.CLOSED} <= states
    assert len(states) >= 7
    assert set(filled.execute(sa.select(Petition.naming)).scalars()) == set(Naming)
    assert filled.execute(sa.select(sa.func.max(Petition.filed_on))).scalar_one() <= TODAY
