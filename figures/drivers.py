"""Which of several figures move with an outcome, and how much each explains: relative weights; pure.

Johnson, J. W. (2000): A heuristic method for estimating the relative weight of predictor variables in multiple
regression, Multivariate Behavioral Research 35, 1–19. The predictors are replaced by the uncorrelated variables nearest
to them; what these explain of the outcome is handed back to the predictors. Weights are not negative and add up to R².
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

#: Predictors so nearly determined by one another that no weights can be told apart.
LEAST_EIGENVALUE = 1e-6
_SWEEPS = 60

Matrix = list[list[float]]


@dataclass
class Products:
    """Sums and sums of cross products of variables over complete rows; the upper half, row by row."""

    width: int
    n: int = 0
    sums: list[float] = field(default_factory=list)
    products: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sums = self.sums or [0.0] * self.width
        self.products = self.products or [0.0] * (self.width * (self.width + 1) // 2)

    def add(self, row: Sequence[float]) -> None:
        """Count one complete row."""
        self.n += 1
        self.sums = [total + value for total, value in zip(self.sums, row, strict=True)]
        crossed = [left * right for position, left in enumerate(row) for right in row[position:]]
        self.products = [total + value for total, value in zip(self.products, crossed, strict=True)]

    def correlations(self) -> Matrix | None:
        """The correlation matrix, or None when a variable does not vary."""
        covariances = [[0.0] * self.width for _row in range(self.width)]
        place = 0
        for row in range(self.width):
            for column in range(row, self.width):
                value = self.products[place] / self.n - self.sums[row] * self.sums[column] / self.n**2
                covariances[row][column] = covariances[column][row] = value
                place += 1
        spreads = [math.sqrt(max(covariances[each][each], 0.0)) for each in range(self.width)]
        if min(spreads) < 1e-9:
            return None
        return [
            [covariances[row][column] / (spreads[row] * spreads[column]) for column in range(self.width)]
            for row in range(self.width)
        ]


@dataclass(frozen=True)
class Weights:
    """Each predictor's part of R², and whether it moves with the outcome (1) or against it (−1)."""

    parts: tuple[float, ...]
    signs: tuple[int, ...]

    @property
    def explained(self) -> float:
        """R²: the share of the outcome's variance that the predictors explain together."""
        return sum(self.parts)


def relative_weights(correlations: Matrix) -> Weights | None:
    """Weights of all variables but the last on the last; None when predictors nearly determine one another."""
    size = len(correlations) - 1
    among = [row[:size] for row in correlations[:size]]
    outcome = [row[size] for row in correlations[:size]]
    values, vectors = eigen(among)
    if size == 0 or min(values) < LEAST_EIGENVALUE:
        return None
    # The symmetric square root of the correlations, and its inverse applied to those with the outcome.
    root = _from_eigen([math.sqrt(value) for value in values], vectors)
    inverse = _from_eigen([1 / math.sqrt(value) for value in values], vectors)
    slopes = [sum(inverse[row][column] * outcome[column] for column in range(size)) for row in range(size)]
    parts = tuple(sum(root[row][column] ** 2 * slopes[column] ** 2 for column in range(size)) for row in range(size))
    return Weights(parts, tuple(1 if value >= 0 else -1 for value in outcome))


def eigen(matrix: Matrix) -> tuple[list[float], Matrix]:
    """Eigenvalues of a symmetric matrix and, as columns, its eigenvectors (Jacobi's rotations)."""
    size = len(matrix)
    rest = [list(row) for row in matrix]
    vectors = [[float(row == column) for column in range(size)] for row in range(size)]
    for _sweep in range(_SWEEPS):
        if sum(rest[row][column] ** 2 for row in range(size) for column in range(row)) < 1e-24:
            break
        for row in range(size - 1):
            for column in range(row + 1, size):
                _rotate(rest, vectors, row, column)
    return [rest[each][each] for each in range(size)], vectors


def _rotate(matrix: Matrix, vectors: Matrix, one: int, other: int) -> None:
    """Turn two axes so that their entry vanishes."""
    entry = matrix[one][other]
    if abs(entry) < 1e-300:
        return
    slope = (matrix[other][other] - matrix[one][one]) / (2 * entry)
    tangent = (1 if slope >= 0 else -1) / (abs(slope) + math.hypot(slope, 1))
    cosine = 1 / math.hypot(tangent, 1)
    sine = tangent * cosine
    for rows in (matrix, vectors):
        for row in rows:
            row[one], row[other] = cosine * row[one] - sine * row[other], sine * row[one] + cosine * row[other]
    matrix[one], matrix[other] = (
        [cosine * left - sine * right for left, right in zip(matrix[one], matrix[other], strict=True)],
        [sine * left + cosine * right for left, right in zip(matrix[one], matrix[other], strict=True)],
    )


def _from_eigen(values: Sequence[float], vectors: Matrix) -> Matrix:
    size = len(values)
    return [
        [
            sum(vectors[row][each] * values[each] * vectors[column][each] for each in range(size))
            for column in range(size)
        ]
        for row in range(size)
    ]
