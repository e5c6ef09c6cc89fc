"""What was brought over is found by its old number, and known as untouched until somebody works on it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions import offices
from petitions.lists import queue
from petitions.lists.filters import Filters
from petitions.models import Petition
from petitions.old_ledger import carrying_over
from petitions.old_ledger import queries as carried_over
from tests.petitions.old_cases import MAPPING, keep, rows


def test_a_case_is_found_by_the_number_it_had(session: Session, enterprise: Any, clock: Any) -> None:
    officer = enterprise.people["officer"]
    found = rows({"编号": "信〔2025〕12号"}, {"编号": ""})
    import_id = keep(session, officer, clock(), found)
    front = offices.front(session)
    tried = carrying_over.trial(session, found, MAPPING, actor=officer, today=clock().date())
    first, second = (
        carrying_over.bring_over(session, each, front, import_id=import_id, officer=officer, actor=officer, now=clock())
        for each in tried.good
    )
    groups = enterprise.groups
    assert carried_over.old_numbers(session, {groups["union"]}) == {"信〔2025〕12号"}
    # Every office counts its own, and does not learn of another's by being refused a number.
    assert carried_over.old_numbers(session, {groups["discipline"]}) == frozenset()
    assert carried_over.old_number(session, second.id) == ""
    page = queue.page(session, officer, Filters(view="all", number=" 信〔2025〕12号"), today=clock().date())
    assert [row.id for row in page.rows] == [first.id]
    assert carried_over.of_import(session, import_id) == (sorted([first.id, second.id]), 0)
    # A case that another one repeats is no longer nobody's business.
    second.repeat_of_id, second.is_repeat = first.id, True
    session.flush()
    assert carried_over.of_import(session, import_id) == ([second.id], 1)
    assert carried_over.carried_over(session) == {first.id, second.id}


def test_a_case_that_began_here_has_no_old_number(session: Session, casework: Any) -> None:
    petition, _key = casework.file()
    assert carried_over.old_number(session, petition.id) is None
    assert session.execute(sa.select(Petition.id).where(carried_over.with_old_number(""))).all() == []
