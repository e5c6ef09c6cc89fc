"""Each filter lets through what it is called and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from petitions.kinds import Kind, LegalClass
from petitions.lists import filters
from petitions.lists.filters import Filters
from petitions.models import Petition
from petitions.workflow import State

TODAY = date(2026, 11, 24)


def passing(casework: Any, **asked: Any) -> set[str]:
    conditions = filters.conditions(Filters(**asked), TODAY, soon_days=5)
    return set(casework.session.execute(sa.select(Petition.number).where(*conditions)).scalars())


def test_kind_class_state_and_whoever_has_the_case(casework: Any) -> None:
    handler = casework.enterprise.people["handler"].id
    fresh, _ = casework.file(kind=Kind.SUGGESTION)
    assigned, _ = casework.lead_to(State.ASSIGNED)

    assert passing(casework) == {fresh.number, assigned.number}
    assert passing(casework, kind=Kind.SUGGESTION) == {fresh.number}
    assert passing(casework, legal_class=LegalClass.CLAIM) == {assigned.number}
    assert passing(casework, state=State.FILED) == {fresh.number}
    assert passing(casework, handler_id=handler) == {assigned.number}
    assert passing(casework, handling_unit_ids=frozenset({assigned.handling_unit_id})) == {assigned.number}
    assert passing(casework, handling_unit_ids=frozenset({1})) == set()


def test_clocks_by_where_they_stand_and_by_their_last_day(casework: Any) -> None:
    cases = {}
    for name, day in (("late", 23), ("soon", 24), ("edge", 29), ("good", 30)):
        cases[name], _ = casework.file()
        cases[name].next_due = date(2026, 11, day)
    cases["none"], _ = casework.file()
    cases["none"].next_due = None
    casework.session.flush()

    held = {standing: passing(casework, standing=standing) for standing in filters.STANDINGS}

    assert held == {
        "late": {cases["late"].number},
        "soon": {cases["soon"].number, cases["edge"].number},
        "good": {cases["good"].number},
        "none": {cases["none"].number},
    }
    assert passing(casework, due=date(2026, 11, 24)) == {cases["late"].number, cases["soon"].number}


def test_a_number_is_found_by_any_part_of_it_and_no_sign_stands_for_others(casework: Any) -> None:
    petition, _ = casework.file()

    assert passing(casework, number=petition.number[-4:].lower()) == {petition.number}
    assert passing(casework, number="%") == passing(casework, number="_") == set()
