"""The columns of a 信访台账 are understood as offices head them, and every word leads to something known."""

from __future__ import annotations

from ledgers.workbooks.importing import guess, known
from petitions.old_ledger.columns import LEDGER
from petitions.transitions.states import State


def test_its_own_labels_are_all_understood() -> None:
    header = tuple(each.label for each in LEDGER.columns)
    assert guess(LEDGER, header) == {each.code: each.label for each in LEDGER.columns}
    assert set(header) <= set(known(LEDGER))


def test_headings_of_a_real_ledger_are_proposed() -> None:
    header = (
        "序号",
        "信访编号",
        "来访日期",
        "信访形式",
        "姓名",
        "联系电话",
        "反映的主要问题",
        "问题类别",
        "承办单位",
        "处理结果",
        "办结时间",
        "目前状态",
    )
    found = guess(LEDGER, header)
    assert "序号" not in found.values()
    assert found["state"] == "目前状态"
    assert {
        "number",
        "filed",
        "channel",
        "name",
        "contact",
        "text",
        "category",
        "handling_unit",
        "outcome",
        "closed",
    } < set(found)


def test_other_words_lead_to_choices_that_exist() -> None:
    for column in LEDGER.columns:
        assert set(column.words.values()) <= set(column.choices)
    assert all(State(each.code) for each in LEDGER.states)
    aliases = [name for each in LEDGER.states for name in (each.label, *each.aliases)]
    assert len(set(aliases)) == len(aliases)
