"""Cases by content and by unit over months, quarters and years: what a month hid, a longer report does not give away."""

from datetime import date, timedelta

import pytest

from accounts.units import UnitRow, UnitTree
from petitions.kinds import CATEGORIES, Channel, LegalClass, Naming
from petitions.rates.selection import CaseFacts
from petitions.workflow import State
from reports.gathering.breakdowns import OTHER_UNITS, OTHERS, Breakdowns
from reports.period import Month, Quarter, Year

TREE = UnitTree(
    [
        UnitRow(1, None, "集团", 0, 0, True),
        UnitRow(2, 1, "采掘部", 0, 0, True),
        UnitRow(3, 1, "机电部", 0, 1, True),
        UnitRow(4, 2, "综采队", 0, 0, True),
        UnitRow(5, 1, "后勤部", 0, 2, True),
    ]
)
TODAY = date(2026, 12, 31)


def make(month, category, count, unit=3, legal=LegalClass.CLAIM):
    day = date(2026, month, 1)
    return [
        CaseFacts(
            f"XF{month:02d}{category}{unit}{number}", legal, Naming.ANONYMOUS, Channel.WEB, category, unit, None, 1, False,
            State.REGISTERED, day + timedelta(days=number % 28),
        )
        for number in range(count)
    ]  # fmt: skip


def told(cases, period, bases=(None, None)):
    rows = Breakdowns(cases, TREE, TODAY, CATEGORIES).categories(period, bases)
    return {row.label: row.count.now if row.count else None for row in rows}


@pytest.fixture
def third_quarter():
    """Pay: 6, 7 and 3 (hidden); safety: 9 each month; canteen: 0, 0 and 6 (hidden with pay)."""
    cases = [*make(7, "pay", 6), *make(8, "pay", 7), *make(9, "pay", 3), *make(9, "canteen", 6)]
    return [*cases, *(case for month in (7, 8, 9) for case in make(month, "safety", 9))]


def test_a_month_puts_small_labels_together(third_quarter):
    september = told(third_quarter, Month(2026, 9))
    assert september == {"安全生产与职业健康": 9, OTHERS: 9}


def test_a_quarter_does_not_give_away_what_a_month_hid(third_quarter):
    quarter = told(third_quarter, Quarter(2026, 3))
    assert quarter == {"安全生产与职业健康": 27, OTHERS: 22}
    assert told(third_quarter, Year(2026)) == quarter


def test_a_quarter_tells_what_its_months_told(third_quarter):
    open_ = [case for case in third_quarter if not (case.filed_on.month == 9 and case.category != "safety")]
    assert told(open_, Quarter(2026, 3))["工资报酬与奖金"] == 13


def test_a_base_is_told_where_its_own_report_told_it(third_quarter):
    cases = [*third_quarter, *make(10, "pay", 8), *make(10, "safety", 5)]
    rows = Breakdowns(cases, TREE, TODAY, CATEGORIES).categories(Month(2026, 10), (Month(2026, 9), Month(2026, 8)))
    pay, safety = rows
    assert (pay.count.before, pay.count.year_before) == (None, 7)
    assert (safety.count.before, safety.count.year_before) == (9, 9)


def test_units_of_a_quarter_are_those_of_the_first_level():
    cases = [case for month in (7, 8, 9) for unit in (3, 4) for case in make(month, "pay", 6, unit)]
    cases += make(7, "pay", 2, 5)
    found = Breakdowns(cases, TREE, TODAY, CATEGORIES)
    months = {row.label for row in found.units(Month(2026, 8))}
    assert "采掘部／综采队" in months or "采掘部" in months
    quarter = {row.label: row.count.now for row in found.units(Quarter(2026, 3))}
    assert "后勤部" not in quarter
    assert sum(quarter.values()) in (18, 36, 38)
    assert set(quarter) <= {"采掘部", "机电部", OTHER_UNITS}


def test_lines_of_a_quarter_tell_of_each_case_what_its_own_month_told(third_quarter):
    lines = Breakdowns(third_quarter, TREE, TODAY, CATEGORIES).lines(Quarter(2026, 3))
    assert len(lines) == len(third_quarter)
    september = {line.category for line in lines if line.registered.startswith("2026-09")}
    assert september == {"安全生产与职业健康", "其他"}
    assert "工资报酬与奖金" in {line.category for line in lines if line.registered.startswith("2026-07")}


def test_a_month_of_which_some_cases_are_not_known_tells_no_content(third_quarter):
    for first, is_told in ((date(2026, 7, 1), True), (date(2026, 8, 1), False)):
        found = Breakdowns(third_quarter, TREE, TODAY, CATEGORIES, whole_from=first)
        assert bool(found.told_content(Month(2026, 7))) is is_told


def test_accusations_are_broken_down_nowhere():
    cases = make(9, "conduct", 9, legal=LegalClass.ACCUSATION)
    assert told(cases, Month(2026, 9)) == {}
    assert Breakdowns(cases, TREE, TODAY, CATEGORIES).lines(Month(2026, 9)) == ()


def test_what_came_in_later_than_today_is_not_counted(third_quarter):
    found = Breakdowns(third_quarter, TREE, date(2026, 7, 3), CATEGORIES).categories(Month(2026, 7), ())
    assert sum(row.count.now for row in found if row.count) < 15
