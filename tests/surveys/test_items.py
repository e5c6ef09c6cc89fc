"""Items and the frozen definition: stored and read back, older ones too, in two languages, and hashed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveys.items import (
    OTHER,
    OTHER_LABEL,
    Definition,
    Dimension,
    Item,
    ItemType,
    Option,
    ReportingUnit,
    ShowIf,
)

ITEMS = (
    Item("a", ItemType.AGREEMENT, "公平", dimension="x", may_not_apply=True, stem="您同意下面的说法吗？"),
    Item("c", ItemType.SINGLE, "班次", options=(Option("day", "白班"), Option("night", "夜班")), other=True),
    Item("n", ItemType.NUMBER, "工龄", low=0, high=50, unit="年", bands=(5, 10), show_if=ShowIf("c", ("night",))),
    Item("r", ItemType.RANKING, "先办哪样", options=(Option("meal", "食堂"), Option("bus", "班车")), shuffle=True),
)
DEFINITION = Definition(
    title="小测",
    intro="",
    items=ITEMS,
    dimensions=(Dimension("x", "公平"),),
    units=(ReportingUnit(0, None, "集团", 9, choosable=True, members=("甲", "乙")),),
    sections=(("a", "一"),),
    segments=("c",),
    paged=True,
    translations={
        "en": {
            "title": "Small test",
            "a": "Fairness",
            "a.stem": "Do you agree?",
            "c.day": "Day shift",
            "n.unit": "years",
            "section.a": "One",
            "dimension.x": "Fairness",
        }
    },
)

_words = st.text(max_size=6)
_ids = st.text("abcdefgh_0123456789", min_size=1, max_size=6)
_items = st.builds(
    Item,
    id=_ids,
    type=st.sampled_from(ItemType),
    text=_words,
    options=st.lists(st.builds(Option, _ids, _words, st.booleans()), max_size=3).map(tuple),
    stem=_words,
    other=st.booleans(),
    low=st.none() | st.integers(-5, 5),
    bands=st.lists(st.integers(0, 99), max_size=3).map(tuple),
    show_if=st.none() | st.builds(ShowIf, _ids, st.lists(_ids, max_size=2).map(tuple)),
)


def test_a_definition_survives_being_stored_and_any_change_shows_in_its_digest() -> None:
    again = Definition.from_json(DEFINITION.to_json())
    assert again == DEFINITION
    assert again.digest == DEFINITION.digest
    assert DEFINITION.headcount == 9
    for changed in ({"floor": 4}, {"scoring": "times_twenty"}, {"title": "小测。"}, {"segments": ()}, {"paged": False}):
        assert Definition.from_json(DEFINITION.to_json() | changed).digest != DEFINITION.digest


@given(st.lists(_items, max_size=5).map(tuple), st.dictionaries(_ids, st.dictionaries(_ids, _words), max_size=2))
def test_every_item_survives_being_stored(items: tuple[Item, ...], translations: dict[str, dict[str, str]]) -> None:
    definition = Definition("小测", "", items, (), translations=translations)
    assert Definition.from_json(definition.to_json()) == definition


def test_a_definition_stored_before_a_field_was_added_still_loads() -> None:
    item = {"id": "a", "type": "agreement", "text": "公平", "options": []}
    stored = {"title": "旧", "intro": "", "items": [item], "dimensions": []}
    definition = Definition.from_json(stored)
    assert definition == Definition("旧", "", (Item("a", ItemType.AGREEMENT, "公平"),), ())
    assert stored["items"] == [item]


def test_a_translated_definition_keeps_the_chinese_words_it_has_no_others_for() -> None:
    english = DEFINITION.in_language("en")
    assert (english.title, english.items[0].text, english.items[0].stem) == ("Small test", "Fairness", "Do you agree?")
    assert [option.label for option in english.items[1].options] == ["Day shift", "夜班"]
    assert (english.items[2].text, english.items[2].unit) == ("工龄", "years")
    assert (english.sections, english.dimensions[0].label) == ((("a", "One"),), "Fairness")
    assert DEFINITION.in_language("zh") == DEFINITION


def test_other_is_the_last_choice_where_it_is_offered() -> None:
    assert [option.id for option in ITEMS[1].choices] == ["day", "night", OTHER]
    assert ITEMS[1].choices[-1].label == OTHER_LABEL
    assert ITEMS[1].other_key == "c.other"
    assert [option.id for option in ITEMS[3].choices] == ["meal", "bus"]
