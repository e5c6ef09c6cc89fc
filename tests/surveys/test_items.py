"""Items and answers: what may be answered, what is kept, and the definition that is frozen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import items
from surveys.items import Definition, Dimension, Item, ItemType, Option, ReportingUnit, decode, encode, read_answers

LIKERT = Item("a", ItemType.AGREEMENT, "公平", may_not_apply=True)
TEN = Item("b", ItemType.TEN, "幸福")
SINGLE = Item("c", ItemType.SINGLE, "班次", options=(Option("day", "白班"), Option("night", "夜班")))
MANY = Item(
    "d", ItemType.MULTIPLE, "原因", options=(Option("x", "一"), Option("y", "二"), Option("no", "都没有", True))
)
TEXT = Item("e", ItemType.TEXT, "想说的话", required=False)
WORDS = Item("f", ItemType.STATEMENT, "下面几题关于排班。")
ALL = (LIKERT, TEN, SINGLE, MANY, TEXT, WORDS)


def test_a_whole_form_becomes_answers() -> None:
    posted = {"a": ["4"], "b": ["10"], "c": ["night"], "d": ["x", "y"], "e": [" 谢谢 "], "unit": ["3"]}
    answers, wrong = read_answers(ALL, posted)
    assert wrong == {}
    assert answers == {"a": 4, "b": 10, "c": "night", "d": ("x", "y"), "e": "谢谢"}


def test_not_applicable_is_an_answer_only_where_it_is_offered() -> None:
    assert read_answers([LIKERT], {"a": ["na"]}) == ({"a": None}, {})
    assert read_answers([TEN], {"b": ["na"]})[1] == {"b": items.NOT_A_CHOICE}


def test_what_is_missing_is_named_and_the_rest_is_kept() -> None:
    answers, wrong = read_answers(ALL, {"a": ["2"], "c": [" "]})
    assert answers == {"a": 2}
    assert wrong == {"b": items.MISSING, "c": items.MISSING, "d": items.MISSING}


@pytest.mark.parametrize("value", ["0", "6", "-1", "1.0", "１", "²", "999999999999", "a", "1 OR 1"])
def test_a_value_beyond_the_scale_is_refused(value: str) -> None:
    assert read_answers([LIKERT], {"a": [value]})[1] == {"a": items.NOT_A_CHOICE}


def test_an_exclusive_option_stands_alone() -> None:
    assert read_answers([MANY], {"d": ["no"]})[0] == {"d": ("no",)}
    assert read_answers([MANY], {"d": ["no", "x"]})[1] == {"d": items.NOT_A_CHOICE}
    assert read_answers([SINGLE], {"c": ["dusk"]})[1] == {"c": items.NOT_A_CHOICE}


def test_a_text_may_be_long_but_not_endless() -> None:
    assert read_answers([TEXT], {"e": ["长" * items.LONGEST_TEXT]})[1] == {}
    assert read_answers([TEXT], {"e": ["长" * (items.LONGEST_TEXT + 1)]})[1] == {"e": items.TOO_LONG}


@given(
    st.one_of(st.none(), st.integers(0, 500)),
    st.dictionaries(
        st.text(min_size=1, max_size=8),
        st.one_of(st.none(), st.integers(0, 10), st.text(max_size=50), st.lists(st.text(max_size=5)).map(tuple)),
        max_size=20,
    ),
)
def test_a_ballot_comes_back_as_it_was_written(unit: int | None, answers: items.Answers) -> None:
    assert decode(encode(unit, answers)) == (unit, answers)


def test_the_order_in_which_somebody_answered_is_not_in_the_ballot() -> None:
    assert encode(1, {"a": 1, "b": 2}) == encode(1, {"b": 2, "a": 1})


def test_a_definition_survives_being_stored_and_any_change_shows_in_its_digest() -> None:
    definition = Definition(
        title="小测",
        intro="",
        items=ALL,
        dimensions=(Dimension("x", "公平"),),
        units=(ReportingUnit(0, None, "集团", 9, choosable=True, members=("甲", "乙")),),
        sections=(("a", "一"),),
    )
    again = Definition.from_json(definition.to_json())
    assert again == definition
    assert again.digest == definition.digest
    assert definition.headcount == 9
    for changed in ({"floor": 4}, {"scoring": "times_twenty"}, {"title": "小测。"}):
        assert Definition.from_json(definition.to_json() | changed).digest != definition.digest
