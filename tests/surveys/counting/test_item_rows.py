"""Rows of the release for each kind of item: shares, places and means, or words where those would point at somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.disclosure import CONCENTRATED_WORDS, HIDDEN_WORDS, TELLING_MEAN_WORDS
from surveys.answers import Answer, Answers
from surveys.counting import item_rows
from surveys.counting.release import ItemRow
from surveys.counting.tally import count
from surveys.items import OTHER, OTHER_LABEL, Definition, Item, ItemType, Option, ReportingUnit

OPTIONS = (Option("x", "食堂"), Option("y", "班车"), Option("z", "浴室"))


def row(item: Item, answers: Sequence[Answer | Answers]) -> ItemRow:
    """The row of an item that was answered so, by people of one unit."""
    definition = Definition("小测", "", (item,), (), (ReportingUnit(0, None, "集团", 99, True),))
    given = ((0, answer if isinstance(answer, dict) else {item.id: answer}) for answer in answers)
    return item_rows.row(item, count(definition, given).units[0], 5)


def test_a_single_choice_with_other_is_told_in_shares_of_whole_percents() -> None:
    item = Item("c", ItemType.SINGLE, "先办", options=OPTIONS, other=True)
    told = row(item, ["x"] * 3 + ["y"] * 3 + [{"c": OTHER, "c.other": "路灯"}] * 2)
    assert told.options == ("食堂", "班车", "浴室", OTHER_LABEL)
    assert told.percents == (38, 37, 0, 25)


def test_a_multiple_choice_is_told_in_shares_of_the_people_not_of_the_ticks() -> None:
    item = Item("d", ItemType.MULTIPLE, "缺什么", options=OPTIONS)
    assert row(item, [("x", "y")] * 6 + [("x",)] * 2 + [("z",)] * 2).percents == (80, 60, 20)
    assert row(item, [("x", "y")] * 6 + [("x",)] * 4).words == CONCENTRATED_WORDS
    assert row(item, [("x", "y")] * 4).words == HIDDEN_WORDS


def test_a_ranking_is_told_in_mean_places_and_first_places() -> None:
    item = Item("r", ItemType.RANKING, "先办", options=OPTIONS)
    told = row(item, [("x", "y", "z")] * 4 + [("y", "z", "x")] * 4 + [("z", "x", "y")] * 2)
    assert told.percents == (40, 40, 20)
    assert told.places == (2.0, 1.8, 2.2)
    assert told.kind == "shares"


def test_a_place_that_nearly_everybody_gave_is_not_told() -> None:
    item = Item("r", ItemType.RANKING, "先办", options=OPTIONS)
    last_alike = row(item, [("x", "y", "z")] * 5 + [("y", "x", "z")] * 5)
    assert (last_alike.kind, last_alike.places, last_alike.percents) == ("band", (), ())
    assert row(item, [("x", "y", "z")] * 3).kind == "hidden"


def test_a_number_is_told_by_its_bands_or_as_a_rounded_mean() -> None:
    banded = Item("n", ItemType.NUMBER, "工龄", unit="年", bands=(5, 10))
    assert row(banded, [1, 2, 6, 7, 30, 31]).percents == (34, 33, 33)
    plain = Item("n", ItemType.NUMBER, "加班", unit="小时")
    told = row(plain, [10, 11, 12, 13, 17])
    assert (told.kind, told.mean, told.unit, told.percents) == ("mean", 13.0, "小时", ())
    assert row(plain, [3100, 3300, 3600, 4000, 4100]).mean == 3600.0
    assert row(plain, [1, 1, 2, 3, 4]).mean == 2.2


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([1, 2, 3, 4], HIDDEN_WORDS),
        ([8] * 20, TELLING_MEAN_WORDS),
        ([8] * 19 + [9], TELLING_MEAN_WORDS),
        ([1, 2, 3, 4, 10_000], TELLING_MEAN_WORDS),
        ([-1, -2, -3, -4, -10_000], TELLING_MEAN_WORDS),
        ([0, 0, 0, 0, 0, 7], TELLING_MEAN_WORDS),
    ],
)
def test_a_mean_that_points_at_somebody_is_words(numbers: list[int], words: str) -> None:
    told = row(Item("n", ItemType.NUMBER, "加班"), numbers)
    assert (told.kind, told.mean, told.words) == ("band", None, words)


@given(st.lists(st.integers(-(10**6), 10**6), max_size=30))
def test_no_mean_has_more_than_two_significant_digits(numbers: list[int]) -> None:
    told = row(Item("n", ItemType.NUMBER, "数"), [0, *numbers])
    if told.mean:
        assert float(f"{told.mean:.2g}") == told.mean


_ANSWERS: dict[ItemType, st.SearchStrategy[Answer]] = {
    ItemType.AGREEMENT: st.integers(1, 5),
    ItemType.TEN: st.integers(0, 10),
    ItemType.SINGLE: st.sampled_from(["x", "y", "z"]),
    ItemType.MULTIPLE: st.sets(st.sampled_from(["x", "y", "z"]), min_size=1).map(lambda some: tuple(sorted(some))),
    ItemType.RANKING: st.permutations(["x", "y", "z"]).map(tuple),
    ItemType.NUMBER: st.integers(0, 10**9),
    ItemType.DATE: st.dates(date(2000, 1, 1), date(2026, 12, 31)).map(str),
}


@given(st.data(), st.sampled_from(list(_ANSWERS)), st.sampled_from([(), (5, 10)]))
def test_fewer_than_five_answers_and_answers_all_alike_are_never_figures(
    data: st.DataObject, kind: ItemType, banded: tuple[int, ...]
) -> None:
    item = Item("q", kind, "?", options=OPTIONS, bands=banded)
    few = data.draw(st.lists(_ANSWERS[kind], max_size=4))
    for told in (row(item, [*few, *([None] * 9)]), row(item, [data.draw(_ANSWERS[kind])] * 12)):
        assert told.kind in {"hidden", "band"}
        assert told.words
        assert (told.percents, told.places, told.mean, told.favourable, told.low, told.high) == (
            (),
            (),
            None,
            None,
            None,
            None,
        )


def test_dates_are_told_by_bands_and_a_hidden_one_does_not_name_its_months() -> None:
    item = Item("t", ItemType.DATE, "入职")
    told = row(item, ["2026-01-05"] * 5 + ["2026-02-07"] * 5)
    assert (told.options, told.percents) == (("2026-01", "2026-02"), (50, 50))
    alike = row(item, ["2026-01-05"] * 12)
    assert (alike.kind, alike.options, alike.percents) == ("band", (), ())


def test_rows_of_a_matrix_carry_what_stands_above_them() -> None:
    item = Item("a", ItemType.AGREEMENT, "公平", stem="您同意吗？")
    told = row(item, [1, 2, 3, 4, 5])
    assert (told.stem, told.favourable, told.is_five_point) == ("您同意吗？", 40, True)
