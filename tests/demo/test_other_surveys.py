"""A story: surveys by slips and by invitation and one with every kind of question are held and published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from database import Database
from demo import other_surveys, people
from demo.cases import at
from demo.other_surveys import PLANS
from surveys import queries
from surveys.counting.release import Release
from surveys.items import INVITATIONS, OPEN_LINK, SLIPS
from tests.surveys import invited as by_invitation

OPENS = date(2026, 3, 5)


quick_keys = by_invitation.quick_keys


@pytest.fixture
def held(app: Flask, database: Database, clock: Any, quick_keys: None) -> dict[str, Release]:
    """The three surveys with few answers, by their way of admission."""
    with app.test_request_context():
        with database.writing() as session, session.begin():
            staffing = people.found(session, now=at(OPENS - timedelta(days=20)), confirmed=at(OPENS))
        for number, plan in PLANS.items():
            fewer = replace(plan, share=0.15 if plan.admission == INVITATIONS else 0.06)
            other_surveys.hold(database, staffing, fewer, opens=OPENS, seed=number)
    with database.reading() as session:
        found = [queries.release(session, survey.id) for survey in queries.released(session)]
    return {release.admission: release for release in found if release is not None}


def test_each_way_of_admission_has_its_account_and_every_kind_of_question_its_figures(held: dict[str, Release]) -> None:
    assert set(held) == {SLIPS, INVITATIONS, OPEN_LINK}
    slips = held[SLIPS].slips
    assert len(slips) > 20
    lost = [
        row.issued - row.used - row.signed_off for row in slips if row.used is not None and row.signed_off is not None
    ]
    assert sorted(lost)[-2:] in ([0, 2], [0, 0])
    by_invitation = held[INVITATIONS]
    invited = sum(row.invited for row in by_invitation.drawing)
    assert by_invitation.drawn is not None
    assert 0 < by_invitation.answered <= by_invitation.drawn < invited == by_invitation.headcount
    kinds = {item.id: (item.type, item.kind, item.mean) for item in held[OPEN_LINK].items}
    assert kinds["training_wishes"][:2] == ("ranking", "shares")
    assert kinds["own_time"][0] == "number"
    assert kinds["last_trained"][0] == "date"
