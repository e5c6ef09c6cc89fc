"""The answering page: units to choose from, words for every language, and everything typed when it comes back."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from surveys.answering import form_page
from surveys.answers import read_answers
from surveys.items import Definition, Item, ItemType, Option, ReportingUnit, ShowIf
from surveys.queries import Answering
from surveys.questionnaires.wellbeing import WELLBEING

DEFINITION = replace(
    WELLBEING.definition,
    units=(
        ReportingUnit(0, None, "集团", 0, False),
        ReportingUnit(1, 0, "机关", 25, True),
        ReportingUnit(2, 0, "一部", 0, False),
        ReportingUnit(3, 2, "一车间", 60, True),
    ),
)


def test_units_stand_under_the_unit_above_them() -> None:
    assert [(name, [unit.name for unit in units]) for name, units in form_page.unit_groups(DEFINITION)] == [
        ("", ["机关"]),
        ("一部", ["一车间"]),
    ]


def test_only_choosable_units_and_the_refusal_to_say_are_choices() -> None:
    assert form_page.posted_unit(DEFINITION, "3") == (3, True)
    assert form_page.posted_unit(DEFINITION, "none") == (None, True)
    for wrong in ("2", "", None, "99", "3 "):
        assert form_page.posted_unit(DEFINITION, wrong) == (None, False)


ITEMS = (
    Item("shift", ItemType.SINGLE, "班次", options=(Option("day", "白班"), Option("night", "夜班")), other=True),
    Item("why", ItemType.TEXT, "难在哪里", show_if=ShowIf("shift", ("night",))),
    Item("n", ItemType.NUMBER, "工龄", low=0, high=50, unit="年"),
    Item("t", ItemType.DATE, "体检", required=False, may_not_apply=True),
)
MIXED = Definition(
    "小测 100%",
    "",
    ITEMS,
    (),
    DEFINITION.units,
    sections=(("shift", "班次"),),
    translations={
        "en": {"title": "Small test", "shift": "Your shift", "shift.night": "Night", "section.shift": "Shifts"}
    },
)
SURVEY = Answering(1, "slug", None, None, None, None, "d" * 32, None)


def test_a_condition_stands_in_words_for_phones_without_script(app: Flask) -> None:
    with app.test_request_context("/s/slug"):
        page = form_page.render(SURVEY, MIXED)
    assert "第 1 题答“夜班”的，请答这一题" in page
    assert 'data-if="shift" data-is="night"' in page
    assert "填 0 到 50 之间的整数" in page


def test_the_page_speaks_the_language_that_was_chosen_where_there_are_words(app: Flask) -> None:
    with app.test_request_context("/s/slug?lang=en"):
        page = form_page.render(SURVEY, MIXED)
    for words in ("Small test", "Your shift", "Night", "Shifts", "难在哪里"):
        assert words in page


def test_everything_typed_comes_back_with_what_is_wrong(app: Flask) -> None:
    posted = {"shift": ["day"], "shift.other": ["两班倒<b>"], "n": ["十二%"], "t": ["昨天"], "why": ["冷 100%"]}
    with app.test_request_context("/s/slug", method="POST"):
        page = form_page.render(SURVEY, MIXED, posted=posted, wrong=read_answers(ITEMS, posted)[1])
    assert "两班倒&lt;b&gt;" in page
    for words in ("十二%", "昨天", "冷 100%", "第 3 题：请填一个整数", "data-returned"):
        assert words in page
    assert page.count(" checked") == 1


def test_the_page_says_how_long_it_takes(app: Flask) -> None:
    with app.test_request_context("/s/slug"):
        page = form_page.render(SURVEY, replace(WELLBEING.definition, units=DEFINITION.units))
    assert "47 道题，大约 8 分钟。" in page
