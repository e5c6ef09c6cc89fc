"""The tree of units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.units import UnitRow, UnitTree

ROWS = [
    UnitRow(1, None, "集团"),
    UnitRow(2, 1, "生产一部", 6, 0),
    UnitRow(3, 2, "一车间", 86, 0),
    UnitRow(4, 2, "检修班", 3, 1),
    UnitRow(5, 1, "机关", 25, 1),
]


def test_units_are_walked_from_the_top_in_their_order() -> None:
    names = [(depth, row.name) for depth, row in UnitTree(ROWS).walk()]
    assert names == [(0, "集团"), (1, "生产一部"), (2, "一车间"), (2, "检修班"), (1, "机关")]


def test_a_path_leaves_out_the_enterprise_itself() -> None:
    tree = UnitTree(ROWS)
    assert tree.path(3) == "生产一部／一车间"
    assert tree.path(1) == "集团"


def test_headcount_counts_everybody_below() -> None:
    assert UnitTree(ROWS).headcount(2) == 95
    assert UnitTree(ROWS).headcount(1) == 120


def test_the_nearest_office_is_the_unit_itself_or_the_next_above() -> None:
    tree = UnitTree(ROWS)
    assert tree.nearest(3, {1, 3}) == 3
    assert tree.nearest(4, {1, 3}) == 1
    assert tree.nearest(4, {5}) is None


def test_a_loop_is_refused() -> None:
    with pytest.raises(ValueError, match="tree"):
        UnitTree([UnitRow(1, None, "集团"), UnitRow(2, 3, "甲"), UnitRow(3, 2, "乙")])


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_every_unit_is_below_each_of_its_ancestors(parents: list[int]) -> None:
    rows = [UnitRow(0, None, "根")]
    rows += [UnitRow(i, parent % i, f"单位{i}", i) for i, parent in enumerate(parents, start=1)]
    tree = UnitTree(rows)
    for row in rows:
        for above in tree.ancestors(row.id):
            assert row.id in tree.subtree(above.id)
    assert tree.subtree(0) == {row.id for row in rows}
    assert tree.headcount(0) == sum(row.headcount for row in rows)
