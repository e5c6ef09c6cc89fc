"""An old register was brought into the demonstration: every row a case with the number it had there."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions.models import CarriedOver, Petition


def test_every_row_became_a_case_of_its_month(filled: Session) -> None:
    brought = filled.execute(sa.select(CarriedOver)).scalars().all()
    cases = [filled.get_one(Petition, each.petition_id) for each in brought]

    assert len({each.petition_id for each in brought}) == 12
    assert {case.filed_on.month for case in cases} == {10}
