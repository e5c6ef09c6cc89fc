"""A year's five stand where what was confirmed leaves them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.queries import unit_tree
from ledgers import operations
from ledgers.yearly import operations as yearly_operations
from ledgers.yearly import queries as yearly
from tests.ledgers.conftest import TODAY
from web.errors import Refusal


def test_only_what_was_confirmed_counts(session: Session, enterprise: Any, clock: Any, five: list[Any]) -> None:
    officer = enterprise.people["officer"]
    for day, step in ((date(2026, 11, 2), "confirm"), (date(2026, 11, 9), "reject"), (date(2026, 11, 16), None)):
        given = {
            "title": "十一人到集团公司门口反映食堂",
            "kind": str(five[2].id),
            "day": day,
            "unit": enterprise.units["一车间"],
            "level": "group",
            "people": 11,
        }
        row = operations.add(session, "never_events", given, actor=officer, now=clock())
        if step:
            operations.perform(session, row.id, step, {}, "信访办认定", actor=officer, now=clock())
    found = yearly.standings(session, TODAY)
    assert [each.this_year for each in found] == [0, 0, 1, 0, 0]
    assert found[2].days_without == 22
    assert yearly.standings(session, date(2027, 1, 5)) == []


def test_what_a_company_words_otherwise_stands_beside_the_enterprises_lines(
    session: Session, enterprise: Any, clock: Any, five: list[Any], company: int
) -> None:
    officer, tree = enterprise.people["officer"], unit_tree(session)
    labels = [each.label for each in five[:4]] + ["不发生井下透水事故"]
    yearly_operations.choose(session, 2026, labels, unit_id=company, actor=officer, now=clock())

    assert yearly.items(session, 2026) == five
    assert [each.label for each in yearly.items(session, 2026, company)] == labels
    assert [each.label for each in yearly.lines(session, tree, 2026)[5:]] == ["生产一部：不发生井下透水事故"]
    own = yearly.items(session, 2026, company)[-1]
    given = {"title": "水仓透水", "kind": str(own.id), "day": date(2026, 11, 2), "level": "company", "people": 0}
    row = operations.add(
        session, "never_events", given | {"unit": enterprise.units["一车间"]}, actor=officer, now=clock()
    )
    operations.perform(session, row.id, "confirm", {}, "安监部认定", actor=officer, now=clock())
    with pytest.raises(Refusal) as refused:
        operations.add(
            session, "never_events", given | {"unit": enterprise.units["三车间"]}, actor=officer, now=clock()
        )
    assert refused.value.field == "kind"

    def happened(units: set[int] | None) -> dict[str, int]:
        return {each.label: each.this_year for each in yearly.standings(session, TODAY, units) if "透水" in each.label}

    assert happened(None) == {"生产一部：不发生井下透水事故": 1}
    assert happened({enterprise.units["一车间"]}) == {"生产一部：不发生井下透水事故": 1}
    assert happened({enterprise.units["三车间"]}) == {}
    # Worded as the enterprise does from now on: what happened is the enterprise's.
    yearly_operations.choose(session, 2026, [each.label for each in five], unit_id=company, actor=officer, now=clock())
    assert [each.this_year for each in yearly.standings(session, TODAY)] == [0, 0, 0, 0, 1]
    assert [(each.id, each.label) for each in yearly.outworn(session, tree)] == [
        (own.id, f"{five[4].label}（生产一部）")
    ]


def test_companies_are_units_with_an_office_of_their_own_that_one_reaches(
    session: Session, enterprise: Any, company: int
) -> None:
    tree = unit_tree(session)
    assert yearly.companies(session, tree, enterprise.people["officer"]) == [company]
    assert yearly.companies(session, tree, enterprise.people["leader"]) == []
