"""A year has five different lines; changing their words keeps what happened to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.people import Assignment
from accounts.roles import Role
from ledgers import never_events
from ledgers.yearly import operations as yearly_operations
from ledgers.yearly import queries as yearly
from web.errors import Forbidden, Refusal

LABELS = list(never_events.VARIANTS["B"][1])


@pytest.mark.parametrize(
    "labels", [LABELS[:4], [*LABELS[:4], LABELS[0]], [*LABELS[:4], "  "], [*LABELS[:4], "字" * 61], [*LABELS, "六"]]
)
def test_a_list_that_is_not_five_different_lines_is_refused(
    session: Session, enterprise: Any, clock: Any, labels: list[str]
) -> None:
    with pytest.raises(Refusal):
        yearly_operations.choose(session, 2026, labels, actor=enterprise.people["officer"], now=clock())


def test_lines_keep_their_ids_when_words_change_or_change_places(
    session: Session, enterprise: Any, clock: Any, five: list[Any]
) -> None:
    swapped = [five[1].label, five[0].label, *(each.label for each in five[2:4]), "不发生别的"]
    yearly_operations.choose(session, 2026, swapped, actor=enterprise.people["officer"], now=clock())
    found = yearly.items(session, 2026)
    assert [each.id for each in found] == [each.id for each in five]
    assert [each.label for each in found] == swapped


def test_a_list_chosen_meanwhile_is_not_written_over_unseen(
    session: Session, enterprise: Any, clock: Any, five: list[Any]
) -> None:
    given = {"actor": enterprise.people["officer"], "now": clock()}
    for year, seen in ((2026, yearly.mark([each.label for each in five])), (2027, "")):
        yearly_operations.choose(session, year, LABELS, seen=seen, **given)
        with pytest.raises(Refusal) as refused:
            yearly_operations.choose(session, year, [*LABELS[:4], "别的"], seen=seen, **given)
        assert refused.value.message == yearly_operations.STALE
        assert [each.label for each in yearly.items(session, year)] == LABELS


def test_the_same_words_go_on_counting_from_the_year_before(
    session: Session, enterprise: Any, clock: Any, five: list[Any]
) -> None:
    clock.advance(days=40)
    labels = [five[0].label, *LABELS[:4]]
    yearly_operations.choose(session, 2027, labels, actor=enterprise.people["officer"], now=clock())
    found = yearly.items(session, 2027)
    assert found[0].since == date(2026, 1, 1)
    assert found[1].since == date(2027, 1, 1)


def test_who_may_choose_and_for_which_years(session: Session, enterprise: Any, clock: Any) -> None:
    with pytest.raises(Forbidden):
        yearly_operations.choose(session, 2026, LABELS, actor=enterprise.people["leader"], now=clock())
    for year in (2015, 2030):
        with pytest.raises(Refusal):
            yearly_operations.choose(session, year, LABELS, actor=enterprise.people["officer"], now=clock())


def test_who_keeps_the_ledgers_of_a_company_words_its_list_and_never_the_enterprises(
    session: Session, enterprise: Any, clock: Any, five: list[Any], company: int
) -> None:
    local = replace(enterprise.people["officer"], assignments=(Assignment(Role.OFFICER, company),))
    with pytest.raises(Forbidden) as refused:
        yearly_operations.choose(session, 2026, LABELS, actor=local, now=clock())
    assert "全企业" in str(refused.value.message)
    assert yearly.items(session, 2026) == five

    yearly_operations.choose(session, 2026, LABELS, unit_id=company, actor=local, now=clock())
    assert [each.label for each in yearly.items(session, 2026, company)] == LABELS


def test_only_a_company_with_an_office_of_its_own_has_a_list(session: Session, enterprise: Any, clock: Any) -> None:
    for unit in (enterprise.units["生产二部"], next(iter(enterprise.units.values()))):
        with pytest.raises(Forbidden):
            yearly_operations.choose(
                session, 2026, LABELS, unit_id=unit, actor=enterprise.people["officer"], now=clock()
            )
