"""The daily digest counts what of the ledgers is late or due and who owes a sweep report, and names neither."""

from datetime import datetime, time, timedelta

import pytest

from accounts import queries as accounts
from ledgers import digest_part
from ledgers.sweeps import operations as sweep_operations
from ledgers.sweeps import queries as sweeping
from tests.ledgers.conftest import TODAY
from web.clock import ZONE

NOW = datetime.combine(TODAY, time(8), tzinfo=ZONE)


@pytest.fixture
def lines(app, session, enterprise):
    """The lines for somebody."""
    with app.test_request_context():
        yield lambda who="officer": digest_part.lines(session, enterprise.people[who], NOW)


def test_late_and_due_are_counted_by_ledger_and_nothing_is_named(lines, listed):
    for days in (-3, -1, 0, 7, 8):
        listed(title="夜班津贴公示", day=TODAY - timedelta(days=9), due=TODAY + timedelta(days=days))
    listed("risks", due=TODAY)
    said = lines()

    assert "实事与整改：超期 2 项，今天到期 1 项，7 天内到期 1 项" in said
    assert "不稳定因素排查化解：超期 0 项，今天到期 1 项，7 天内到期 0 项" in said
    assert "夜班津贴公示" not in "".join(said)
    assert "车间" not in "".join(said)


def test_it_is_as_long_when_there_is_nothing(lines, listed):
    empty = lines()
    listed(due=TODAY)

    assert len(lines()) == len(empty)
    assert all("超期 0 项" in each for each in empty[:-1])


def test_what_is_not_in_ones_reach_is_not_counted(lines, listed):
    listed("risks", due=TODAY)

    assert "不稳定因素排查化解：超期 0 项，今天到期 0 项，7 天内到期 0 项" in lines("inspector")


def test_a_unit_that_reports_is_missed_no_more(lines, session, enterprise):
    tree = accounts.unit_tree(session)
    state = sweeping.standing(session, enterprise.people["officer"], tree, today=TODAY)
    assert lines()[-1] == f"零报告（11月23日至11月29日）：应报 {state.asked} 个单位，还有 {state.asked} 个没报"
    first = sweeping.load(session, enterprise.people["officer"], tree, today=TODAY).missing[0]
    sweep_operations.report_zero(session, first.unit.id, actor=enterprise.people["officer"], now=NOW)

    assert f"还有 {state.asked - 1} 个没报" in lines()[-1]
