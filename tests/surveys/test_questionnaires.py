"""The built-in questionnaires keep what their makers promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveys import bank
from surveys.bank import Questionnaire
from surveys.drafts import checklist, wording
from surveys.items import CHOICES, FIVE_POINT, Definition, ItemType
from surveys.questionnaires import BUILT_IN, wellbeing
from surveys.questionnaires.wellbeing import WELLBEING

PUBLISHED = Path(__file__).parent / "data" / "published_ids.txt"
EACH = pytest.mark.parametrize("each", BUILT_IN.values(), ids=BUILT_IN)


def test_there_is_one_for_every_evaluation_an_enterprise_holds() -> None:
    assert list(BUILT_IN) == [
        "wellbeing",
        "pulse",
        "conditions",
        "reform",
        "union_service",
        "aid",
        "safety",
        "growth",
        "youth",
        "culture",
        "openness",
        "conduct",
        "party_review",
        "six_reviews",
    ]
    assert len({each.title for each in BUILT_IN.values()}) == len(BUILT_IN)


def test_the_well_being_questionnaire_has_twelve_dimensions_of_three_to_five_items() -> None:
    definition = WELLBEING.definition
    assert len(definition.dimensions) == 12
    likert = [item for item in definition.items if item.type in FIVE_POINT]
    assert 36 <= len(likert) <= 45
    assert [item.id for item in definition.items if item.type is ItemType.TEN] == ["happy", "enps"]


def test_the_pulse_has_five_items_and_takes_about_a_minute() -> None:
    pulse = BUILT_IN["pulse"]
    assert sum(item.type in FIVE_POINT for item in pulse.definition.items) == 5
    assert pulse.minutes <= 2


def test_some_items_are_reversed_so_that_ticking_one_column_shows() -> None:
    assert sum(item.reverse for item in WELLBEING.definition.items) >= 3


@EACH
def test_its_parts_fit_together(each: Questionnaire) -> None:
    definition = each.definition
    ids = [item.id for item in definition.items]
    assert len(set(ids)) == len(ids)
    known = {dimension.id for dimension in definition.dimensions}
    assert {item.dimension for item in definition.items} <= known | {""}
    assert {first for first, _title in definition.sections} <= set(ids)
    assert definition.items[0].id == definition.sections[0][0]
    assert Definition.from_json(definition.to_json()) == definition


@EACH
def test_every_dimension_has_three_to_five_items(each: Questionnaire) -> None:
    likert = [item for item in each.definition.items if item.type in FIVE_POINT]
    for dimension in each.definition.dimensions:
        assert 3 <= sum(item.dimension == dimension.id for item in likert) <= 5, dimension.id


@EACH
def test_it_asks_one_or_two_open_questions_that_may_be_left_out(each: Questionnaire) -> None:
    opened = [item for item in each.definition.items if item.type is ItemType.TEXT]
    unconditional = [item for item in opened if item.show_if is None]
    assert 1 <= len(unconditional) <= 2
    assert len(opened) <= 3
    assert not any(item.required for item in opened)
    assert all("不用写名字" in item.help for item in opened)


@EACH
def test_its_wording_is_short_and_asks_one_thing_at_a_time(each: Questionnaire) -> None:
    assert checklist.obstacles(each.definition) == []
    remarks = [(item.id, remark) for item in each.definition.asked for remark in wording.remarks(item)]
    assert remarks == []
    assert len(each.title) <= 20
    assert len(each.definition.intro) <= 60


@EACH
def test_it_can_be_answered_in_ten_minutes(each: Questionnaire) -> None:
    assert each.minutes <= 10
    assert "分钟" not in each.definition.intro


@EACH
def test_every_choice_has_an_answer_for_whom_nothing_fits(each: Questionnaire) -> None:
    for item in each.definition.items:
        if item.type in CHOICES:
            assert len({option.id for option in item.options}) == len(item.options) >= 2
        if item.type is ItemType.MULTIPLE:
            assert [option.exclusive for option in item.options].count(True) == 1, item.id


@EACH
def test_its_segments_are_few_and_need_not_be_told(each: Questionnaire) -> None:
    items = {item.id: item for item in each.definition.items}
    assert len(each.definition.segments) <= 3
    for name in each.definition.segments:
        assert items[name].type is ItemType.SINGLE
        assert not items[name].required
    told = [item.id for item in each.definition.items if item.id.startswith("seg_")]
    assert tuple(told) == each.definition.segments


@EACH
def test_a_condition_looks_back_at_a_choice_that_exists(each: Questionnaire) -> None:
    before: dict[str, set[str]] = {}
    for item in each.definition.items:
        if item.show_if is not None:
            assert set(item.show_if.values) <= before[item.show_if.item]
        before[item.id] = {option.id for option in item.options}


@EACH
def test_everything_is_there_in_english(each: Questionnaire) -> None:
    definition = each.definition
    english = definition.translations["en"]
    keys = {"title", "intro"}
    keys |= {f"dimension.{dimension.id}" for dimension in definition.dimensions}
    keys |= {f"section.{first}" for first, _title in definition.sections}
    for item in definition.items:
        keys |= {item.id, *(f"{item.id}.{option.id}" for option in item.options)}
        keys |= {f"{item.id}.{name}" for name in ("help", "stem", "unit") if getattr(item, name)}
    assert set(english) == keys
    assert all(text.isascii() or "“" in text or "–" in text for text in english.values())


def test_a_question_asked_in_two_questionnaires_is_one_question() -> None:
    said: dict[str, tuple[object, ...]] = {}
    asked: dict[str, int] = {}
    for each in BUILT_IN.values():
        for item in each.definition.items:
            question = bank.taken_out(each.definition, item)
            what = (item.type, item.text, item.reverse, item.options, item.help, sorted(question.english.items()))
            assert said.setdefault(item.id, what) == what, item.id
            asked[item.id] = asked.get(item.id, 0) + 1
    assert sum(number > 1 for number in asked.values()) >= 30
    texts = [what[1] for what in said.values() if what[0] in FIVE_POINT]
    # The three reforms are rows under different stems.
    assert len(texts) - len(set(texts)) == 6


def test_no_published_id_ever_disappears_or_is_used_for_another_kind_of_question() -> None:
    """A line says: questionnaire, id, type. Lines are added when a questionnaire grows, never changed."""
    published = [line.split() for line in PUBLISHED.read_text().splitlines()]
    present = {(each.id, item.id, item.type.value) for each in BUILT_IN.values() for item in each.definition.items}
    assert {tuple(line) for line in published} == present


def test_the_recommendation_question_is_worded_as_its_footnote_explains() -> None:
    for each in BUILT_IN.values():
        for item in each.definition.items:
            if item.id == "enps":
                assert item == wellbeing.ENPS.item
                assert "推荐" in item.text
