"""The answering page in parts: sections, units, what is readable when it comes too late."""

from __future__ import annotations

from dataclasses import replace

from surveys import form_page
from surveys.items import ReportingUnit
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


def test_items_are_numbered_through_all_sections() -> None:
    parts = form_page.sections(DEFINITION)
    numbers = [number for _heading, items in parts for number, _item in items]
    assert numbers == list(range(1, len(DEFINITION.asked) + 1))
    assert parts[0][0] == "薪酬待遇与收入增长"
    assert all(heading for heading, _items in parts)


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


def test_what_comes_too_late_can_be_read_in_words() -> None:
    kept = form_page.readable(DEFINITION, {"pay_1": ["5"], "change": ["路灯"], "happy": ["8"], "foreign": ["x"]})
    assert [words for _question, words in kept] == ["非常满意", "8", "路灯"]
