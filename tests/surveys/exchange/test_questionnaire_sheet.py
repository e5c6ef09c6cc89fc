"""A questionnaire goes out as a workbook and comes back the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper.sheet_bounds import Unreadable
from paper.sheet_reading import ReadRow, read_table
from paper.sheets import write_workbook
from surveys.drafts.checklist import Remark
from surveys.exchange import questionnaire_reading
from surveys.exchange import questionnaire_sheet as sheet
from surveys.exchange.questionnaire_reading import Sheets
from surveys.items import FIVE_POINT, Definition, Dimension, Item, ItemType, Option, ShowIf
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
    return questionnaire_reading.read(found, _draw())


@pytest.mark.parametrize("name", ["reform", "aid", "conditions"])
def test_a_built_in_questionnaire_comes_back_the_same(name: str) -> None:
    definition = BUILT_IN[name].definition
    assert _through_a_file(definition) == (definition, [])


_plain = (
    st.text("工资福利食堂培训领导班组安全改革家里，。；;“”A1 ", min_size=1, max_size=12).map(str.strip).filter(bool)
)


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
        chosen = draw(st.lists(st.sampled_from(on.options), min_size=1, unique=True))
        rule = ShowIf(on.id, tuple(option.id for option in chosen))
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


@settings(max_examples=8, deadline=None)
@given(_definitions())
def test_any_questionnaire_comes_back_the_same(definition: Definition) -> None:
    assert _through_a_file(definition) == (definition, [])
