"""What the readers of other programs' questionnaires share."""

from __future__ import annotations

import itertools

import pytest

from surveys.exchange import foreign
from surveys.exchange.foreign import Carrying, Texts
from surveys.items import ItemType, ShowIf


@pytest.fixture
def carrying() -> Carrying:
    """An empty questionnaire being carried over."""
    numbers = itertools.count(1)
    return Carrying(lambda: f"{next(numbers):03}")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("<p>您的<b>岗位</b></p>", "您的岗位"),
        ("一行<br/>两行&nbsp;&lt;三&gt;", "一行 两行 <三>"),
        ("<script>alert('x')</script>题", "题"),
        ("<style>p{}</style>题<script>没有完", "题"),
        ("  ", ""),
    ],
)
def test_markup_is_taken_off(marked: str, plain: str) -> None:
    assert foreign.plain(marked) == plain


@pytest.mark.parametrize("marked", ["<" * 5_000_000, "<br" * 1_500_000, "<script" * 700_000])
def test_markup_without_an_end_keeps_nobody_waiting(marked: str) -> None:
    assert len(foreign.plain(marked)) <= foreign.LONGEST_READ


def test_five_labels_are_one_of_our_scales() -> None:
    assert foreign.five_point(["很不满意", "不满意", "一般", "满意", "很满意"]) is ItemType.SATISFACTION
    assert foreign.five_point(["Very dissatisfied", "", "", "", "Very satisfied"]) is ItemType.SATISFACTION
    assert foreign.five_point(list("12345")) is ItemType.AGREEMENT
    assert foreign.five_point(["是", "否"]) is None


def test_too_much_is_cut_and_told(carrying: Carrying) -> None:
    options = [(str(n), Texts(f"选项{n}" * 20)) for n in range(40)]
    item = carrying.take(ItemType.SINGLE, Texts("长" * 400), options=options)
    assert item is not None
    assert len(item.text) == 300
    assert len(item.options) == 30
    assert {loss.message for loss in carrying.losses} == {foreign.CUT, foreign.TOO_MANY_OPTIONS}
    for _number in range(250):
        carrying.take(ItemType.TEN, Texts("几分"))
    assert len(carrying.items) == 200
    assert carrying.losses[-1].message == foreign.TOO_MANY_ITEMS


def test_what_was_lost_is_told_once_and_no_longer_than_anybody_reads(carrying: Carrying) -> None:
    for number in (1, 1, *range(30_000)):
        carrying.lose(foreign.SCRIPT, f"题{number}")
    assert len(carrying.losses) == foreign.MOST_LOSSES + 1
    assert carrying.losses[-1].message == foreign.MORE


def test_a_title_and_a_heading_are_not_cut_without_a_word(carrying: Carrying) -> None:
    carrying.begin(Texts("段" * 31))
    definition = carrying.definition(Texts("题" * 41), Texts("话" * 501), paged=False)
    assert (len(definition.title), len(definition.intro)) == (40, 500)
    assert [loss.message for loss in carrying.losses] == [foreign.CUT] * 3


def test_a_condition_needs_a_known_question_and_a_known_answer(carrying: Carrying) -> None:
    first = carrying.take(
        ItemType.SINGLE, Texts("甲还是乙"), code="Q1", options=[("a", Texts("甲")), ("b", Texts("乙"))]
    )
    second = carrying.take(ItemType.TEN, Texts("几分"), code="Q2")
    assert first is not None
    assert second is not None
    assert not carrying.require(second, "Q9", ["a"])
    assert not carrying.require(second, "Q1", ["z"])
    assert not carrying.require(second, "Q2", ["1"])
    assert carrying.require(second, "Q1", ["a", "z"])
    assert carrying.items[1].show_if == ShowIf(first.id, ("o1",))


def test_a_matrix_of_other_than_five_columns_becomes_single_choices(carrying: Carrying) -> None:
    columns = [("1", Texts("常常")), ("2", Texts("从不", "Never"))]
    found = foreign.rows(
        carrying, Texts("多久一次", "How often"), [("a", Texts("开会", "Meetings"))], columns, code="M", required=True
    )
    assert [(item.type, item.text, item.required) for item in found] == [(ItemType.SINGLE, "多久一次 开会", True)]
    assert carrying.english[found[0].id] == "How often Meetings"
    assert carrying.english[f"{found[0].id}.o2"] == "Never"
