"""Whatever an officer does to a draft, in whatever order, it stays whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.bank import BankItem
from surveys.drafts import drafting
from surveys.drafts.drafting import Section
from surveys.items import Definition, Dimension, Item, ItemType, Option, ShowIf
from surveys.questionnaires import BUILT_IN

YOUTH = BUILT_IN["youth"].definition
PULSE = BUILT_IN["pulse"].definition


def _whole(definition: Definition) -> None:
    ids = [item.id for item in definition.items]
    assert len(set(ids)) == len(ids)
    assert [first for first, _title in definition.sections] == [
        each for each in ids if each in dict(definition.sections)
    ]
    assert all(item.show_if is None or item.show_if.item in ids for item in definition.items)
    assert set(definition.segments) <= set(ids)
    assert set(definition.translations.get("en", {})) <= set(drafting.texts(definition))
    assert Definition.from_json(definition.to_json()) == definition


def test_sections_taken_apart_and_put_together_are_the_same() -> None:
    for each in BUILT_IN.values():
        assert drafting.put_together(each.definition, drafting.sections(each.definition)) == each.definition


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_any_sequence_of_steps_leaves_a_whole_draft(data: Any) -> None:
    draft = PULSE
    questions = list(YOUTH.items[:12])
    for _step in range(data.draw(st.integers(1, 12))):
        ids = [item.id for item in draft.items]
        if not ids:
            break
        chosen = data.draw(st.sampled_from(ids))
        step = data.draw(st.sampled_from(["add", "up", "down", "delete", "head", "rename", "section"]))
        if step == "add":
            item = data.draw(st.sampled_from(questions))
            draft = drafting.add(draft, [BankItem(replace(item, show_if=None), {"": "English"})], after=chosen)
        elif step in ("up", "down"):
            draft = drafting.move(draft, chosen, up=step == "up")
        elif step == "delete":
            draft = drafting.delete(draft, chosen)
        elif step == "head":
            draft = drafting.head(draft, chosen, data.draw(st.sampled_from(["", "新的一段"])))
        elif step == "rename":
            item = drafting.find(draft, chosen)
            assert item is not None
            draft = drafting.change(draft, chosen, replace(item, id=f"own_{len(ids)}{chosen}", text="换了说法"))
        else:
            first = data.draw(st.sampled_from([part.items[0].id for part in drafting.sections(draft)]))
            draft = drafting.move_section(draft, first, up=data.draw(st.booleans()))
        _whole(draft)


def test_moving_up_and_down_again_changes_nothing_inside_a_section() -> None:
    moved = drafting.move(YOUTH, "settle_2", up=False)
    assert moved != YOUTH
    assert drafting.move(moved, "settle_2", up=True) == YOUTH


def test_an_item_moved_past_a_heading_joins_the_other_section() -> None:
    first = drafting.sections(YOUTH)[1].items[0].id
    moved = drafting.move(YOUTH, first, up=True)
    parts = drafting.sections(moved)
    assert parts[0].items[-1].id == first
    assert parts[1].heading == "扎下根"
    assert parts[1].items[0].id == "settle_2"
    assert moved.translations["en"]["section.settle_2"] == "Settling in"


def test_the_last_item_stays_when_moved_down_and_the_first_when_moved_up() -> None:
    assert drafting.move(PULSE, PULSE.items[-1].id, up=False) == PULSE
    assert drafting.move(PULSE, PULSE.items[0].id, up=True) == PULSE


def test_a_whole_section_changes_places_with_the_one_above() -> None:
    moved = drafting.move_section(YOUTH, "growth_1", up=True)
    assert [part.heading for part in drafting.sections(moved)][:3] == ["来了多久", "有奔头", "扎下根"]
    assert drafting.move_section(YOUTH, YOUTH.items[0].id, up=True) == YOUTH


def test_deleting_the_first_item_of_a_section_leaves_its_heading_to_the_next() -> None:
    shorter = drafting.delete(YOUTH, "settle_1")
    assert ("settle_2", "扎下根") in shorter.sections
    gone = drafting.delete(drafting.delete(PULSE, "pulse_talk"), "mood_1")
    assert [title for _first, title in gone.sections] == ["最近的心情"]


def test_what_was_shown_only_after_a_deleted_item_is_shown_always() -> None:
    assert [item.id for item in drafting.dependants(YOUTH, "youth_years")] == ["settle_1"]
    shorter = drafting.delete(YOUTH, "youth_years")
    item = drafting.find(shorter, "settle_1")
    assert item is not None
    assert item.show_if is None


def test_questions_are_added_behind_the_chosen_one_and_none_twice() -> None:
    question = BankItem(Item("own_a", ItemType.AGREEMENT, "食堂的菜好吃。"), {"": "The food is good."})
    longer = drafting.add(PULSE, [question, question, BankItem(PULSE.items[0])], after="mood_1")
    assert [item.id for item in longer.items][:3] == ["mood_1", "own_a", "load_2"]
    assert longer.translations["en"]["own_a"] == "The food is good."
    assert drafting.add(PULSE, [question]).items[-1].id == "own_a"
    empty = replace(PULSE, items=(), sections=(), translations={})
    assert drafting.add(empty, [question]).items == (question.item,)


def test_a_new_id_is_followed_by_headings_conditions_segments_and_only_what_still_holds_in_english() -> None:
    years = drafting.find(YOUTH, "youth_years")
    assert years is not None
    draft = replace(YOUTH, segments=("youth_years", "seg_job"))
    changed = drafting.change(draft, "youth_years", replace(years, id="own_x", text="您在本岗位干了多久？"))
    assert changed.sections[0][0] == "own_x"
    assert changed.segments == ("own_x", "seg_job")
    settle = drafting.find(changed, "settle_1")
    assert settle is not None
    assert settle.show_if == ShowIf("own_x", ("new", "young"))
    english = changed.translations["en"]
    assert "own_x" not in english
    assert english["own_x.new"] == "Less than a year"
    assert english["section.own_x"] == "Time here"
    assert not any(key.startswith("youth_years") for key in english)
    kept = drafting.change(draft, "youth_years", replace(years, text="您来单位多长时间了？"))
    assert kept.translations["en"]["youth_years"] == "How long have you been here?"


def test_a_segment_that_is_no_single_choice_any_more_is_no_segment() -> None:
    item = drafting.find(YOUTH, "seg_job")
    assert item is not None
    assert drafting.change(YOUTH, "seg_job", replace(item, type=ItemType.MULTIPLE)).segments == ("seg_employment",)


def test_a_heading_is_set_reworded_and_taken_away() -> None:
    headed = drafting.head(PULSE, "load_2", "累不累")
    assert [title for _first, title in headed.sections] == ["最近的心情", "累不累", "您的话"]
    assert drafting.head(headed, "load_2", " ") == PULSE
    assert "section.mood_1" not in drafting.head(PULSE, "mood_1", "心情").translations["en"]
    assert drafting.head(PULSE, "mood_1", "最近的心情") == PULSE


def test_options_keep_their_ids_when_only_their_words_or_order_change() -> None:
    before = (Option("a", "住房"), Option("b", "收入"), Option("n", "没有", exclusive=True))
    reworded = drafting.options_from(["房子", "收入", "没有"], before, last_stands_alone=True)
    assert reworded == (Option("a", "房子"), Option("b", "收入"), Option("n", "没有", exclusive=True))
    moved = drafting.options_from(["收入", "住房", "没有"], before, last_stands_alone=False)
    assert [option.id for option in moved] == ["b", "a", "n"]
    more = drafting.options_from(["住房", " 收入 ", "", "孩子", "没有", "住房"], before, last_stands_alone=True)
    assert [(option.id, option.label) for option in more] == [
        ("a", "住房"),
        ("b", "收入"),
        ("o1", "孩子"),
        ("n", "没有"),
    ]


@given(
    st.lists(st.sampled_from(["甲", "乙", "丙", "丁", "戊"]), unique=True),
    st.lists(st.sampled_from(["甲", "乙", "丙", "丁", "己", "庚"])),
)
def test_no_two_options_ever_share_an_id(old: list[str], new: list[str]) -> None:
    before = drafting.options_from(old, (), last_stands_alone=False)
    after = drafting.options_from(new, before, last_stands_alone=True)
    assert len({option.id for option in after}) == len(after) == len(set(new))
    ids = {option.label: option.id for option in before}
    assert all(option.id == ids[option.label] for option in after if option.label in ids)


def test_dimensions_are_renamed_weighted_and_taken_away() -> None:
    measured = drafting.measure(
        YOUTH, [Dimension("settle", "扎下根", 2.0), Dimension("hope", "前途")], ["seg_job", "youth_hard"]
    )
    assert measured.dimensions[0].weight == 2.0
    assert measured.segments == ("seg_job",)
    assert {item.dimension for item in measured.items} == {"", "settle", "hope"}
    assert measured.translations["en"]["dimension.settle"] == "Settling in"
    assert "dimension.hope" not in measured.translations["en"]


def test_conditions_look_back_only() -> None:
    assert [item.id for item in drafting.conditional_on(YOUTH, "settle_1")] == ["youth_years"]
    assert drafting.conditional_on(YOUTH, YOUTH.items[0].id) == []
    free = drafting.condition(YOUTH, "settle_1", None)
    assert drafting.dependants(free, "youth_years") == []


def test_everything_that_can_be_translated_is_listed_and_what_lacks_english_is_known() -> None:
    for each in BUILT_IN.values():
        assert drafting.untranslated(each.definition) == []
    reworded = replace(PULSE, title="十二月思想动态", translations={"en": {"title": "Pulse"}})
    assert "intro" in drafting.untranslated(reworded)
    english = drafting.translate(PULSE, {"title": " December ", "intro": "", "nonsense": "x"})
    assert english.translations == {"en": {"title": "December"}}
    assert drafting.translate(PULSE, {}).translations == {}


def test_an_empty_draft_has_no_sections() -> None:
    empty = Definition("空", "", (), ())
    assert drafting.sections(empty) == []
    assert drafting.put_together(empty, [Section("没有题", "", ())]) == empty


def test_the_stem_of_a_table_is_translated_once_for_all_its_rows() -> None:
    reform = BUILT_IN["reform"].definition
    assert drafting.repeated_stems(reform)["support_pay.stem"] == "support_labour.stem"
    english = drafting.translate(reform, {"support_labour.stem": "I am for"}).translations["en"]
    assert english == {f"support_{name}.stem": "I am for" for name in ("labour", "personnel", "pay")}


def test_questions_that_say_something_else_get_new_ids_and_everything_follows() -> None:
    known = {item.id: item for item in YOUTH.items}
    items = tuple(
        replace(item, text=f"{item.text}真的吗？") if item.id in {"youth_years", "settle_2"} else item
        for item in YOUTH.items
    )
    draft = replace(YOUTH, items=items)
    letters = iter(["aa", "bb"])
    renewed = drafting.renew(draft, known, same_meaning=False, draw=lambda: next(letters))
    assert [item.id for item in renewed.items][:3] == ["own_aa", "settle_1", "own_bb"]
    assert renewed.items[1].show_if == ShowIf("own_aa", ("new", "young"))
    assert renewed.sections[0][0] == "own_aa"
    assert drafting.renew(draft, known, same_meaning=True, draw=lambda: "cc") == draft
    turned = (replace(item, reverse=True) if item.id == "settle_2" else item for item in draft.items)
    other = replace(draft, items=tuple(turned))
    apart = drafting.renew(other, known, same_meaning=True, draw=lambda: "dd")
    assert [item.id for item in apart.items if item.id.startswith("own_")] == ["own_dd"]
