"""The leader's board is the month's report as it stands: the same figures, compared with as many days."""

from dataclasses import replace
from datetime import date

import pytest

from accounts import queries as accounts
from accounts.people import Assignment
from accounts.roles import Role
from ledgers import operations as ledgers
from ledgers.declaration import Source
from reports import operations
from reports.board import page as board
from reports.gathering import monthly
from reports.period import Month

TODAY = date(2026, 10, 9)


@pytest.fixture
def loaded(session, october):
    """The board of a month as of a day."""

    def go(today=date(2026, 11, 24)):
        return board.load(session, Month(2026, 10), today=today).value

    return go


def test_a_whole_month_shows_the_figures_of_its_report(loaded, session):
    assert loaded().statement == monthly.gather(session, Month(2026, 10), today=date(2026, 11, 24))


def test_a_running_month_is_compared_with_as_many_days_of_the_last_one(loaded):
    running = loaded(today=TODAY).statement.petitions
    assert (running.registered.now, running.registered.before) == (11, 7)
    assert loaded().statement.petitions.registered.before == 8


def test_the_trend_leaves_out_the_month_that_still_runs(loaded):
    assert [point.month for point in loaded(today=TODAY).statement.petitions.trend][-1] == "2026-09"
    assert [point.month for point in loaded().statement.petitions.trend][-1] == "2026-10"


def test_every_figure_with_a_list_has_one_without_accusations_and_hidden_cases(loaded):
    lists = loaded().lists
    assert set(lists) == set(board.LISTS)
    numbers = {line.number for lines in lists.values() for line in lines}
    assert "XF202610W001" in numbers
    assert not numbers & {"XF202610ACCU", "XF202610HIDE"}
    assert [line.number for line in lists["late"]] == ["XF202608LATE"]


def test_an_empty_system_has_a_board_too(session, enterprise):
    found = board.load(session, Month(2026, 11), today=date(2026, 11, 24)).value
    assert found.statement.petitions is None
    assert found.survey is None
    assert not any(found.lists.values())


def test_who_reaches_a_part_of_the_enterprise_does_not_read_the_whole(session, enterprise):
    tree = accounts.unit_tree(session)
    leader = enterprise.people["leader"]
    part = replace(leader, assignments=(Assignment(Role.LEADER, enterprise.units["生产一部"]),))
    mixed = replace(part, assignments=(*part.assignments, Assignment(Role.HANDLER, enterprise.units["岱山能源集团"])))
    assert board.is_for(leader, tree)
    assert not board.is_for(part, tree)
    assert not board.is_for(mixed, tree)


def test_what_stands_out_is_told_and_whether_it_is_a_risk_already(session, october, file_case, enterprise, clock):
    for number in range(6):
        file_case(f"XF202609PAY{number}", date(2026, 9, 20), category="pay")
    for number in range(9):
        file_case(f"XF202610FOD{number}", date(2026, 10, 21), category="canteen")
    statement = board.load(session, Month(2026, 10), today=date(2026, 11, 24)).value.statement
    warned = board.warned(session, statement)
    assert [(each.title, is_listed) for each, is_listed in warned] == [("“工资报酬与奖金”类诉求明显增多", False)]
    given = {"title": warned[0][0].title, "kind": "other", "unit": enterprise.units["机关"], "demands": "核实"}
    source = Source(operations.SOURCE, "2026-10")
    ledgers.add(session, "risks", given, source=source, actor=enterprise.people["officer"], now=clock())
    assert board.warned(session, statement)[0][1]
