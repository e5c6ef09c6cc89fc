"""Reading a posted form: every kind of answer, everything that can be wrong with one, and what a condition leaves out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import answers as reading
from surveys.answers import Answers, decode, encode, is_shown, read_answers
from surveys.items import OTHER, Item, ItemType, Option, ShowIf

LIKERT = Item("a", ItemType.AGREEMENT, "公平", may_not_apply=True)
TEN = Item("b", ItemType.TEN, "幸福")
SHIFTS = (Option("day", "白班"), Option("night", "夜班"))
SINGLE = Item("c", ItemType.SINGLE, "班次", options=SHIFTS)
MANY = Item(
    "d", ItemType.MULTIPLE, "原因", options=(Option("x", "一"), Option("y", "二"), Option("no", "都没有", True))
)
TEXT = Item("e", ItemType.TEXT, "想说的话", required=False)
WORDS = Item("f", ItemType.STATEMENT, "下面几题关于排班。")
ALL = (LIKERT, TEN, SINGLE, MANY, TEXT, WORDS)
OPEN_SINGLE = Item("c", ItemType.SINGLE, "班次", options=SHIFTS, other=True)
OPEN_MANY = Item("d", ItemType.MULTIPLE, "原因", options=MANY.options, other=True)
RANKING = Item("r", ItemType.RANKING, "先办", options=(Option("x", "食堂"), Option("y", "班车"), Option("z", "浴室")))
NUMBER = Item("n", ItemType.NUMBER, "工龄", low=0, high=50, unit="年")
DATE = Item("t", ItemType.DATE, "入职", may_not_apply=True)
SHORT = Item("s", ItemType.SHORT, "班组", required=False)
WHY = Item("w", ItemType.TEXT, "夜班最难的是什么", show_if=ShowIf("c", ("night",)))


def test_a_whole_form_becomes_answers() -> None:
    posted = {"a": ["4"], "b": ["10"], "c": ["night"], "d": ["x", "y"], "e": [" 谢谢 "], "unit": ["3"]}
    answers, wrong = read_answers(ALL, posted)
    assert wrong == {}
    assert answers == {"a": 4, "b": 10, "c": "night", "d": ("x", "y"), "e": "谢谢"}


def test_not_applicable_is_an_answer_only_where_it_is_offered() -> None:
    assert read_answers([LIKERT], {"a": ["na"]}) == ({"a": None}, {})
    assert read_answers([DATE], {"t": ["", "na"]}) == ({"t": None}, {})
    assert read_answers([TEN], {"b": ["na"]})[1] == {"b": reading.NOT_A_CHOICE}


def test_what_is_missing_is_named_and_the_rest_is_kept() -> None:
    answers, wrong = read_answers(ALL, {"a": ["2"], "c": [" "]})
    assert answers == {"a": 2}
    assert wrong == {"b": reading.MISSING, "c": reading.MISSING, "d": reading.MISSING}


@pytest.mark.parametrize("value", ["0", "6", "-1", "1.0", "１", "²", "999999999999", "a", "1 OR 1"])
def test_a_value_beyond_the_scale_is_refused(value: str) -> None:
    assert read_answers([LIKERT], {"a": [value]})[1] == {"a": reading.NOT_A_CHOICE}


def test_an_exclusive_option_stands_alone() -> None:
    assert read_answers([MANY], {"d": ["no"]})[0] == {"d": ("no",)}
    assert read_answers([MANY], {"d": ["no", "x"]})[1] == {"d": reading.NOT_A_CHOICE}


@pytest.mark.parametrize("values", [["dusk"], ["day", "night"], ["day", "dusk"], [OTHER]])
def test_a_forged_choice_is_refused(values: list[str]) -> None:
    assert read_answers([SINGLE], {"c": values})[1] == {"c": reading.NOT_A_CHOICE}


def test_other_is_a_choice_with_words_of_its_own() -> None:
    assert read_answers([OPEN_SINGLE], {"c": [OTHER], "c.other": [" 两班倒 "]})[0] == {
        "c": OTHER,
        "c.other": "两班倒",
    }
    assert read_answers([OPEN_SINGLE], {"c": [OTHER]}) == ({"c": OTHER}, {})
    assert read_answers([OPEN_MANY], {"d": ["x"], "d.other": ["远😀𬱖"]})[0] == {"d": ("x", OTHER), "d.other": "远😀𬱖"}


def test_words_beside_other_choose_it_unless_something_else_was_chosen() -> None:
    assert read_answers([OPEN_SINGLE], {"c.other": ["两班倒"]})[0]["c"] == OTHER
    assert read_answers([OPEN_SINGLE], {"c": ["day"], "c.other": ["两班倒"]})[1] == {"c": reading.OTHER_NOT_CHOSEN}
    assert read_answers([OPEN_MANY], {"d": ["no"], "d.other": ["远"]})[1] == {"d": reading.OTHER_NOT_CHOSEN}
    assert read_answers([SINGLE], {"c": ["day"], "c.other": ["两班倒"]}) == ({"c": "day"}, {})


def test_a_ranking_is_read_from_its_places() -> None:
    assert read_answers([RANKING], {"r.x": ["3"], "r.y": ["1"], "r.z": ["2"]}) == ({"r": ("y", "z", "x")}, {})


@pytest.mark.parametrize(
    ("places", "message"),
    [
        (("", "", ""), reading.MISSING),
        (("1", "2", ""), reading.PLACES_MISSING),
        (("1", "2", "2"), reading.PLACE_TWICE),
        (("1", "2", "4"), reading.NOT_A_CHOICE),
        (("1", "2", "０"), reading.NOT_A_CHOICE),
    ],
)
def test_a_ranking_with_gaps_or_doubles_is_refused_with_a_sentence(places: tuple[str, ...], message: str) -> None:
    posted = {f"r.{option}": [place] for option, place in zip("xyz", places, strict=True)}
    assert read_answers([RANKING], posted) == ({}, {"r": message})


@given(st.permutations(["x", "y", "z"]))
def test_any_order_can_be_told(order: list[str]) -> None:
    posted = {f"r.{option}": [str(place)] for place, option in enumerate(order, start=1)}
    assert read_answers([RANKING], posted)[0] == {"r": tuple(order)}


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), (" １２ ", 12), ("12年", 12), ("12 年", 12), ("0", 0), ("007", 7)]
)
def test_a_number_may_be_typed_as_people_type(typed: str, number: int) -> None:
    assert read_answers([NUMBER], {"n": [typed]}) == ({"n": number}, {})


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("51", reading.OUT_OF_RANGE),
        ("-1", reading.OUT_OF_RANGE),
        ("－１", reading.OUT_OF_RANGE),
        ("1.5", reading.NOT_A_NUMBER),
        ("十二", reading.NOT_A_NUMBER),
        ("²", reading.NOT_A_NUMBER),
        ("9" * 100_000, reading.NOT_A_NUMBER),
    ],
)
def test_a_number_that_is_none_or_out_of_range_is_refused(typed: str, message: str) -> None:
    assert read_answers([NUMBER], {"n": [typed]})[1] == {"n": message}


@pytest.mark.parametrize("typed", ["2026-03-09", "2026/3/9", "2026.3.9", "2026年3月9日", "２０２６-３-９"])
def test_a_date_may_be_typed_as_people_type(typed: str) -> None:
    assert read_answers([DATE], {"t": [typed]}) == ({"t": "2026-03-09"}, {})


@pytest.mark.parametrize("typed", ["2026-02-30", "昨天", "26-3-9", "0001-01-01", "9999-01-01", "2026-03"])
def test_a_day_that_never_was_is_refused(typed: str) -> None:
    assert read_answers([DATE], {"t": [typed]})[1] == {"t": reading.NOT_A_DATE}


def test_a_text_may_be_long_but_not_endless() -> None:
    assert read_answers([TEXT], {"e": ["长" * reading.LONGEST_TEXT]})[1] == {}
    assert read_answers([TEXT], {"e": ["长" * (reading.LONGEST_TEXT + 1)]})[1] == {"e": reading.TOO_LONG}
    assert read_answers([SHORT], {"s": ["一车间\r\n 甲班"]})[0] == {"s": "一车间 甲班"}
    assert read_answers([SHORT], {"s": ["长" * (reading.LONGEST_SHORT + 1)]})[1] == {"s": reading.SHORT_TOO_LONG}


def test_what_is_not_shown_is_neither_required_nor_kept() -> None:
    assert read_answers([SINGLE, WHY], {"c": ["day"]}) == ({"c": "day"}, {})
    assert read_answers([SINGLE, WHY], {"c": ["day"], "w": ["冷"]}) == ({"c": "day"}, {})
    assert read_answers([SINGLE, WHY], {"c": ["night"]}) == ({"c": "night"}, {"w": reading.MISSING})
    assert read_answers([SINGLE, WHY], {"c": ["night"], "w": ["冷"]})[0] == {"c": "night", "w": "冷"}


def test_a_condition_on_what_is_itself_not_shown_never_holds() -> None:
    further = Item("g", ItemType.TEN, "多冷", show_if=ShowIf("w", ("冷",)))
    assert read_answers([SINGLE, WHY, further], {"c": ["day"], "w": ["冷"], "g": ["3"]}) == ({"c": "day"}, {})


@pytest.mark.parametrize("item", ["w", "later", "nothing"])
def test_a_condition_that_contradicts_itself_hides_its_item_and_blocks_nobody(item: str) -> None:
    odd = Item("w", ItemType.TEXT, "?", show_if=ShowIf(item, ("1",)))
    later = Item("later", ItemType.TEN, "?")
    assert read_answers([odd, later], {"w": ["x"], "later": ["1"]}) == ({"later": 1}, {})


@pytest.mark.parametrize(("answer", "shown"), [(4, True), (5, False), (None, True), (("x", "4"), True), ((), False)])
def test_a_condition_looks_at_points_choices_and_not_applicable(answer: Any, shown: bool) -> None:
    item = Item("z", ItemType.TEXT, "?", show_if=ShowIf("a", ("4", "na")))
    assert is_shown(item, {"a": answer}) is shown


@given(
    st.one_of(st.none(), st.integers(0, 500)),
    st.dictionaries(
        st.text(min_size=1, max_size=8),
        st.one_of(st.none(), st.integers(), st.text(max_size=50), st.lists(st.text(max_size=5)).map(tuple)),
        max_size=20,
    ),
)
def test_a_ballot_comes_back_as_it_was_written(unit: int | None, answers: Answers) -> None:
    assert decode(encode(unit, answers)) == (unit, answers)


def test_the_order_in_which_somebody_answered_is_not_in_the_ballot() -> None:
    assert encode(1, {"a": 1, "b": 2}) == encode(1, {"b": 2, "a": 1})


@given(st.dictionaries(st.sampled_from([*"abcdenrst", "c.other", "d.other", "r.x", "r.y", "r.z"]), st.lists(st.text())))
def test_whatever_is_posted_becomes_answers_or_messages(posted: dict[str, list[str]]) -> None:
    items = (LIKERT, TEN, OPEN_SINGLE, OPEN_MANY, TEXT, RANKING, NUMBER, DATE, SHORT)
    answers, wrong = read_answers(items, posted)
    assert not set(answers) & set(wrong)
    assert {item.id for item in items if item.required} <= set(answers) | set(wrong)
    assert decode(encode(None, answers)) == (None, answers)
