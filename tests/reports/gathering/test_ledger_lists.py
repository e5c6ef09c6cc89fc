"""The ledgers' rows of a period for the appendix: what belongs to it, in words, and no family."""

from datetime import date

import pytest

from ledgers import operations
from ledgers.answers import operations as answer_operations
from reports.gathering import ledger_lists
from reports.period import Month, Quarter

NOVEMBER = Month(2026, 11)
TODAY = date(2026, 11, 30)


@pytest.fixture
def add(session, enterprise, clock):
    """List an entry in a ledger and take it through steps."""

    def go(ledger, *steps, **contents):
        given = {"title": "某事", "unit": enterprise.units["一车间"], "day": date(2026, 11, 3)} | contents
        given = {code: value for code, value in given.items() if value is not None}
        row = operations.add(session, ledger, given, actor=enterprise.people["officer"], now=clock())
        for step, values in steps:
            operations.perform(session, row.id, step, values, actor=enterprise.people["officer"], now=clock())
        return row

    return go


def lists(session, period=NOVEMBER):
    return {each.title: each for each in ledger_lists.gather(session, period, today=TODAY)}


def test_empty_ledgers_have_no_list(session, enterprise):
    assert lists(session) == {}


def test_a_risk_stands_in_the_list_while_it_is_open_and_in_the_words_of_its_ledger(session, add):
    add("risks", title="夜班津贴", kind="pay", demands="某事", people=12)
    (row,) = lists(session)["不稳定因素排查化解台账"].rows
    assert row[0] == "1"
    assert row[2:7] == ("2026-11-03", "薪酬待遇", "夜班津贴", "生产一部／一车间", "12")
    assert row[-1] == "排查发现，待登记"
    assert lists(session, Month(2026, 10)) == {}
    assert "不稳定因素排查化解台账" in lists(session, Quarter(2026, 4))


def test_families_stand_in_no_row_and_gatherings_do(session, add):
    handed = ("give", {"given_on": date(2026, 11, 10), "people": 3, "amount": 500_050})
    add("aid", ("check", {}), handed, title="大病救助（一车间）", kind="illness", name="张三")
    add("aid", ("check", {}), handed, title="十一月送温暖", kind="warmth")
    found = lists(session)["送温暖、送清凉台账"]
    assert [row[4] for row in found.rows] == ["十一月送温暖"]
    assert found.rows[0][-1] == "5,000.50"
    assert "密封" in found.note
    assert "张三" not in str(lists(session))
    assert "大病救助（一车间）" not in str(lists(session))


def test_a_policy_is_listed_with_how_often_it_was_explained(session, add, enterprise, clock):
    row = add(
        "policies", ("publish", {}), unit=None, title="夜班津贴怎么算", kind="pay", answer="按班次。", basis="集体合同"
    )
    answer_operations.explain(session, row.id, "call", actor=enterprise.people["officer"], now=clock())
    (listed,) = lists(session)["政策解释台账"].rows
    assert listed[1:4] == ("夜班津贴怎么算", "工资与奖金", "集体合同")
    assert listed[-1] == "1"


def test_a_measure_is_listed_with_its_target_and_where_it_stands(session, add):
    add("measures", title="换热水器", kind="deed", said="没热水", plan="换", target="零投诉", due=date(2026, 12, 1))
    (row,) = lists(session)["实事与整改台账"].rows
    assert row[3:5] == ("换热水器", "零投诉")
    assert row[6:] == ("2026-12-01", "已列计划", "—")


def test_every_row_has_as_many_cells_as_its_table_has_heads(session, add):
    add("risks", kind="pay", demands="某事")
    add("measures", kind="deed", said="没热水", plan="换", target="零投诉", due=date(2026, 12, 1))
    for each in lists(session).values():
        assert all(len(row) == len(each.heads) for row in each.rows)
