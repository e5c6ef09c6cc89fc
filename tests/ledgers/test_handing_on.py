"""Open rows that somebody answers for go to a successor; a closed one stays where it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ledgers import handing_on, operations, queries, risks
from ledgers.declaration import Place


def test_open_rows_go_over_and_closed_ones_stay(session: Session, enterprise: Any, clock: Any) -> None:
    people = enterprise.people
    column = risks.LEDGER.placed(Place.OWNER)
    assert column is not None
    contents = {"title": "岗位合并", "kind": "reform", "unit": enterprise.units["一车间"], "demands": "讲清"}
    contents[column.code] = people["handler"].id
    final = next(iter(risks.LEDGER.final))
    opened = operations.add(session, "risks", contents, actor=people["officer"], now=clock())
    operations.add(session, "risks", contents, state=final, actor=people["officer"], now=clock())
    assert [each.number for each in handing_on.owned(session, people["handler"].id, people["officer"])] == [
        opened.number
    ]
    assert handing_on.owned(session, people["handler"].id, people["inspector"]) == []
    results = handing_on.hand_all(
        session, people["handler"].id, people["leader"].id, actor=people["officer"], now=clock()
    )
    assert results == [(opened.number, "")]
    assert not handing_on.owns_anything(session, people["handler"].id)
    assert handing_on.owns_anything(session, people["leader"].id)
    owners = {each.owner_id for each in queries.every(session, risks.LEDGER) if each.state == final}
    assert owners == {people["handler"].id}
