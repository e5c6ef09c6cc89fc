"""Headings are understood as offices write them; a row is taken whole or refused with its first reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ledgers import aid, measures, policies, risks
from ledgers.registry import LEDGERS
from ledgers.values import Names
from ledgers.workbooks import importing
from ledgers.workbooks.importing import BadRow, guess, read_rows

NAMES = Names(units={"一车间": 5}, people={"张伟": 7})
TODAY = date(2026, 11, 24)
ROW = {
    "事项": "岗位合并",
    "类型": "改革与用工",
    "单位": "一车间",
    "主要诉求": "讲清",
    "排查时间": "2026年3月5日",
    "等级": "红（重点）",
}


def _read(**changed: str) -> Any:
    cells = ROW | changed
    return read_rows(risks.LEDGER, [(3, cells)], guess(risks.LEDGER, tuple(cells)), NAMES, today=TODAY)


def test_headings_are_understood_as_offices_write_them() -> None:
    found = guess(
        risks.LEDGER,
        ("序号", "排查 时间", "事项名称：", "矛盾类型", "涉及人数（人）", "责任单位", "包保领导", "化解时限"),
    )
    assert found == {
        "title": "事项名称：",
        "kind": "矛盾类型",
        "day": "排查 时间",
        "unit": "责任单位",
        "people": "涉及人数（人）",
        "due": "化解时限",
        "leader": "包保领导",
    }


def test_whoever_keeps_a_part_brings_in_no_answer_for_the_whole_enterprise() -> None:
    cells = {
        "问题": "夜班津贴怎么算",
        "类别": "工资与奖金",
        "大白话解答": "每班 15 元",
        "依据": "第十二条",
        "适用单位": "",
    }
    rows, mapping = [(3, cells)], guess(policies.LEDGER, tuple(cells))
    assert read_rows(policies.LEDGER, rows, mapping, NAMES, today=TODAY).good
    (bad,) = read_rows(policies.LEDGER, rows, mapping, replace(NAMES, names_a_unit=True), today=TODAY).bad
    assert bad.label == "适用单位"


def test_a_label_goes_before_anothers_alias_and_no_heading_is_used_twice() -> None:
    found = guess(measures.LEDGER, ("责任单位", "承办单位", "分管领导", "包保领导"))
    assert found["unit"] == "责任单位"
    assert found["leader"] == "分管领导"
    assert len(set(found.values())) == len(found)


def test_a_heading_nobody_named_is_proposed_where_it_is_alike_and_nowhere_else() -> None:
    found = guess(risks.LEDGER, ("序号", "职工主要诉求摘要", "不稳定因素事项名称", "领导签字"))
    assert found == {"demands": "职工主要诉求摘要", "title": "不稳定因素事项名称"}


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS.keys())
def test_its_own_labels_are_all_understood(ledger: Any) -> None:
    header = tuple(each.label for each in ledger.columns)
    assert guess(ledger, header) == {each.code: each.label for each in ledger.columns}
    assert set(header) <= set(importing.known(ledger))


def test_a_row_becomes_contents_with_the_state_it_says() -> None:
    (row,) = _read(状态="已分级，待包保").good
    assert row.contents["day"] == date(2026, 3, 5)
    assert (row.contents["unit"], row.contents["level"], row.state) == (5, "red", "graded")


def test_states_and_choices_are_understood_in_the_words_of_other_workbooks() -> None:
    ledger = replace(
        risks.LEDGER,
        columns=tuple(
            replace(each, words={"用工改革": "reform"}) if each.code == "kind" else each
            for each in risks.LEDGER.columns
        ),
        states=tuple(
            replace(each, aliases=("已分好级",)) if each.code == "graded" else each for each in risks.LEDGER.states
        ),
    )
    cells = ROW | {"类型": "用工改革", "状态": "已分好级"}
    (row,) = read_rows(ledger, [(3, cells)], guess(ledger, tuple(cells)), NAMES, today=TODAY).good
    assert (row.contents["kind"], row.state) == ("reform", "graded")


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"事项": ""}, "事项名称"),
        ({"类型": "外星人"}, "类型"),
        ({"单位": "九车间"}, "责任单位"),
        ({"排查时间": "去年"}, "排查日期"),
        ({"状态": "办着呢"}, "状态"),
        ({"化解时限": "2026-01-01"}, "化解时限"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_its_number_column_and_reason(
    changed: dict[str, str], label: str
) -> None:
    found = _read(**changed)
    (bad,) = found.bad
    assert found.good == ()
    assert (bad.number, bad.label) == (3, label)
    assert bad.message % bad.values


def test_empty_rows_are_passed_over_and_a_missing_column_is_a_reason() -> None:
    cells = [(2, {"事项": "", "备注": "合计"}), (3, {"事项": "岗位合并", "备注": ""})]
    found = read_rows(risks.LEDGER, cells, {"title": "事项"}, NAMES, today=TODAY)
    assert found.good == ()
    assert [(each.number, each.label) for each in found.bad if isinstance(each, BadRow)] == [(3, "类型")]


def test_a_row_without_a_day_is_left_to_today_unless_its_limit_has_passed() -> None:
    """It would be refused in the middle of taking over, with what was read forgotten."""
    (row,) = _read(排查时间="", 化解时限="2026-11-24").good
    assert "day" not in row.contents
    (bad,) = _read(排查时间="", 化解时限="2026-11-23").bad
    assert (bad.label, bad.message) == ("排查日期", importing.DAY_NEEDED)


def test_a_row_that_was_taken_out_of_this_ledger_is_not_listed_a_second_time() -> None:
    rows = [(3, ROW | {"编号": "FX2026117QKM"}), (4, ROW | {"编号": "12"}), (5, ROW)]
    assert importing.numbers(rows) == {"FX2026117QKM", "12"}
    found = read_rows(risks.LEDGER, rows, guess(risks.LEDGER, tuple(ROW)), NAMES, today=TODAY, here={"FX2026117QKM"})
    assert [each.number for each in found.good] == [4, 5]
    assert [(each.number, each.label, each.message) for each in found.bad] == [(3, "编号", importing.HERE_ALREADY)]


def test_what_may_be_mapped_ends_with_the_state() -> None:
    found = importing.targets(aid.LEDGER)
    assert found[0] == ("title", "事项", True)
    assert found[-1] == ("state", "状态", False)
    assert ("day", "登记日期", False) in found
