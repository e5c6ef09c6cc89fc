"""A questionnaire goes out as a workbook and comes back the same; what is wrong is told row by row."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper.sheets import ReadRow, Unreadable, read_table, write_workbook
from surveys import questionnaire_sheet as sheet
from surveys.checklist import Remark
from surveys.items import FIVE_POINT, Definition, Dimension, Item, ItemType, Option, ShowIf
from surveys.questionnaire_sheet import Sheets
from surveys.questionnaires import BUILT_IN


def _draw() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):03}"


def _through_a_file(definition: Definition) -> tuple[Definition, list[Remark]]:
    data = write_workbook(sheet.tables(definition))

    def rows(columns: Any) -> tuple[ReadRow, ...]:
        try:
            return read_table(data, "q.xlsx", expected=[column.title for column in columns]).rows
        except Unreadable:
            return ()

    found = Sheets(*(rows(each) for each in (sheet.QUESTIONS, sheet.ABOUT, sheet.DIMENSIONS, sheet.TRANSLATIONS)))
    return sheet.read(found, _draw())


@pytest.mark.parametrize("name", ["reform", "aid", "conditions"])
def test_a_built_in_questionnaire_comes_back_the_same(name: str) -> None:
    definition = BUILT_IN[name].definition
    assert _through_a_file(definition) == (definition, [])


_words = st.text("工资福利食堂培训领导班组安全改革家里，。“”A1 ", min_size=1, max_size=12).map(str.strip).filter(bool)
_plain = _words.map(lambda text: text.replace("；", ""))


@st.composite
def _items(draw: Any, number: int, before: list[Item]) -> Item:
    kind = draw(st.sampled_from(list(ItemType)))
    asked = kind is not ItemType.STATEMENT
    choice = kind in {ItemType.SINGLE, ItemType.MULTIPLE}
    labels = draw(st.lists(_plain, min_size=2, max_size=4, unique=True))
    options = tuple(Option(f"o{n}", label) for n, label in enumerate(labels, start=1))
    if kind is ItemType.MULTIPLE and draw(st.booleans()):
        options = (*options[:-1], replace(options[-1], exclusive=True))
    earlier = [item for item in before if item.type is ItemType.SINGLE]
    rule = None
    if asked and earlier and draw(st.booleans()):
        on = draw(st.sampled_from(earlier))
        rule = ShowIf(on.id, (draw(st.sampled_from(on.options)).id,))
    is_number = kind is ItemType.NUMBER
    return Item(
        id=f"own_{number:03}",
        type=kind,
        text=draw(_plain),
        dimension=draw(st.sampled_from(["", "d1"])) if kind in FIVE_POINT else "",
        reverse=kind in FIVE_POINT and draw(st.booleans()),
        required=asked and draw(st.booleans()),
        may_not_apply=asked and draw(st.booleans()),
        help=draw(st.just("") | _plain),
        options=options if choice or kind is ItemType.RANKING else (),
        stem=draw(st.just("") | _plain) if kind in FIVE_POINT else "",
        other=choice and draw(st.booleans()),
        low=draw(st.none() | st.integers(-5, 5)) if is_number else None,
        high=draw(st.none() | st.integers(6, 90)) if is_number else None,
        unit=draw(st.sampled_from(["", "小时"])) if is_number else "",
        bands=tuple(sorted(draw(st.sets(st.integers(1, 99), max_size=3)))) if is_number else (),
        show_if=rule,
    )


@st.composite
def _definitions(draw: Any) -> Definition:
    items: list[Item] = []
    for number in range(draw(st.integers(1, 7))):
        items.append(draw(_items(number, items)))
    heads = draw(st.sets(st.sampled_from([item.id for item in items])))
    sections = tuple((item.id, f"第{n}段") for n, item in enumerate(items) if item.id in heads)
    singles = [item.id for item in items if item.type is ItemType.SINGLE]
    return Definition(
        title=draw(_plain),
        intro=draw(st.just("") | _plain),
        items=tuple(items),
        dimensions=(Dimension("d1", "维度一", draw(st.sampled_from([0.5, 1.0, 2.0]))),),
        scoring=draw(st.sampled_from(["zero_based", "times_twenty"])),
        paged=draw(st.booleans()),
        sections=sections,
        segments=tuple(singles[: draw(st.integers(0, 3))]),
        translations={"en": {"title": "English title"}},
    )


@settings(max_examples=15, deadline=None)
@given(_definitions())
def test_any_questionnaire_comes_back_the_same(definition: Definition) -> None:
    assert _through_a_file(definition) == (definition, [])


def _read(*rows: dict[str, str]) -> tuple[Definition, list[Remark]]:
    return sheet.read(Sheets([ReadRow(n, row) for n, row in enumerate(rows, start=4)]), _draw())


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
        (sheet.BAD_KIND, 4),
        (sheet.NO_TEXT, 5),
        (sheet.FEW_OPTIONS, 6),
        (sheet.SAME_OPTION, 7),
        (sheet.NOT_AN_OPTION, 8),
        (sheet.BAD_YES, 9),
        (sheet.BAD_NUMBER, 10),
        (sheet.BAD_NUMBER, 11),
        (sheet.BAD_ID, 12),
        (sheet.BAD_ID, 13),
        (sheet.TOO_LONG, 14),
        (sheet.TOO_MANY_SEGMENTS, 15),
    ]


def test_an_id_is_used_once() -> None:
    row = {"题型": "同意程度", "题目": "好。", "固定题号": "pay_1"}
    assert [remark.message for remark in _read(row, row)[1]] == [sheet.SAME_ID]


@pytest.mark.parametrize("typed", ["第 1 题：不来", "第 3 题：来", "来", "第 0 题：来", "第 1 题："])
def test_a_condition_that_cannot_be_is_refused(typed: str) -> None:
    first = {"题型": "单选", "题目": "来不来？", "选项": "来\n没来"}
    wrong = _read(first, {"题型": "一段话", "题目": "为什么？", "出现条件": typed})[1]
    assert [remark.message for remark in wrong] == [sheet.BAD_CONDITION]


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
    assert [remark.message for remark in wrong] == [sheet.BAD_KIND]


def test_an_empty_sheet_and_an_endless_one_are_refused() -> None:
    assert [remark.message for remark in _read()[1]] == [sheet.NOTHING]
    rows = [{"题型": "一段话", "题目": "说说"}] * 201
    assert [remark.message for remark in _read(*rows)[1]] == [sheet.TOO_MANY]


def test_a_weight_that_is_none_is_refused() -> None:
    questions = [ReadRow(2, {"题型": "同意程度", "题目": "好。", "维度": "收入"})]
    for weight in ("很重", "0", "11", "-1"):
        measured = [ReadRow(2, {"维度": "收入", "权重": weight, "维度编号": "pay"})]
        wrong = sheet.read(Sheets(questions, dimensions=measured), _draw())[1]
        assert [remark.message for remark in wrong] == [sheet.BAD_WEIGHT]
