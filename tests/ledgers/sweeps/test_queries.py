"""Who has reported is told unit by unit: by what they listed, or by a zero report of this round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from accounts import operations
from accounts import queries as accounts
from accounts.people import Assignment
from accounts.roles import Role
from ledgers.models import LedgerEntry
from ledgers.sweeps import operations as sweep_operations
from ledgers.sweeps import queries as sweeping
from tests.ledgers.conftest import TODAY


def test_what_a_unit_below_lists_counts_for_the_unit_that_reports(
    session: Session, listed: Callable[..., LedgerEntry], enterprise: Any, clock: Any
) -> None:
    officer, tree = enterprise.people["officer"], accounts.unit_tree(session)
    assert [each.unit.name for each in sweeping.load(session, officer, tree, today=TODAY).missing] == [
        "生产一部",
        "生产二部",
        "机关",
    ]
    listed("risks")
    sweep_operations.report_zero(session, enterprise.units["机关"], actor=officer, now=clock())
    found = sweeping.load(session, officer, tree, today=TODAY)
    assert [each.unit.name for each in found.missing] == ["生产二部"]
    assert found.reports[0].found == 1
    clock.advance(days=7)
    assert len(sweeping.load(session, officer, tree, today=clock().date()).missing) == 3
    assert [(each.reported, each.asked) for each in found.earlier] == [(0, 3)] * 7
    before = sweeping.load(session, officer, tree, today=clock().date()).earlier[0]
    assert (before.reported, before.missing) == (2, ("生产二部",))


def test_a_handler_is_asked_for_the_units_they_reach(session: Session, enterprise: Any) -> None:
    local = replace(enterprise.people["handler"], assignments=(Assignment(Role.HANDLER, enterprise.units["生产二部"]),))
    found = sweeping.load(session, local, accounts.unit_tree(session), today=TODAY)
    assert [(each.unit.name, each.is_mine) for each in found.reports] == [("生产二部", True)]


def test_a_level_asks_its_units_and_those_above_it_that_end_there(session: Session, enterprise: Any) -> None:
    tree = accounts.unit_tree(session)
    assert sweeping.levels(tree) == [1, 2]
    assert [each.name for each in sweeping.at_level(tree, 1)] == ["生产一部", "生产二部", "机关"]
    assert [each.name for each in sweeping.at_level(tree, 2)] == [
        "一车间",
        "二车间",
        "检修班",
        "三车间",
        "四车间",
        "机关",
    ]


def test_the_people_given_a_unit_are_named_as_those_who_report(session: Session, enterprise: Any, clock: Any) -> None:
    operations.add_account(
        session,
        username="zheng",
        name="郑军",
        password=enterprise.password,
        assignments=[Assignment(Role.HANDLER, enterprise.units["生产二部"])],
        actor=None,
        now=clock(),
    )
    found = sweeping.load(session, enterprise.people["officer"], accounts.unit_tree(session), today=TODAY)
    assert found.reporters == {
        enterprise.units["生产一部"]: [],
        enterprise.units["生产二部"]: ["郑军"],
        enterprise.units["机关"]: [],
    }
