"""Gathering a period: what is frozen stays, and what stands around the figures."""

from datetime import date

import pytest

from accounts import preferences
from accounts.queries import unit_tree
from accounts.unit_operations import change_unit
from reports import queries
from reports.gathering import monthly
from reports.period import Month, Quarter, Year

OCTOBER = Month(2026, 10)


@pytest.fixture
def gathered(session, october):
    """October's figures as of the clock's day."""
    return lambda month=OCTOBER, today=date(2026, 11, 24): monthly.gather(session, month, today=today)


def test_what_happens_after_the_month_does_not_change_its_counts(gathered, file_case, session):
    before = gathered()
    file_case("XF202611AAAA", date(2026, 11, 3))
    session.commit()
    assert gathered() == before


def test_recipients_become_lines_of_the_colophon(session, october):
    preferences.write(
        session, report_recipients="公司领导\n送：各部门。", report_copies=30, organisation="岱山能源集团"
    )
    session.flush()
    found = monthly.gather(session, OCTOBER, today=date(2026, 11, 24))
    assert found.recipients == ("报：公司领导。", "送：各部门。")
    assert found.publisher == "岱山能源集团"
    assert found.copies == 30


def test_a_running_month_is_not_complete_and_a_quarter_has_a_title_of_its_own(gathered):
    half = gathered(today=date(2026, 10, 5))
    assert not half.complete
    assert half.counted_to == "2026-10-05"
    assert gathered(Quarter(2026, 3)).report_title == "职工诉求与信访工作季报"


def test_only_a_known_case_that_is_no_accusation_may_be_reported(session, october, enterprise):
    officer, inspector = enterprise.people["officer"], enterprise.people["inspector"]
    assert monthly.reportable(session, "XF2026100003", officer)
    assert not monthly.reportable(session, "XF202610HIDE", officer)
    assert not monthly.reportable(session, "XF202610ACCU", inspector)
    assert not monthly.reportable(session, "XF000000XXXX", officer)


def test_a_unit_renamed_or_merged_within_the_year_leaves_what_was_issued_and_loses_no_case(
    gathered, issue, session, enterprise, clock
):
    report = issue(OCTOBER)
    before, _words = queries.frozen(session, report.id)
    part, shop, office = (enterprise.units[name] for name in ("生产一部", "一车间", "机关"))
    change = {"headcount": 100, "actor": enterprise.people["admin"], "now": clock()}
    renamed = {"name": "智能综采部", "parent_id": unit_tree(session)[part].parent_id}
    change_unit(session, part, active=True, **renamed, **change)
    assert any("智能综采部" in each.label for each in gathered().petitions.units)
    change_unit(session, shop, name="一车间", parent_id=office, active=False, **change)
    now = gathered(Year(2026)).petitions
    assert queries.frozen(session, report.id)[0] == before
    assert not any("智能综采部" in each.label for each in before.petitions.units)
    assert sum(each.count.now for each in now.units) == now.registered.now - 1
    assert gathered().petitions.registered == before.petitions.registered
