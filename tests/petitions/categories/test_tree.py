"""Categories stand under fixed report codes, and what could be chosen once is never deleted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.categories import tree
from petitions.categories.tree import BARRIER_LABELS, Barrier, Category, CategoryTree, Stage
from petitions.kinds import CATEGORIES

PIT = Category("own-pit", "safety", "井下作业", "Underground work")
GAS = Category("own-gas", "safety", "瓦斯", parent="own-pit")
LATE = Category("own-late", "pay", "拖欠工资", parent="pay", stage=Stage.HIDDEN)
DRAFT = Category("own-draft", "other", "门店", stage=Stage.DRAFT)
KNOWN = CategoryTree.of((Category("pay", "pay", "薪酬待遇"), PIT, GAS, LATE, DRAFT))


def test_every_report_code_has_a_category_even_where_none_is_kept() -> None:
    assert {row.code for row in KNOWN.first_level()} == {*CATEGORIES, "own-pit", "own-draft"}
    assert list(KNOWN.report_labels()) == list(CATEGORIES)
    assert KNOWN.report_labels()["pay"] == "薪酬待遇"
    assert CategoryTree().report_labels() == CATEGORIES


def test_reports_count_by_the_fixed_code_however_finely_a_case_was_put() -> None:
    codes = ("own-gas", "own-pit", "own-late", "canteen", "gone")
    assert [KNOWN.report_code(code) for code in codes] == ["safety", "safety", "pay", "canteen", "other"]
    assert KNOWN.alike("own-gas") == {"safety", "own-pit", "own-gas"}
    assert KNOWN.within("own-pit") == {"own-pit", "own-gas"}
    assert KNOWN.within("safety") == {"safety"}


def test_petitioners_choose_the_first_level_and_officers_both() -> None:
    assert KNOWN.is_open("own-pit")
    assert not any(KNOWN.is_open(code) for code in ("own-gas", "own-late", "own-draft", "gone"))
    assert KNOWN.may_be_chosen("own-gas")
    assert not any(KNOWN.may_be_chosen(code) for code in ("own-late", "own-draft", "gone"))
    hidden = CategoryTree.of((Category("own-pit", "safety", "井下作业", stage=Stage.HIDDEN), GAS))
    assert not hidden.may_be_chosen("own-gas")


def test_a_case_is_named_by_both_levels_and_by_other_when_its_category_is_gone() -> None:
    assert (KNOWN.first_of("own-gas"), KNOWN.second_of("own-gas")) == (PIT, GAS)
    assert (KNOWN.first_of("own-pit"), KNOWN.second_of("own-pit")) == (PIT, None)
    assert (KNOWN.first_of("gone").code, KNOWN.second_of("gone")) == ("other", None)


def test_what_an_arbitration_commission_hears_stays_so_under_any_name() -> None:
    assert KNOWN.can_go_to_arbitration("own-late")
    assert not KNOWN.can_go_to_arbitration("own-gas")
    assert {"pay", "own-late"} <= set(KNOWN.arbitrable())
    assert "own-pit" not in KNOWN.arbitrable()


@pytest.mark.parametrize(
    ("words", "barrier"),
    [
        (("", "", None, ""), Barrier.NO_LABEL),
        (("长" * 21, "", None, ""), Barrier.NO_LABEL),
        (("门市", "x" * 41, None, ""), Barrier.ENGLISH_TOO_LONG),
        (("井下作业", "", None, ""), Barrier.LABEL_TAKEN),
        (("门店", "", None, ""), Barrier.LABEL_TAKEN),
        (("井下作业", "", None, "own-pit"), None),
        (("井下作业", "", "pay", ""), None),
        (("拖欠工资", "", "pay", ""), Barrier.LABEL_TAKEN),
    ],
)
def test_a_name_is_short_and_stands_once_in_its_place(words: tuple, barrier: Barrier | None) -> None:
    label, english, parent, but = words
    assert tree.barrier_to_words(KNOWN, label, english, parent=parent, but=but) is barrier


def test_what_may_be_added_hidden_and_deleted() -> None:
    full = CategoryTree.of(Category(f"own-{number}", "pay", f"{number}", parent="pay") for number in range(30))
    assert tree.barrier_to_adding(full, "pay", "pay") is Barrier.TOO_MANY
    assert tree.barrier_to_adding(full, "pay", None) is None
    assert tree.barrier_to_adding(full, "own-1", None) is Barrier.NO_REPORT_CODE
    assert (tree.barrier_to_hiding("other"), tree.barrier_to_hiding("pay")) == (Barrier.OTHER_STAYS, None)
    assert [tree.barrier_to_deleting(row) for row in (DRAFT, PIT, LATE)] == [None, Barrier.WAS_SHOWN, Barrier.WAS_SHOWN]
    assert set(BARRIER_LABELS) == set(Barrier)


@given(st.lists(st.text("abcdef", min_size=1), min_size=1, unique=True), st.data())
def test_moving_keeps_everything_and_the_others_in_their_order(codes: list[str], data: st.DataObject) -> None:
    code, by = data.draw(st.sampled_from(codes)), data.draw(st.integers(-3, 3))
    found = tree.moved(codes, code, by)
    assert [each for each in found if each != code] == [each for each in codes if each != code]
    assert found.index(code) == min(max(codes.index(code) + by, 0), len(codes) - 1)


def test_codes_of_ones_own_are_never_those_of_another() -> None:
    assert tree.free_code(KNOWN) == "own-1"
    more = CategoryTree.of((*KNOWN.rows, Category("own-9", "pay", "九"), Category("own-10", "pay", "十")))
    assert tree.free_code(more) == "own-11"
    assert not any(code.startswith(tree.OWN) for code in CATEGORIES)


def test_a_new_one_stands_last_but_before_other() -> None:
    assert tree.placed(["pay", "other"], "own-pit") == ["pay", "own-pit", "other"]
    assert tree.placed(["other", "pay"], "own-pit") == ["other", "pay", "own-pit"]
    assert tree.placed([], "own-gas") == ["own-gas"]
