"""The answering page in parts: sections, matrices, conditions in words, and what is readable when it comes too late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.answering import form_layout
from surveys.items import Definition, Item, ItemType, Option, ShowIf
from surveys.questionnaires.wellbeing import WELLBEING

SAME = "您同意下面的说法吗？"
OPTIONS = (Option("x", "食堂"), Option("y", "班车"))
ITEMS = (
    Item("note", ItemType.STATEMENT, "先说食堂。"),
    Item("a", ItemType.AGREEMENT, "干净", stem=SAME),
    Item("b", ItemType.AGREEMENT, "热乎", stem=SAME, may_not_apply=True),
    Item("c", ItemType.SATISFACTION, "满意", stem=SAME),
    Item("d", ItemType.SINGLE, "班次", options=OPTIONS, other=True, may_not_apply=True),
    Item("e", ItemType.TEXT, "哪里不好", show_if=ShowIf("b", ("1", "2", "na"))),
    Item("f", ItemType.RANKING, "先办", options=OPTIONS),
    Item("g", ItemType.NUMBER, "工龄", unit="年"),
    Item("h", ItemType.TEN, "多好", show_if=ShowIf("k", ("1",))),
    Item("k", ItemType.MULTIPLE, "缺什么", options=OPTIONS, other=True),
    Item("l", ItemType.TEXT, "一开始就不问", show_if=ShowIf("h", ("1",))),
)
DEFINITION = Definition("小测", "", ITEMS, (), sections=(("note", "食堂"), ("h", "其他的事")))


def test_items_are_numbered_through_all_sections() -> None:
    parts = form_layout.sections(WELLBEING.definition)
    numbers = [number for section in parts for block in section.blocks for number, _item in block.rows]
    assert numbers == list(range(1, len(WELLBEING.definition.asked) + 1))
    assert parts[0].heading == "薪酬待遇与收入增长"
    assert all(section.heading for section in parts)


def test_five_point_items_under_one_stem_are_one_matrix() -> None:
    first, second = form_layout.sections(DEFINITION)
    rows = [[item.id for _number, item in block.rows] for block in first.blocks]
    assert rows == [["note"], ["a", "b"], ["c"], ["d"], ["e"], ["f"], ["g"]]
    assert first.blocks[1].stem == SAME
    assert [item.id for block in second.blocks for _number, item in block.rows] == ["k"]


def test_what_can_never_be_asked_is_left_out_and_its_heading_stays() -> None:
    second = form_layout.sections(DEFINITION)[1]
    assert second.heading == "其他的事"
    assert form_layout.numbers(DEFINITION) == {each: number for number, each in enumerate("abcdefgk", start=1)}


def test_a_condition_is_told_with_the_number_and_the_words_of_the_earlier_answer() -> None:
    told = form_layout.Condition(2, ("很不同意", "不太同意", "不适用"))
    assert form_layout.conditions(DEFINITION) == {"e": told}


def test_what_comes_too_late_can_be_read_in_words_for_every_kind() -> None:
    kept = form_layout.read_back(
        DEFINITION,
        {
            "b": ["5"],
            "d": ["other"],
            "d.other": ["两班倒"],
            "e": ["冷 100%"],
            "f.x": ["2"],
            "f.y": ["1"],
            "g": ["１２"],
            "k": ["x", "y"],
            "foreign": ["x"],
        },
    )
    assert kept == [
        (f"{SAME} 热乎", ("非常同意",)),
        ("班次", ("其他", "两班倒")),
        ("哪里不好", ("冷 100%",)),
        ("先办", ("1. 班车", "2. 食堂")),
        ("工龄", ("１２年",)),
        ("缺什么", ("食堂", "班车")),
    ]


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"d": ["na"]}, ("不适用",)),
        ({"d": ["x"], "d.other": ["又写了"]}, ("食堂", "其他", "又写了")),
        ({"f.x": ["9"], "f.y": ["a"]}, ("9. 食堂", "a. 班车")),
        ({"g": ["-3"]}, ("-3年",)),
    ],
)
def test_even_wrong_answers_can_be_read_back(posted: dict[str, list[str]], words: tuple[str, ...]) -> None:
    assert [answer for _question, answer in form_layout.read_back(DEFINITION, posted)] == [words]


def test_a_survey_without_sections_is_one() -> None:
    assert [section.heading for section in form_layout.sections(replace(DEFINITION, sections=()))] == [""]
