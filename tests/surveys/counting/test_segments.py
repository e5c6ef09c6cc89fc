"""Units and segments of a whole release, attacked: nothing that follows from all of it rests on one to four people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures.disclosure import HIDDEN_WORDS
from surveys.counting.release import Cell, Release
from surveys.counting.releasing import build
from surveys.counting.segments import put_together
from surveys.counting.tally import count
from surveys.items import Definition, Dimension, Item, ItemType, Option, ReportingUnit
from tests.surveys.attacker import small_group, unanimous_group

K = 5
SEX = Item("sex", ItemType.SINGLE, "性别", options=(Option("f", "女"), Option("m", "男")), required=False)
AGE = Item(
    "age",
    ItemType.SINGLE,
    "年龄",
    options=(Option("a", "30岁以下"), Option("b", "31–45岁"), Option("c", "46岁以上")),
    required=False,
)
PAY = Item("pay1", ItemType.AGREEMENT, "收入", "pay", may_not_apply=True)
LOAD = Item("load1", ItemType.AGREEMENT, "劳动强度", "load", may_not_apply=True)
UNITS = (
    ReportingUnit(0, None, "公司", 0, False),
    ReportingUnit(1, 0, "一车间", 40, True),
    ReportingUnit(2, 0, "二车间", 40, True),
    ReportingUnit(3, 0, "三车间", 40, True),
)
DEFINITION = Definition(
    "问卷",
    "",
    (SEX, AGE, PAY, LOAD),
    (Dimension("pay", "薪酬待遇"), Dimension("load", "劳动强度")),
    UNITS,
    segments=("sex", "age"),
)
Ballots = Sequence[tuple[int | None, dict[str, Any]]]


@st.composite
def crowds(draw: st.DrawFn) -> list[tuple[int | None, dict[str, Any]]]:
    """People in clumps who answer alike, so that small and unanimous groups are common; gaps and 不适用 as well."""
    ballots: list[tuple[int | None, dict[str, Any]]] = []
    for _clump in range(draw(st.integers(1, 7))):
        answers = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "sex": st.sampled_from("fm"),
                    "age": st.sampled_from("abc"),
                    "pay1": st.sampled_from((1, 3, 5, None)),
                    "load1": st.sampled_from((1, 2, 4, 5)),
                },
            )
        )
        unit = draw(st.sampled_from((None, 1, 2, 3)))
        ballots += [(unit, dict(answers)) for _each in range(draw(st.integers(1, 9)))]
    return ballots


def publish(ballots: Ballots, definition: Definition = DEFINITION) -> Release:
    built = build(definition, count(definition, ballots), slug="a", digest="d", opened_on="", closed_on="")
    # What an attacker holds is what is stored, so the attack goes through JSON.
    return Release.from_json(json.loads(json.dumps(built.to_json())))


def atom(ballot: tuple[int | None, dict[str, Any]]) -> tuple[Any, ...]:
    unit, answers = ballot
    return unit, answers.get("sex"), answers.get("age")


def published_groups(
    release: Release, atoms: Sequence[tuple[Any, ...]], figure: str, *, exactly: bool = False
) -> list[Any]:
    """The groups for which a figure is told: units with all below, and parts of segments."""

    def told(cell: Cell) -> bool:
        return cell.value is not None or (not exactly and cell.words != HIDDEN_WORDS)

    def has(row: Any) -> bool:
        if figure == "n":
            return row.n is not None
        return told(row.index if figure == "index" else row.dimensions[("pay", "load").index(figure)])

    groups = [
        frozenset(each for each in atoms if group.parent_id is None or each[0] == group.id)
        for group in release.groups
        if has(group)
    ]
    for place, segment in enumerate(release.segments, start=1):
        groups += [
            frozenset(each for each in atoms if (each[place] or "") in part.options)
            for part in segment.parts
            if has(part)
        ]
    return groups


FIGURES = {"n": (), "index": ("pay1", "load1"), "pay": ("pay1",), "load": ("load1",)}


def people(ballots: Ballots, figure: str) -> dict[tuple[Any, ...], int]:
    found: dict[tuple[Any, ...], int] = {}
    for ballot in ballots:
        items = FIGURES[figure]
        if not items or any(ballot[1].get(item) is not None for item in items):
            found[atom(ballot)] = found.get(atom(ballot), 0) + 1
    return found


def gaps(ballots: Ballots) -> dict[tuple[Any, ...], int]:
    """Those who have an index from one dimension alone."""
    found: dict[tuple[Any, ...], int] = {}
    for ballot in ballots:
        given = [ballot[1].get(item) is not None for item in ("pay1", "load1")]
        found[atom(ballot)] = found.get(atom(ballot), 0) + (any(given) and not all(given))
    return found


ONE_MAN_AMONG_WOMEN = [
    *[(1, {"sex": "m", "age": "b", "pay1": 2, "load1": 3})] * 9,
    *[(2, {"sex": "f", "age": "b", "pay1": 4, "load1": 3})] * 8,
    (2, {"sex": "m", "age": "b", "pay1": 1, "load1": 3}),
]


@given(crowds())
@example(ONE_MAN_AMONG_WOMEN)
@example([*[(None, {"sex": "f", "pay1": 3})] * 6, *[(1, {"age": "a", "pay1": 3})] * 7])
def test_nothing_released_lets_one_to_four_people_be_computed(ballots: Ballots) -> None:
    release = publish(ballots)
    for figure in FIGURES:
        crowd = people(ballots, figure)
        groups = published_groups(release, list(crowd), figure)
        assert small_group(groups, crowd, K) is None, figure


@given(crowds())
def test_nothing_released_tells_a_group_that_all_of_it_chose_an_end_of_the_scale(ballots: Ballots) -> None:
    release = publish(ballots)
    for figure in ("pay", "load"):
        given_: dict[tuple[Any, ...], list[int]] = {}
        for ballot in ballots:
            answer = ballot[1].get(FIGURES[figure][0])
            if answer is not None:
                given_.setdefault(atom(ballot), []).append(answer)
        groups = published_groups(release, list(given_), figure, exactly=True)
        assert unanimous_group(groups, given_, (1, 5)) is None, figure


@given(crowds())
@example([*[(1, {"pay1": 2, "load1": 4})] * 12, (1, {"pay1": 3, "load1": None})])
def test_index_and_dimensions_together_tell_nothing_of_the_few_who_left_one_out(ballots: Ballots) -> None:
    """The index of everybody less their dimensions leaves the scores of those who have only one."""
    release = publish(ballots)
    left_out = gaps(ballots)
    groups = published_groups(release, list(left_out), "index", exactly=True)
    assert small_group(groups, left_out, K) is None


def test_the_same_attack_on_a_naive_release_succeeds() -> None:
    """Every unit and every option of five or more is shown, as most products do: the man of unit two is alone."""
    crowd = people(ONE_MAN_AMONG_WOMEN, "pay")
    atoms = list(crowd)
    naive = [
        frozenset(atoms),
        *(frozenset(each for each in atoms if each[0] == unit) for unit in (1, 2)),
        *(frozenset(each for each in atoms if each[1] == sex) for sex in "fm"),
    ]
    assert all(sum(crowd[each] for each in group) >= K for group in naive)
    found = small_group(naive, crowd, K)
    assert found == {(2, "m", "b")}
    release = publish(ONE_MAN_AMONG_WOMEN)
    assert small_group(published_groups(release, atoms, "pay"), crowd, K) is None


def test_the_worked_example_of_the_handbook_is_what_happens() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "disclosure.md").read_text()
    told = {
        cells[0]: (int(cells[1]), cells[2] == "yes", cells[3] == "yes")
        for line in text.splitlines()
        if line.startswith(("| Unit ", "| All "))
        for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
    }
    crowd = people(ONE_MAN_AMONG_WOMEN, "n")

    def size(place: int, value: Any) -> int:
        return sum(number for each, number in crowd.items() if each[place] == value)

    release = publish(ONE_MAN_AMONG_WOMEN)
    shown = {group.name for group in release.groups if group.shown}
    parts = {part.label for part in release.segments[0].parts}
    assert told == {
        "Unit A": (size(0, 1), size(0, 1) >= K, "一车间" in shown),
        "Unit B": (size(0, 2), size(0, 2) >= K, "二车间" in shown),
        "All women": (size(1, "f"), size(1, "f") >= K, "女" in parts),
        "All men": (size(1, "m"), size(1, "m") >= K, "男" in parts),
    }


def test_an_ordinary_survey_shows_units_and_segments_together() -> None:
    ballots = [
        (1 + number % 3, {"sex": "fm"[number % 2], "age": "abc"[number // 2 % 3], "pay1": 1 + number % 5, "load1": 3})
        for number in range(180)
    ]
    release = publish(ballots)
    assert len(release.shown_groups) == 4
    assert [[part.label for part in row.parts] for row in release.segments] == [
        ["女", "男"],
        ["30岁以下", "31–45岁", "46岁以上"],
    ]
    assert [part.n for part in release.segments[0].parts] == [90, 90]
    assert release.segments[0].parts[0].index.value is not None


def test_an_option_of_three_is_shown_only_together_with_its_neighbour() -> None:
    ballots = [
        (1 + number % 3, {"sex": "fm"[number % 2], "age": "a" if number < 3 else "bc"[number // 6 % 2], "pay1": 3})
        for number in range(120)
    ]
    release = publish(ballots)
    assert [part.label for part in release.segments[1].parts] == ["30岁以下、31–45岁", "46岁以上"]


def test_few_who_left_the_item_out_stand_with_the_smallest_option() -> None:
    ballots = [(1, {"sex": "f", "pay1": 3})] * 6 + [(1, {"sex": "m", "pay1": 2})] * 9 + [(1, {"pay1": 4})] * 2
    found = publish(ballots).segments[0]
    assert [(part.label, part.n) for part in found.parts] == [("女、未填", 8), ("男", 9)]
    assert found.hidden == ()


def test_many_who_left_the_item_out_stay_a_group_of_their_own_that_is_not_shown() -> None:
    ballots = [(1, {"sex": "f", "pay1": 3})] * 6 + [(1, {"sex": "m", "pay1": 2})] * 9 + [(1, {"pay1": 4})] * 7
    assert [part.label for part in publish(ballots).segments[0].parts] == ["女", "男"]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"a": 9, "b": 3, "c": 20}, [("a", "b"), ("c",)]),
        ({"a": 9, "b": 0, "c": 20}, [("a",), ("c",)]),
        ({"a": 2, "b": 2}, []),
        ({"a": 2, "b": 3, "c": 9}, [("a", "b"), ("c",)]),
        ({}, []),
    ],
)
def test_small_options_join_their_smaller_neighbour(sizes: dict[str, int], expected: list[tuple[str, ...]]) -> None:
    assert put_together(sizes, K) == expected


def test_a_survey_without_segments_has_none() -> None:
    assert publish([(1, {"pay1": 3})] * 9, replace(DEFINITION, segments=())).segments == ()


@given(crowds())
def test_the_order_of_ballots_changes_no_segment(ballots: Ballots) -> None:
    assert publish(ballots).segments == publish(ballots[::-1]).segments
