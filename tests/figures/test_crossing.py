"""Units and segments that cut across each other, attacked by trying every small set of people."""

from __future__ import annotations

import time
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures import crossing
from tests.figures.elimination import rank

K = 5


def gives_away(cells, k):
    """A set of 1 to k−1 people on whom alone some combination of the published sums rests, by trying every one."""
    atoms = [cell for cell, count in cells.items() if count]
    groups = sorted({(-1, cell[0]) for cell in atoms} | {place for cell in atoms for place in enumerate(cell[1])})
    columns = {
        cell: [int(cell[0] == name if number < 0 else cell[1][number] == name) for number, name in groups]
        for cell in atoms
    }
    whole = rank(list(columns.values()))
    for size in range(1, k):
        for chosen in combinations(atoms, size):
            if sum(cells[cell] for cell in chosen) < k:
                rest = [columns[cell] for cell in atoms if cell not in chosen]
                if (rank(rest) if rest else 0) < whole:
                    return chosen
    return None


cells_of = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.tuples(st.sampled_from("fm"), st.sampled_from("xyz"))),
    st.integers(1, 7),
    min_size=1,
    max_size=9,
)


@given(cells_of)
@example({("A", ("m", "x")): 9, ("B", ("m", "x")): 2, ("B", ("f", "x")): 9})
@example({("A", ("m", "x")): 9, ("B", ("m", "x")): 6, ("B", ("f", "x")): 9})
def test_the_decision_is_what_an_attacker_finds_by_trying_everything(cells):
    assert crossing.is_safe(cells, K) == (gives_away(cells, K) is None)


def test_two_men_beside_a_unit_of_men_are_found() -> None:
    # All men are 11 and unit A has only men, 9 of them: subtracting leaves the two men of unit B.
    assert not crossing.is_safe({("A", ("m",)): 9, ("B", ("m",)): 2, ("B", ("f",)): 9}, K)
    assert crossing.is_safe({("A", ("m",)): 9, ("B", ("m",)): 5, ("B", ("f",)): 9}, K)


def test_three_segments_that_only_together_point_at_somebody_are_found() -> None:
    # Each pair of segments is harmless; f + x + p counts 3 for one cell and an even smaller sum elsewhere.
    cells = {("A", parts): 6 for parts in (("f", "x"), ("m", "y"))}
    assert crossing.is_safe(cells, K)
    cells["A", ("f", "y")] = 1
    assert not crossing.is_safe(cells, K)
    cells["A", ("m", "x")] = 1
    assert not crossing.is_safe(cells, K)


@pytest.mark.parametrize(("without", "expected"), [((), True), ((("A", ("m",)),), True), ((("B", ("f",)),), False)])
def test_people_who_alone_carry_a_combination_are_noticed(without: tuple[crossing.Cell, ...], expected: bool) -> None:
    cells: dict[crossing.Cell, int] = {("A", ("m",)): 9, ("B", ("m",)): 5, ("B", ("f",)): 9}
    assert crossing.spans(cells, without) is expected


def test_a_large_survey_is_decided_in_a_moment() -> None:
    cells: dict[crossing.Cell, int] = {
        (unit, (age, post, sex)): 1 + (unit + age * post) % 4
        for unit in range(120)
        for age in range(6)
        for post in range(4)
        for sex in range(2)
        if (unit * 7 + age * 3 + post) % 5
    }
    began = time.perf_counter()
    assert crossing.is_safe(cells, K)
    assert time.perf_counter() - began < 5
