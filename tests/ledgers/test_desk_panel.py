"""The desk's home names what of the ledgers is late or due, what waits, and who owes a report."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts import queries as accounts
from accounts.people import Assignment
from accounts.roles import Role
from ledgers import desk_panel, operations, queries, risks
from tests.ledgers.conftest import TODAY
from web.errors import Missing


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


def test_a_leader_finds_what_they_answer_for_until_it_is_struck(
    client, sign_in, session, enterprise, listed, clock, panel
):
    leader, officer = enterprise.people["leader"], enterprise.people["officer"]
    row, other = listed("risks"), listed("risks", title="没有领导账号的")
    due = TODAY + timedelta(days=60)
    guard = {"leader": "领导", "owner": enterprise.people["handler"].id, "due": due, "measures": "逐户走访"}

    def take(entry, step, **given):
        operations.perform(session, entry.id, step, given, "写明", actor=officer, now=clock())
        session.commit()

    for entry, more in ((row, {"leader_account": leader.id}), (other, {})):
        take(entry, "register")
        take(entry, "grade", level="orange")
        take(entry, "assign", **guard, **more)

    assert [each.title for each in panel("leader")["led"]] == [row.title]
    assert panel("officer")["led"] == []
    session.commit()
    page = sign_in(client, "leader").get("/desk/").get_data(as_text=True)
    assert "您包保的，还没有销号" in page
    for step, given in (("defuse", {"outcome": "defused"}), ("revisit", {}), ("strike", {})):
        assert panel("leader")["led"] != []
        take(row, step, **given)
    assert panel("leader")["led"] == []


def test_whoever_takes_over_as_leader_finds_it_instead(session, enterprise, listed, clock, panel):
    officer = enterprise.people["officer"]
    row = listed("risks")
    row.state, row.leader_id = risks.GUARDED, enterprise.people["leader"].id
    session.commit()
    given = {"leader": "副总经理", "leader_account": enterprise.people["handler"].id}
    operations.perform(session, row.id, "lead", given, actor=officer, now=clock())
    session.commit()
    assert panel("leader")["led"] == []
    assert [each.id for each in panel("handler")["led"]] == [row.id]


def test_a_leader_may_open_what_they_answer_for_in_a_unit_they_do_not_reach(session, enterprise, listed):
    elsewhere = replace(
        enterprise.people["leader"], assignments=(Assignment(Role.LEADER, enterprise.units["生产二部"]),)
    )
    row, tree = listed("risks"), accounts.unit_tree(session)
    with pytest.raises(Missing):
        queries.entry(session, risks.LEDGER, row.id, elsewhere, tree)
    row.leader_id = elsewhere.id
    session.commit()
    assert queries.entry(session, risks.LEDGER, row.id, elsewhere, tree).leader_id == elsewhere.id
