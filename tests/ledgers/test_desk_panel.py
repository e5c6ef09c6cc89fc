"""The desk's home names what of the ledgers is late or due, what waits, and who owes a report."""

from datetime import timedelta

import pytest

from accounts import queries as accounts
from ledgers import desk_panel
from tests.ledgers.conftest import TODAY


@pytest.fixture
def panel(session, enterprise):
    """The panel of somebody."""
    return lambda who="officer": desk_panel.panel(session, enterprise.people[who], today=TODAY)


def test_what_is_late_stands_before_what_is_due_and_the_rest_is_left_out(panel, listed):
    listed(title="下月的", due=TODAY + timedelta(days=8))
    listed(title="本周的", due=TODAY + timedelta(days=7))
    listed(title="晚了的", day=TODAY - timedelta(days=9), due=TODAY - timedelta(days=1))
    found = panel()
    assert [each.title for each in found["rows"]] == ["晚了的", "本周的"]
    assert found["late"] == 1


def test_many_are_counted_and_few_are_named(panel, listed):
    for number in range(desk_panel.ROWS + 2):
        listed(title=f"第{number}件", due=TODAY)
    found = panel()
    assert (len(found["rows"]), found["due"], found["late"]) == (desk_panel.ROWS, desk_panel.ROWS + 2, 0)


def test_what_was_reported_waits_for_those_who_write_ledgers(panel, listed):
    listed("risks")
    listed("aid")
    assert [(each.ledger.name, each.count) for each in panel()["waiting"]] == [("risks", 1), ("aid", 1)]
    assert panel("handler")["waiting"] == []


def test_nobody_sees_what_their_units_do_not_hold(session, enterprise, listed):
    listed("risks", due=TODAY)
    tree = accounts.unit_tree(session)
    stranger = enterprise.people["inspector"]
    assert desk_panel.waiting(session, stranger, tree) == []
    assert desk_panel.panel(session, stranger, today=TODAY)["rows"] == []


def test_it_stands_on_the_desks_home(client, sign_in, listed):
    listed(title="夜班津贴公示", due=TODAY)
    page = sign_in(client, "officer").get("/desk/").get_data(as_text=True)
    assert "夜班津贴公示" in page
    assert "个单位未报" in page
