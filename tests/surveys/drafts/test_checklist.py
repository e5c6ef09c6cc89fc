"""The check list tells what stands against opening from what would only be better."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.drafts import checklist, wording
from surveys.items import Definition, Dimension, Item, ItemType, Option, ShowIf
from surveys.questionnaires import BUILT_IN
from tests.surveys.drafts.test_drafting import PULSE, YOUTH


def _messages(remarks: list[checklist.Remark]) -> list[str]:
    return [each.message for each in remarks]


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_questionnaire_could_be_opened_as_it_is(name: str) -> None:
    definition = BUILT_IN[name].definition
    assert checklist.obstacles(definition) == []
    assert set(_messages(checklist.advice(definition))) <= {checklist.UNSCORED}


def test_an_empty_draft_cannot_be_opened() -> None:
    assert _messages(checklist.obstacles(Definition(" ", "", (), ()))) == [checklist.NO_TITLE, checklist.NO_ITEMS]


def test_an_item_must_say_something_and_offer_a_choice() -> None:
    items = (
        Item("a", ItemType.AGREEMENT, " "),
        Item("b", ItemType.SINGLE, "选一个", options=(Option("x", "甲"),)),
        Item("c", ItemType.NUMBER, "几个人？", low=5, high=3, bands=(1,)),
        Item("d", ItemType.SINGLE, "只有其他", options=(Option("x", "甲"),), other=True),
    )
    found = checklist.obstacles(Definition("问卷", "", items, ()))
    assert _messages(found) == [checklist.NO_TEXT, checklist.TOO_FEW_OPTIONS, checklist.NO_RANGE]
    assert found[1].values == {"n": 2, "text": "选一个"}
    assert [each.item for each in found] == ["a", "b", "c"]


def test_a_condition_must_look_back_at_an_answer_that_can_be_given() -> None:
    ahead = replace(PULSE.items[0], show_if=ShowIf("load_2", ("1", "2")))
    lost = replace(PULSE.items[1], show_if=ShowIf("gone", ("1",)))
    impossible = replace(PULSE.items[2], show_if=ShowIf("mood_1", ("6",)))
    draft = replace(PULSE, items=(ahead, lost, impossible, *PULSE.items[3:]))
    assert _messages(checklist.obstacles(draft)) == [
        checklist.LOOKS_AHEAD,
        checklist.LOOKS_AT_NOTHING,
        checklist.LOOKS_AT_NOTHING,
    ]
    assert checklist.obstacles(YOUTH) == []


def test_what_can_be_answered_follows_from_the_item() -> None:
    assert checklist.answerable(Item("a", ItemType.AGREEMENT, "x", may_not_apply=True)) == {*"12345", "na"}
    assert checklist.answerable(Item("a", ItemType.TEN, "x")) == {str(n) for n in range(11)}
    assert checklist.answerable(Item("a", ItemType.SINGLE, "x", options=(Option("k", "y"),), other=True)) == {
        "k",
        "other",
    }
    assert checklist.answerable(Item("a", ItemType.TEXT, "x")) == set()


def test_too_long_too_many_words_and_thin_dimensions_are_remarked_on() -> None:
    wordy = tuple(Item(f"t{n}", ItemType.TEXT, "说说", required=False) for n in range(30))
    likert = (Item("a", ItemType.AGREEMENT, "好。", dimension="d"), Item("b", ItemType.AGREEMENT, "也好。"))
    draft = Definition("问卷", "", (*wordy, *likert), (Dimension("d", "一维"),))
    found = {each.message: each.values for each in checklist.advice(draft)}
    assert found[checklist.LONG]["minutes"] == 14
    assert found[checklist.MANY_OPEN]["n"] == 30
    assert found[checklist.THIN_DIMENSION] == {"label": "一维", "n": 1}
    assert found[checklist.UNSCORED] == {"n": 1}
    assert found[checklist.NO_ENGLISH]["n"] == 34
    thick = replace(draft, items=tuple(replace(likert[0], id=f"x{n}") for n in range(6)))
    assert checklist.THICK_DIMENSION in _messages(checklist.advice(thick))


def test_a_required_segment_a_number_without_bands_and_hard_wording_are_remarked_on() -> None:
    items = (
        Item("s", ItemType.SINGLE, "您的年龄段", options=(Option("a", "老"), Option("b", "小"))),
        Item("n", ItemType.NUMBER, "家里几口人？"),
        Item("w", ItemType.AGREEMENT, "一个特别特别特别特别特别长的题目、问了两件事满意吗"),
    )
    found = checklist.advice(Definition("问卷", "", items, (), segments=("s",)))
    assert {checklist.SEGMENT_REQUIRED, checklist.UNUSED_NUMBER, checklist.ITEM_REMARK} <= set(_messages(found))
    remarks = [each for each in found if each.message == checklist.ITEM_REMARK]
    assert {each.values["remark"] for each in remarks} == {wording.TWO_IN_ONE, wording.LONG_CLAUSE}
    assert remarks[0].values["text"] == "一个特别特别特别特别特别长的题…"
    assert remarks[0].values["n"] == 3


def test_a_statement_has_no_number_of_its_own() -> None:
    items = (Item("a", ItemType.TEN, "几分"), Item("s", ItemType.STATEMENT, "说明"), Item("b", ItemType.TEN, "几分"))
    draft = Definition("问卷", "", items, ())
    assert [checklist.number(draft, item) for item in items] == [1, 1, 2]
