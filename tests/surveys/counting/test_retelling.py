"""Two releases laid side by side: their difference never tells what one to four people answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from surveys.counting.release import Release
from surveys.counting.releasing import build
from surveys.counting.tally import count
from surveys.items import Definition, Dimension, Item, ItemType, ReportingUnit

K = 5
DEFINITION = Definition("问卷", "", (Item("pay1", ItemType.AGREEMENT, "收入", "pay"),), (Dimension("pay", "薪酬待遇"),))
NAMES = ("公司", "一车间", "二车间", "三车间")
#: Who is invited and who stays away, per workshop.
Wave = Mapping[str, tuple[int, int]]


def publish(wave: Wave, earlier: Any = ()) -> Release:
    units = [ReportingUnit(0, None, "公司", 0, False)]
    units += [
        ReportingUnit(number, 0, name, invited, True) for number, (name, (invited, _)) in enumerate(wave.items(), 1)
    ]
    definition = replace(DEFINITION, units=tuple(units))
    ballots = [
        (number, {"pay1": 1 + person % 4})
        for number, (invited, away) in enumerate(wave.values(), start=1)
        for person in range(invited - away)
    ]
    made = build(
        definition, count(definition, ballots), slug="a", digest="d", opened_on="", closed_on="", earlier=earlier
    )
    return Release.from_json(json.loads(json.dumps(made.to_json())))


def told(release: Release) -> list[frozenset[str]]:
    """The published groups, each as the workshops in it."""
    if release.index.value is None:
        return []
    every = frozenset(group.name for group in release.groups if group.parent_id is not None)
    return [every if group.parent_id is None else frozenset({group.name}) for group in release.groups if group.shown]


def follows(groups: list[frozenset[str]], wanted: frozenset[str]) -> bool:
    """Whether the sum of a set of workshops is a combination of the published sums, by exact elimination."""
    names = sorted(frozenset().union(*groups, wanted))
    rows = [[Fraction(name in group) for name in names] for group in groups]
    target = [Fraction(name in wanted) for name in names]
    for column in range(len(names)):
        pivot = next((row for row in rows if row[column] and not any(row[:column])), None)
        if pivot is None:
            continue
        for row in (*rows, target):
            if row is not pivot and row[column]:
                factor = row[column] / pivot[column]
                row[:] = [value - factor * base for value, base in zip(row, pivot, strict=True)]
    return not any(target)


def isolated(before: Wave, now: Wave, releases: tuple[Release, Release]) -> frozenset[str] | None:
    """Workshops told by both releases whose difference holds one to four people that an insider can name.

    The insider knows every roster, and takes everybody else to have answered as before.
    """
    common = sorted(set(before) & set(now))
    for size in range(1, len(common) + 1):
        for chosen in combinations(common, size):
            wanted = frozenset(chosen)
            if all(follows(told(release), wanted) for release in releases):
                away = sum(wave[name][1] for wave in (before, now) for name in chosen)
                moved = abs(sum(now[name][0] - before[name][0] for name in chosen))
                # With five or more away nobody can say whose answers differ.
                if away < K and 0 < away + moved < K:
                    return wanted
    return None


def waves() -> st.SearchStrategy[Wave]:
    unit = st.tuples(st.integers(5, 14), st.sampled_from((0, 0, 0, 1, 2, 6))).map(lambda each: (each[0], min(each)))
    return st.fixed_dictionaries(dict.fromkeys(NAMES[1:], unit))


ALL = {"一车间": (10, 0), "二车间": (12, 0), "三车间": (9, 0)}


@given(waves(), waves())
@example(ALL, ALL | {"二车间": (13, 0)})
@example(ALL, ALL | {"二车间": (13, 0), "三车间": (8, 0)})
@example(ALL | {"一车间": (10, 6)}, ALL | {"二车间": (13, 0)})
def test_no_difference_of_two_releases_isolates_one_to_four_people(before: Wave, now: Wave) -> None:
    first = publish(before)
    second = publish(now, [first])
    assert isolated(before, now, (first, second)) is None


def test_the_same_attack_on_releases_that_do_not_know_each_other_succeeds() -> None:
    now = ALL | {"二车间": (13, 0)}
    assert isolated(ALL, now, (publish(ALL), publish(now))) == {"二车间"}


def test_a_unit_that_one_joined_while_all_answered_is_told_only_with_a_neighbour() -> None:
    away = ALL | {"一车间": (40, 10)}
    second = publish(away | {"二车间": (13, 0)}, [publish(away)])
    assert {group.name for group in second.groups if group.shown} == {"公司", "三车间"}


def test_where_everybody_answered_twice_and_one_is_new_nothing_is_told() -> None:
    first = publish({"一车间": (12, 0)})
    second = publish({"一车间": (13, 0)}, [first])
    assert second.untold
    assert second.index.value is second.happiness.value is None
    assert all(row.kind == "hidden" for row in second.items)
    assert not second.shown_groups
    assert second.floor == K


def test_the_same_people_may_be_told_again() -> None:
    assert not publish(ALL, [publish(ALL)]).untold
    assert len(publish(ALL, [publish(ALL)]).shown_groups) == 4


def test_ordinary_turnover_with_ordinary_absence_hides_nothing() -> None:
    before = {"一车间": (60, 20), "二车间": (50, 12)}
    now = {"一车间": (61, 22), "二车间": (48, 9)}
    assert len(publish(now, [publish(before)]).shown_groups) == 3


def test_segments_are_left_out_where_it_is_known_who_answered() -> None:
    from tests.surveys.counting.test_segments import DEFINITION as WITH_SEGMENTS

    ballots = [
        (1 + number % 3, {"sex": "fm"[number % 2], "age": "abc"[number // 6 % 3], "pay1": 1 + number % 5, "load1": 3})
        for number in range(120)
    ]
    tally = count(WITH_SEGMENTS, ballots)
    names = {"slug": "a", "digest": "d", "opened_on": "", "closed_on": ""}
    first = build(WITH_SEGMENTS, tally, **names)
    assert first.segments[0].parts
    assert build(WITH_SEGMENTS, tally, **names, earlier=[first]).segments == ()
