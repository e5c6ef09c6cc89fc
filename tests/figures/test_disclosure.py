"""Disclosure control, attacked: an independent attacker solves what is published and must not find a small group."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures.disclosure import (
    CONCENTRATED_WORDS,
    HIDDEN_WORDS,
    Node,
    distribution,
    is_concentrated,
    may_tell_mean,
    merge_small,
    publishable,
    reveals,
    score_band,
    small,
    subtree_sizes,
    ticked,
    whole_percents,
)
from tests.figures.elimination import rank

K = 5


@st.composite
def trees(draw, most=9):
    size = draw(st.integers(1, most))
    nodes = [Node(1, None, draw(st.integers(0, 12)))]
    for number in range(2, size + 1):
        nodes.append(Node(number, draw(st.integers(1, number - 1)), draw(st.integers(0, 12))))
    return nodes


def members(nodes, top):
    """The units of the subtree of `top`, found without the code under test."""
    parents = {node.id: node.parent_id for node in nodes}
    inside = set()
    for node in nodes:
        walk = node.id
        while walk is not None and walk != top:
            walk = parents[walk]
        if walk == top:
            inside.add(node.id)
    return inside


def attack(groups, counts):
    """Try every set of units: is its sum computable from the published sums, and does it hold 1 to k−1 people?

    Units without respondents are known to be empty, so the attacker may add or leave them.
    """
    atoms = [atom for atom, count in counts.items() if count]
    rows = [[int(atom in group) for atom in atoms] for group in groups]
    base = rank(rows) if rows else 0
    for choice in product((0, 1), repeat=len(atoms)):
        people = sum(counts[atom] for atom, chosen in zip(atoms, choice, strict=True) if chosen)
        if 0 < people < K and rows and rank([*rows, list(choice)]) == base:
            return frozenset(atom for atom, chosen in zip(atoms, choice, strict=True) if chosen)
    return None


@given(trees())
@example([Node(1, None, 0), Node(2, 1, 3), Node(3, 1, 6), Node(4, 1, 9)])
@example([Node(1, None, 2), Node(2, 1, 5), Node(3, 1, 5)])
@example([Node(1, None, 0), Node(2, 1, 4), Node(3, 1, 40)])
def test_the_attacker_finds_no_small_group_in_what_is_published(nodes):
    shown = publishable(nodes, K)
    groups = [frozenset(members(nodes, unit)) for unit in shown]
    counts = {node.id: node.n for node in nodes}
    assert attack(groups, counts) is None
    assert reveals(groups, counts, K) is None


@given(trees(most=7))
def test_no_other_safe_choice_shows_more_units(nodes):
    shown = publishable(nodes, K)
    sizes = subtree_sizes(nodes)
    counts = {node.id: node.n for node in nodes}
    large = [node.id for node in nodes if sizes[node.id] >= K]
    for choice in product((False, True), repeat=len(large)):
        chosen = [unit for unit, taken in zip(large, choice, strict=True) if taken]
        if len(chosen) > len(shown) and (sizes[1] < K or 1 in chosen):
            assert attack([frozenset(members(nodes, unit)) for unit in chosen], counts) is not None


@given(trees())
def test_a_top_unit_that_is_large_enough_is_always_shown(nodes):
    total = sum(node.n for node in nodes)
    assert (1 in publishable(nodes, K)) == (total >= K)


@given(
    st.lists(st.frozensets(st.integers(0, 7), min_size=1), max_size=6),
    st.lists(st.integers(0, 9), min_size=8, max_size=8),
)
def test_the_check_and_the_attacker_agree_on_any_groups(groups, sizes):
    counts = dict(enumerate(sizes))
    found, expected = reveals(groups, counts, K), attack(groups, counts)
    assert (found is None) == (expected is None)
    if found is not None:
        assert 0 < sum(counts[atom] for atom in found) < K


def test_a_unit_of_three_hides_the_next_smallest_beside_it():
    nodes = [Node(1, None, 0), Node(2, 1, 3), Node(3, 1, 6), Node(4, 1, 9)]
    assert publishable(nodes, K) == {1, 4}


def test_a_unit_of_three_beside_two_small_ones_hides_only_those():
    nodes = [Node(1, None, 0), Node(2, 1, 3), Node(3, 1, 4), Node(4, 1, 9), Node(5, 1, 8)]
    assert publishable(nodes, K) == {1, 4, 5}


def test_few_people_of_the_top_itself_are_protected_too():
    # 2 people belong to the enterprise directly: showing both units would leave them alone.
    shown = publishable([Node(1, None, 2), Node(2, 1, 5), Node(3, 1, 7)], K)
    assert shown == {1, 3}


def test_segments_that_cut_across_units_are_checked_as_well():
    counts = {("a", "f"): 3, ("a", "m"): 10, ("b", "f"): 10, ("b", "m"): 10}
    every = frozenset(counts)
    unit_a = frozenset({("a", "f"), ("a", "m")})
    women = frozenset({("a", "f"), ("b", "f")})
    assert reveals([every, unit_a, women], counts, K) is None
    crossed = frozenset({("a", "m"), ("b", "f")})
    assert reveals([every, unit_a, women, crossed], counts, K) is not None


def test_a_loop_or_an_unknown_parent_is_refused():
    with pytest.raises(ValueError, match="no tree"):
        publishable([Node(1, 2, 3), Node(2, 1, 3)])
    with pytest.raises(ValueError, match="no tree"):
        publishable([Node(1, None, 3), Node(2, 9, 3)])


def test_nothing_is_shown_of_nobody():
    assert publishable([], K) == frozenset()
    assert publishable([Node(1, None, 0)], K) == frozenset()
    assert publishable([Node(1, None, 4)], K) == frozenset()


def test_a_thousand_units_are_decided_in_a_moment():
    nodes = [Node(1, None, 0), *(Node(number, max(1, number // 8), number % 11) for number in range(2, 1001))]
    assert 1 in publishable(nodes, K)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6))
def test_no_respondent_learns_that_over_ninety_percent_of_the_others_agree(counts):
    shown = distribution(counts, K)
    if shown.kind != "shares":
        return
    for own, count in enumerate(counts):
        if not count:
            continue
        others = [other - (position == own) for position, other in enumerate(counts)]
        assert max(others) / sum(others) <= 0.9


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ([4, 0, 0], "hidden"),
        ([5, 0, 0], "band"),
        ([20, 1, 0], "band"),
        ([9, 2, 0], "shares"),
        ([9, 1, 0], "band"),
        ([18, 2, 1], "shares"),
        ([19, 1, 1], "band"),
        ([0, 0], "hidden"),
    ],
)
def test_unanimous_answers_are_told_in_words_only(counts, kind):
    assert distribution(counts, K).kind == kind
    assert distribution([4, 0]).words == HIDDEN_WORDS
    assert distribution([50, 0]).words == CONCENTRATED_WORDS
    assert distribution([50, 0]).percents == ()


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4), st.integers(0, 12))
def test_no_respondent_learns_that_over_ninety_percent_of_the_others_ticked_a_box(counts, n):
    counts = [min(count, n) for count in counts]
    shown = ticked(counts, n, K)
    told = any(
        10 * (count - own) > 9 * (n - 1) for count in counts for own in (0, 1) if (count < n if own == 0 else count > 0)
    )
    assert shown.kind == ("hidden" if n < K else "band" if told else "shares")
    if shown.kind == "shares":
        assert all(abs(percent - 100 * count / n) <= 0.5 for percent, count in zip(shown.percents, counts, strict=True))


@given(st.lists(st.integers(-50, 2000), max_size=12))
def test_a_mean_is_told_only_where_it_blurs_the_largest_number(numbers):
    counts = {value: numbers.count(value) for value in numbers}
    sizes = sorted(map(abs, numbers), reverse=True)
    alike = max(counts.values(), default=0)
    safe = (
        len(numbers) >= K
        and 10 * (alike - (alike == len(numbers))) <= 9 * (len(numbers) - 1)
        and 10 * sum(sizes[2:]) >= sizes[0]
    )
    assert may_tell_mean(counts, K) is safe


def test_an_only_respondent_is_always_concentrated():
    assert is_concentrated([1, 0])


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_whole_percents_sum_to_a_hundred_and_stay_within_one_of_the_truth(counts):
    percents = whole_percents(counts)
    total = sum(counts)
    assert sum(percents) == (100 if total else 0)
    for percent, count in zip(percents, counts, strict=True):
        assert abs(percent - (100 * count / total if total else 0)) < 1


def test_scores_that_would_give_answers_away_are_told_in_three_bands():
    assert [score_band(score)[:2] for score in (100, 70, 69.9, 40, 0)] == ["较高", "较高", "中等", "中等", "较低"]


@given(st.lists(st.integers(0, 20), max_size=9))
def test_no_small_count_can_be_computed_from_the_others_and_the_total(sizes):
    counts = [(f"类{number}", size) for number, size in enumerate(sizes)]
    result = merge_small(counts, K)
    assert all(small(count, K) is not None for _, count in result.shown)
    assert sum(count for _, count in result.shown) + result.merged_count == sum(sizes)
    assert result.merged_count == 0 or result.merged_count >= K or not any(count for _, count in result.shown)
    assert {label for label, _ in result.shown} | set(result.merged) == {label for label, _ in counts}


def test_a_lone_small_count_takes_the_next_larger_with_it():
    result = merge_small([("甲", 2), ("乙", 30), ("丙", 7)], K)
    assert result.shown == (("乙", 30),)
    assert set(result.merged) == {"甲", "丙"}
    assert result.merged_count == 9


def test_the_worked_example_of_the_handbook_is_what_happens():
    text = (Path(__file__).resolve().parents[2] / "docs" / "disclosure.md").read_text()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| W")
    ]
    total = next(line for line in text.splitlines() if line.startswith("| Company"))
    nodes = [Node(0, None, 0), *(Node(number, 0, int(row[1])) for number, row in enumerate(rows, start=1))]
    shown = publishable(nodes, K)
    assert len(rows) == 3
    assert [row[3] for row in rows] == ["yes" if number in shown else "no" for number in (1, 2, 3)]
    assert [row[2] for row in rows] == ["yes" if int(row[1]) >= K else "no" for row in rows]
    assert int(total.split("|")[2]) == sum(node.n for node in nodes)
    assert 0 in shown
    # The second and third case of the text.
    assert publishable([Node(0, None, 0), Node(1, 0, 0), Node(2, 0, 6), Node(3, 0, 9)], K) == {0, 2, 3}
    assert publishable([Node(0, None, 0), Node(1, 0, 3), Node(2, 0, 4), Node(3, 0, 9)], K) == {0, 3}
