"""The demonstration's office receives visitors once a month, announces the next day, and answers to its superiors."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo.oversight import ISSUERS
from petitions.calendar import queries as calendar_queries
from petitions.models import Petition
from petitions.outcome.disposal import Disposal
from petitions.register.models import Mandate, ReceptionCase, ReceptionDay
from tests.demo.conftest import TODAY


def test_each_day_that_was_held_has_its_visits_and_the_next_is_announced(filled: Session) -> None:
    days = filled.execute(sa.select(ReceptionDay)).scalars().all()
    counts = sa.select(ReceptionCase.reception_id, sa.func.count()).group_by(ReceptionCase.reception_id)
    came = dict(filled.execute(counts).all())

    held = [each for each in days if each.day <= TODAY]
    assert len({each.day.month for each in held}) == len(held) == 2
    for each in held:
        assert each.recorded_on == each.day
        assert each.visits == came.get(each.id, 0)
        assert (each.visitors or 0) >= (each.visits or 0)
    assert [each.recorded_on for each in days if each.day > TODAY] == [None]
    calendar = calendar_queries.working_days(filled, (TODAY.year, TODAY.year + 1))
    assert all(calendar.is_workday(each.day) for each in days)


def test_superiors_charge_the_office_and_leave_it_time(filled: Session) -> None:
    mandates = filled.execute(sa.select(Mandate)).scalars().all()

    assert mandates
    assert {each.issuer for each in mandates} <= set(ISSUERS)
    assert all(each.due_on and each.due_on > each.received_on for each in mandates)


def test_each_case_says_what_became_of_it_and_who_looks_after_the_people_of_some(filled: Session) -> None:
    made = set(filled.execute(sa.select(Petition.disposal).distinct()).scalars())
    looked_after = filled.execute(sa.select(Petition).where(Petition.stability_unit_id.is_not(None))).scalars().all()

    assert {Disposal.CHARGED, Disposal.ANSWERED} <= made
    assert all(case.sponsor_id is not None for case in looked_after)
