"""A workbook is read as a questionnaire, as people write it; what is wrong is told row by row."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from paper.sheet_reading import ReadRow
from surveys.drafts.checklist import Remark
from surveys.exchange import questionnaire_reading as reading
from surveys.exchange.questionnaire_reading import Sheets
from surveys.items import Definition, ItemType, ShowIf


def _draw() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):03}"


def _read(*rows: dict[str, str]) -> tuple[Definition, list[Remark]]:
    return reading.read(Sheets([ReadRow(n, row) for n, row in enumerate(rows, start=4)]), _draw())


def test_two_columns_are_enough_and_what_people_call_the_kinds_is_understood() -> None:
    definition, wrong = _read(
        {"题型": "量表题", "题目": "工资公道。"},
        {"题型": "单选题", "题目": "住在哪？", "选项": "厂里；镇上"},
        {"题型": " 0-10 分 ", "题目": "打几分？"},
        {"题型": "填空题", "题目": "叫什么？"},
    )
    assert wrong == []
    assert [item.type for item in definition.items] == [
        ItemType.AGREEMENT,
        ItemType.SINGLE,
        ItemType.TEN,
        ItemType.SHORT,
    ]
    assert [item.required for item in definition.items] == [True, True, True, False]
    assert [item.id for item in definition.items] == ["own_001", "own_002", "own_003", "own_004"]
    assert [option.label for option in definition.items[1].options] == ["厂里", "镇上"]


def test_a_heading_repeated_by_a_merged_cell_is_one_section_and_a_new_dimension_is_made() -> None:
    definition, wrong = _read(
        {"段名": "收入", "题型": "同意程度", "题目": "甲。", "维度": "收入"},
        {"段名": "收入", "题型": "同意程度", "题目": "乙。", "维度": "收入"},
        {"段名": "食堂", "题型": "同意程度", "题目": "丙。", "维度": "食堂"},
    )
    assert wrong == []
    assert [title for _first, title in definition.sections] == ["收入", "食堂"]
    assert [each.label for each in definition.dimensions] == ["收入", "食堂"]


def test_every_wrong_row_is_named_with_what_to_do() -> None:
    _definition, wrong = _read(
        {"题型": "拼图", "题目": "什么？"},
        {"题型": "单选", "题目": ""},
        {"题型": "单选", "题目": "选哪个？", "选项": "只有一个"},
        {"题型": "单选", "题目": "选哪个？", "选项": "甲\n乙\n甲"},
        {"题型": "多选", "题目": "选哪个？", "选项": "甲\n乙", "单独选的选项": "丙"},
        {"题型": "同意程度", "题目": "好。", "必答": "也许"},
        {"题型": "填数", "题目": "几个？", "最小": "五"},
        {"题型": "填数", "题目": "几个？", "分档": "五、六"},
        {"题型": "同意程度", "题目": "好。", "固定题号": "unit"},
        {"题型": "同意程度", "题目": "好。", "固定题号": "Q1"},
        {"题型": "同意程度", "题目": "长" * 301},
        {"题型": "同意程度", "题目": "好。", "分组题": "是"},
    )
    assert [(remark.message, remark.values["row"]) for remark in wrong] == [
        (reading.BAD_KIND, 4),
        (reading.NO_TEXT, 5),
        (reading.FEW_OPTIONS, 6),
        (reading.SAME_OPTION, 7),
        (reading.NOT_AN_OPTION, 8),
        (reading.BAD_YES, 9),
        (reading.BAD_NUMBER, 10),
        (reading.BAD_NUMBER, 11),
        (reading.BAD_ID, 12),
        (reading.BAD_ID, 13),
        (reading.TOO_LONG, 14),
        (reading.TOO_MANY_SEGMENTS, 15),
    ]


def test_an_id_is_used_once() -> None:
    row = {"题型": "同意程度", "题目": "好。", "固定题号": "pay_1"}
    assert [remark.message for remark in _read(row, row)[1]] == [reading.SAME_ID]


@pytest.mark.parametrize("typed", ["第 1 题：不来", "第 3 题：来", "来", "第 0 题：来", "第 1 题："])
def test_a_condition_that_cannot_be_is_refused(typed: str) -> None:
    first = {"题型": "单选", "题目": "来不来？", "选项": "来\n没来"}
    wrong = _read(first, {"题型": "一段话", "题目": "为什么？", "出现条件": typed})[1]
    assert [remark.message for remark in wrong] == [reading.BAD_CONDITION]


def test_a_condition_is_understood_as_people_write_it() -> None:
    first = {"题型": "单选", "题目": "来不来？", "选项": "来\n没来"}
    definition, wrong = _read(first, {"题型": "一段话", "题目": "为什么？", "出现条件": "第1题:没来"})
    assert wrong == []
    assert definition.items[1].show_if == ShowIf("own_001", ("o2",))


def test_after_a_wrong_row_numbers_in_conditions_are_not_blamed() -> None:
    wrong = _read(
        {"题型": "拼图", "题目": "来不来？"},
        {"题型": "一段话", "题目": "为什么？", "出现条件": "第 1 题：没来"},
    )[1]
    assert [remark.message for remark in wrong] == [reading.BAD_KIND]


def test_an_empty_sheet_and_an_endless_one_are_refused() -> None:
    assert [remark.message for remark in _read()[1]] == [reading.NOTHING]
    rows = [{"题型": "一段话", "题目": "说说"}] * 201
    assert [remark.message for remark in _read(*rows)[1]] == [reading.TOO_MANY]
    # Thousands of wrong rows are not told one by one, nor each compared with all before it.
    assert len(_read(*[{"题型": "拼图", "题目": "说说"}] * 5_000)[1]) == 201


def _about(**content: str) -> tuple[Definition, list[Remark]]:
    questions = [ReadRow(2, {"题型": "同意程度", "题目": "好。"})]
    return reading.read(
        Sheets(questions, about=[ReadRow(2, {"项目": k, "内容": v}) for k, v in content.items()]), _draw()
    )


@pytest.mark.parametrize("typed", ["20–100", "20-100", "20 — 100", "20～100", "20到100"])
def test_the_way_of_scoring_is_understood_with_whatever_dash_is_typed(typed: str) -> None:
    definition, wrong = _about(计分方法=typed, 一段一页="TRUE")
    assert (definition.scoring, definition.paged, wrong) == ("times_twenty", True, [])


def test_what_stands_around_the_questions_is_neither_guessed_nor_cut_without_a_word() -> None:
    _definition, wrong = _about(标题="长" * 41, 开头的话="长" * 501, 计分方法="百分制", 一段一页="随便")
    assert [(remark.message, remark.values["column"]) for remark in wrong] == [
        (reading.ABOUT_TOO_LONG, "标题"),
        (reading.ABOUT_TOO_LONG, "开头的话"),
        (reading.ABOUT_UNKNOWN, "计分方法"),
        (reading.ABOUT_UNKNOWN, "一段一页"),
    ]


def test_a_weight_that_is_none_is_refused() -> None:
    questions = [ReadRow(2, {"题型": "同意程度", "题目": "好。", "维度": "收入"})]
    for weight in ("很重", "0", "11", "-1"):
        measured = [ReadRow(2, {"维度": "收入", "权重": weight, "维度编号": "pay"})]
        wrong = reading.read(Sheets(questions, dimensions=measured), _draw())[1]
        assert [remark.message for remark in wrong] == [reading.BAD_WEIGHT]
