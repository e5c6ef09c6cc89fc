"""A unit's page shows its own figures where enough stand behind them, to those who reach it."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.people import Assignment
from accounts.roles import Role
from ledgers import operations as ledger_operations
from reports.board import unit_page
from reports.gathering.unit_cases import Days, UnitCases
from reports.period import Month, Quarter
from reports.period_names import period_name
from surveys.counting.release import Cell
from tests.reports.gathering import test_survey_figures
from web.errors import Missing

TODAY = date(2026, 11, 24)
release = test_survey_figures.release


@pytest.fixture
def of(session, enterprise, october):
    """The page of a unit for somebody."""

    def go(unit, who="leader"):
        person = enterprise.people[who] if isinstance(who, str) else who
        return unit_page.load(session, enterprise.units[unit], person, today=TODAY)

    return go


def test_it_counts_four_whole_quarters_and_the_months_since():
    assert unit_page.months(TODAY) == (Month(2025, 10), Month(2026, 10))


def test_a_unit_counts_with_everything_below_it_and_small_ones_are_hidden(of):
    assert of("生产一部").cases.came == 23
    assert of("一车间").cases.by_month[-2:] == (8, None)
    assert of("检修班").cases.came is None
    assert of("机关").cases.replied == 12


def test_a_unit_is_drawn_by_the_month_where_most_months_are_told_and_else_by_the_quarter():
    drawn = unit_page._over_time
    monthly = UnitCases(by_month=(7,) * 9 + (None,) * 3, by_quarter=(20,) * 8)
    assert drawn(monthly, TODAY)["rows"][-1] == ("10月", "＊")
    assert "断开的月份" in drawn(monthly, TODAY)["note"]
    quarterly = UnitCases(by_month=(None,) * 12, by_quarter=(None,) * 7 + (6,))
    assert drawn(quarterly, TODAY)["rows"] == tuple(
        (period_name(each), "6" if each == Quarter(2026, 3) else "＊") for each in Days(TODAY).quarters
    )
    assert drawn(UnitCases(by_month=(None,) * 12, by_quarter=(None,) * 8), TODAY) is None


def test_the_units_below_are_drawn_beside_each_other(of):
    below = of("岱山能源集团").below
    assert below["rows"][0] == ("生产一部", "23")
    assert ("生产二部", "＊") in below["rows"]
    assert of("二车间").below is None


def test_nobody_reads_a_unit_beyond_their_reach(of, enterprise):
    part = replace(enterprise.people["leader"], assignments=(Assignment(Role.LEADER, enterprise.units["生产一部"]),))
    assert of("生产一部", part).above is None
    assert of("一车间", part).above.name == "生产一部"
    for unit in ("生产二部", "岱山能源集团", "机关"):
        with pytest.raises(Missing):
            of(unit, part)
    with pytest.raises(Missing):
        of("一车间", "handler")


def test_the_newest_survey_that_tells_the_unit_apart_is_shown_beside_the_enterprise(
    of, enterprise, monkeypatch, release
):
    shown = replace(release.groups[1], id=enterprise.units["一车间"], index=Cell(58.0))
    hidden = replace(shown, shown=False)
    newest = replace(release, title="新的", groups=(hidden,))
    found = [replace(release, groups=(release.groups[0], shown)), newest]
    monkeypatch.setattr(unit_page.surveys, "releases_in", lambda *_asked: found)
    assert of("一车间").survey.title == "2026年员工幸福指数调查"
    assert (of("一车间").survey.index, of("一车间").survey.enterprise) == (58.0, 60.4)
    assert of("二车间").survey is None


def test_its_ledgers_are_counted_with_what_is_late(of, session, enterprise, clock):
    officer = enterprise.people["officer"]
    given = {"title": "转岗顾虑", "kind": "reform", "unit": enterprise.units["一车间"], "demands": "讲清"}
    ledger_operations.add(
        session, "risks", given | {"day": date(2026, 10, 1), "due": date(2026, 11, 1)}, actor=officer, now=clock()
    )
    found = of("生产一部").ledgers
    assert (sum(count for _level, count in found.risks), found.late_risks) == (1, 1)
    assert of("生产二部").ledgers.risks == ()
