"""What makes a question hard to answer is remarked on, and a plain question is left alone."""

from __future__ import annotations

import pytest

from surveys.drafts import wording
from surveys.items import Item, ItemType, Option


def _remarks(text: str, kind: ItemType = ItemType.AGREEMENT, **more: object) -> list[str]:
    return list(wording.remarks(Item("a", kind, text, **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "您对工资和福利满意吗？",
        "领导公道、正派。",
        "防护用品发得及时，也好用。",
        "派活既公平又合理。",
        "培训有用并且及时。",
    ],
)
def test_two_questions_in_one_are_noticed(text: str) -> None:
    assert wording.TWO_IN_ONE in _remarks(text)


@pytest.mark.parametrize(
    "text",
    [
        "和干的活相比，我拿到的收入是公道的。",
        "您对食堂、澡堂这些生活设施满意吗？",
        "领导跟我们说话温和。",
        "管理、技术几条通道怎么走，我清楚。",
    ],
)
def test_one_question_is_left_alone(text: str) -> None:
    assert _remarks(text) == []


def test_a_list_of_examples_in_an_open_question_is_no_fault() -> None:
    assert _remarks("企业和工会办的事，哪件最好？", ItemType.TEXT) == []


def test_length_office_language_and_double_negation_are_noticed() -> None:
    assert _remarks("一二三四五，" * 8) == [wording.TOO_LONG]
    assert _remarks("我们单位的领导干部经常到现场来听一线职工说困难") == [wording.LONG_CLAUSE]
    assert _remarks("民主管理得到切实加强。") == [wording.OFFICE_LANGUAGE]
    assert _remarks("我不得不加班。") == [wording.TWICE_NOT]


def test_options_are_looked_at_too() -> None:
    long = Option("a", "这是一个特别特别长的选项，手机上要折成三行才放得下")
    assert _remarks("选一项", ItemType.SINGLE, options=(long,)) == [wording.OPTION_TOO_LONG]
    many = tuple(Option(str(number), "选项") for number in range(11))
    assert _remarks("选一项", ItemType.SINGLE, options=many) == [wording.TOO_MANY_OPTIONS]


def test_the_stem_counts_with_its_rows() -> None:
    assert wording.TOO_LONG in _remarks("十个字的一行，再加几个", stem="这几项改革，我担心自己会吃亏：" * 2 + "还有呢")
