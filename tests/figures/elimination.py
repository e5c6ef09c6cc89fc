"""The attackers' algebra: what follows from published sums, worked out in exact fractions and apart from the product."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def rank(rows: Sequence[Sequence[int | Fraction]]) -> int:
    """Rank by plain elimination over the rationals."""
    left = [list(map(Fraction, row)) for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in range(found, len(left)) if left[row][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for row in range(found + 1, len(left)):
            factor = left[row][column] / left[found][column]
            left[row] = [a - factor * b for a, b in zip(left[row], left[found], strict=True)]
        found += 1
    return found
