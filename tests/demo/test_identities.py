"""Names were asked for in the demonstration: one was granted and read, one waits for a keeper, one may be refused."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo.identities import ASKED_AGO, REASONS
from petitions.identity.asking import Standing, standing
from petitions.identity.models import IdentityReading, IdentityRequest
from petitions.kinds import Naming
from petitions.models import Petition
from tests.demo.conftest import TODAY


def test_three_requests_stand_at_three_places(filled: Session) -> None:
    requests = filled.execute(sa.select(IdentityRequest).order_by(IdentityRequest.asked_on)).scalars().all()
    read = filled.execute(sa.select(IdentityReading.request_id)).scalars().all()

    assert [(TODAY - each.asked_on).days for each in requests] == list(ASKED_AGO)
    assert [standing(each, TODAY) for each in requests] == [Standing.GRANTED, Standing.READY, Standing.ASKED]
    assert read == [requests[0].id]
    assert {filled.get_one(Petition, each.petition_id).naming for each in requests} == {Naming.CONFIDENTIAL}
    assert all(each.asked_on >= filled.get_one(Petition, each.petition_id).filed_on for each in requests)
    assert len(set(REASONS)) == len(ASKED_AGO)
