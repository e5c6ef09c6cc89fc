"""A zero report is given once a round, for a unit one reaches; important periods are the officers' to set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Assignment
from accounts.roles import Role
from ledgers.sweeps import operations as sweep_operations
from ledgers.sweeps import queries as sweeping
from ledgers.sweeps import rounds
from ledgers.sweeps.models import ZeroReport
from tests.ledgers.conftest import TODAY
from web.errors import Forbidden, Missing, Refusal


def test_twice_is_once_and_a_new_round_asks_again(session: Session, enterprise: Any, clock: Any) -> None:
    unit, handler = enterprise.units["生产一部"], enterprise.people["handler"]
    for days in (0, 2, 5):
        clock.advance(days=days)
        sweep_operations.report_zero(session, unit, actor=handler, now=clock())
    begun = sorted(session.execute(sa.select(ZeroReport.round_on)).scalars())
    assert begun == [date(2026, 11, 23), date(2026, 11, 30)]


def test_nobody_reports_for_a_unit_beyond_reach_or_one_that_is_not_asked(
    session: Session, enterprise: Any, clock: Any
) -> None:
    local = replace(enterprise.people["handler"], assignments=(Assignment(Role.HANDLER, enterprise.units["生产二部"]),))
    with pytest.raises(Forbidden):
        sweep_operations.report_zero(session, enterprise.units["生产一部"], actor=local, now=clock())
    with pytest.raises(Missing):
        sweep_operations.report_zero(session, enterprise.units["一车间"], actor=local, now=clock())


def test_an_important_period_makes_rounds_of_days_until_it_is_taken_back(
    session: Session, enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    sweep_operations.add_period(session, " 重要 会议 ", TODAY, date(2026, 11, 26), actor=officer, now=clock())
    (period,) = sweeping.periods(session)
    assert period.name == "重要 会议"
    assert rounds.round_of(TODAY, [period]).is_daily
    sweep_operations.drop_period(session, period.id, actor=officer, now=clock())
    assert sweeping.periods(session) == []
    with pytest.raises(Missing):
        sweep_operations.drop_period(session, period.id, actor=officer, now=clock())


@pytest.mark.parametrize(
    ("name", "last", "field"),
    [("", TODAY, "name"), ("会", date(2026, 11, 23), "last"), ("会", date(2027, 6, 1), "last")],
)
def test_a_period_without_name_or_with_odd_days_is_refused(
    session: Session, enterprise: Any, clock: Any, name: str, last: date, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        sweep_operations.add_period(session, name, TODAY, last, actor=enterprise.people["officer"], now=clock())
    assert refused.value.field == field
    with pytest.raises(Forbidden):
        sweep_operations.add_period(session, "会", TODAY, TODAY, actor=enterprise.people["leader"], now=clock())


def asked(session: Session, today: date = TODAY) -> list[str]:
    tree = accounts.unit_tree(session)
    running = rounds.round_of(today, sweeping.periods(session))
    return [unit.name for unit in sweeping.units_asked(tree, running, sweeping.chosen(session))]


def test_an_officer_chooses_who_reports_and_earlier_rounds_keep_whom_they_asked(
    session: Session, enterprise: Any, clock: Any
) -> None:
    units, officer = enterprise.units, enterprise.people["officer"]
    last_week = TODAY - timedelta(days=7)
    chosen = {units["一车间"], units["三车间"]}
    sweep_operations.choose_units(session, chosen, actor=officer, now=clock())
    assert asked(session) == ["一车间", "三车间"]
    assert asked(session, last_week) == ["生产一部", "生产二部", "机关"]

    clock.advance(days=7)
    sweep_operations.choose_units(session, {units["机关"]}, actor=officer, now=clock())
    assert asked(session, clock().date()) == ["机关"]
    assert asked(session) == ["一车间", "三车间"]


def test_a_choice_changed_twice_in_a_round_leaves_the_last_one(session: Session, enterprise: Any, clock: Any) -> None:
    units, officer = enterprise.units, enterprise.people["officer"]
    for name in ("一车间", "二车间", "二车间"):
        sweep_operations.choose_units(session, {units[name]}, actor=officer, now=clock())
    assert asked(session) == ["二车间"]
    assert len(sweeping.chosen(session)) == 1


def test_a_choice_made_meanwhile_is_not_written_over_unseen(session: Session, enterprise: Any, clock: Any) -> None:
    units, officer, tree = enterprise.units, enterprise.people["officer"], accounts.unit_tree(session)
    local = replace(officer, assignments=(Assignment(Role.OFFICER, units["生产二部"]),))
    before = {units[name] for name in ("生产一部", "生产二部", "机关")}
    seen, elsewhere = (sweeping.mark(before, who, tree) for who in (officer, local))
    sweep_operations.choose_units(session, {units["一车间"], units["生产二部"]}, seen=seen, actor=officer, now=clock())
    with pytest.raises(Refusal) as refused:
        sweep_operations.choose_units(session, {units["机关"]}, seen=seen, actor=officer, now=clock())
    assert refused.value.message == sweep_operations.STALE
    # What changed beyond one's own units is in nobody's way.
    sweep_operations.choose_units(session, {units["三车间"]}, seen=elsewhere, actor=local, now=clock())
    assert asked(session) == ["一车间", "三车间"]


def test_units_that_are_chosen_may_report_and_others_are_not_asked(
    session: Session, enterprise: Any, clock: Any
) -> None:
    units, officer = enterprise.units, enterprise.people["officer"]
    sweep_operations.choose_units(session, {units["一车间"]}, actor=officer, now=clock())
    sweep_operations.report_zero(session, units["一车间"], actor=officer, now=clock())
    with pytest.raises(Missing):
        sweep_operations.report_zero(session, units["生产二部"], actor=officer, now=clock())


def test_nobody_changes_the_units_of_others_and_somebody_has_to_report(
    session: Session, enterprise: Any, clock: Any
) -> None:
    units = enterprise.units
    local = replace(enterprise.people["officer"], assignments=(Assignment(Role.OFFICER, units["生产二部"]),))
    sweep_operations.choose_units(session, {units["三车间"], units["一车间"]}, actor=local, now=clock())
    assert asked(session) == ["生产一部", "三车间", "机关"]
    with pytest.raises(Refusal):
        sweep_operations.choose_units(session, set(), actor=enterprise.people["officer"], now=clock())
    with pytest.raises(Forbidden):
        sweep_operations.choose_units(session, {units["机关"]}, actor=enterprise.people["leader"], now=clock())
