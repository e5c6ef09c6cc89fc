"""Relative weights against closed forms, against R² solved exactly, and at the edges."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.drivers import Products, eigen, relative_weights


def r_squared(correlations: list[list[float]]) -> float:
    """R² by exact elimination of the normal equations."""
    size = len(correlations) - 1
    rows = [[Fraction(value) for value in row] for row in correlations[:size]]
    for pivot in range(size):
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for row in range(size):
            if row != pivot:
                factor = rows[row][pivot]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[pivot], strict=True)]
    return float(sum(rows[each][size] * Fraction(correlations[each][size]) for each in range(size)))


def test_uncorrelated_predictors_weigh_their_squared_correlations() -> None:
    found = relative_weights([[1.0, 0.0, 0.6], [0.0, 1.0, -0.3], [0.6, -0.3, 1.0]])
    assert found is not None
    assert found.parts == pytest.approx((0.36, 0.09))
    assert found.signs == (1, -1)


@given(st.floats(-0.9, 0.9), st.floats(-0.6, 0.6), st.floats(-0.6, 0.6))
def test_two_predictors_weigh_what_the_closed_form_says(r: float, first: float, second: float) -> None:
    # The symmetric root of [[1, r], [r, 1]] is [[a, b], [b, a]].
    a = (math.sqrt(1 + r) + math.sqrt(1 - r)) / 2
    b = (math.sqrt(1 + r) - math.sqrt(1 - r)) / 2
    slopes = ((a * first - b * second) / (a * a - b * b), (a * second - b * first) / (a * a - b * b))
    found = relative_weights([[1.0, r, first], [r, 1.0, second], [first, second, 1.0]])
    assert found is not None
    expected = (a * a * slopes[0] ** 2 + b * b * slopes[1] ** 2, b * b * slopes[0] ** 2 + a * a * slopes[1] ** 2)
    assert found.parts == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_weights_of_twelve_predictors_add_up_to_r_squared(seed: int) -> None:
    chance = random.Random(seed)
    products = Products(13)
    for _person in range(150):
        mood = chance.gauss(0, 1)
        row = [mood * chance.random() + chance.gauss(0, 1) for _each in range(12)]
        products.add([*row, 0.5 * row[0] + 0.2 * row[3] + chance.gauss(0, 1)])
    correlations = products.correlations()
    assert correlations is not None
    found = relative_weights(correlations)
    assert found is not None
    assert min(found.parts) >= 0
    assert found.explained == pytest.approx(r_squared(correlations), abs=1e-9)


def test_eigenvectors_turn_the_matrix_into_its_eigenvalues() -> None:
    values, vectors = eigen([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 5.0]])
    assert sorted(values) == pytest.approx([1.0, 3.0, 5.0])
    for each, value in enumerate(values):
        column = [row[each] for row in vectors]
        image = [2 * column[0] + column[1], column[0] + 2 * column[1], 5 * column[2]]
        assert image == pytest.approx([value * part for part in column])


def test_correlations_are_those_of_the_rows() -> None:
    products = Products(2)
    for row in ((1.0, 2.0), (2.0, 4.0), (3.0, 5.0), (4.0, 9.0)):
        products.add(row)
    found = products.correlations()
    assert found is not None
    assert found[0][1] == pytest.approx(11 / math.sqrt(5 * 26))


def test_what_does_not_vary_or_repeats_another_has_no_weights() -> None:
    same = Products(2)
    for _row in range(5):
        same.add((3.0, 1.0))
    assert same.correlations() is None
    assert relative_weights([[1.0, 1.0, 0.5], [1.0, 1.0, 0.5], [0.5, 0.5, 1.0]]) is None
