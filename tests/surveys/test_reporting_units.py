"""Small units join a named neighbour before anybody answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accounts.units import UnitRow, UnitTree
from surveys.reporting_units import roll_up


def _tree(*rows: tuple[int, int | None, str, int]) -> UnitTree:
    return UnitTree(UnitRow(each[0], each[1], each[2], each[3], position) for position, each in enumerate(rows))


def test_a_unit_of_three_appears_only_inside_its_smallest_neighbour() -> None:
    units = roll_up(
        _tree((1, None, "集团", 0), (2, 1, "一车间", 40), (3, 1, "二车间", 20), (4, 1, "检修班", 3)), floor=5
    )
    assert [(unit.name, unit.headcount) for unit in units if unit.choosable] == [("一车间", 40), ("二车间、检修班", 23)]
    assert units[2].members == ("二车间", "检修班")


def test_a_units_own_people_are_named_as_such() -> None:
    units = roll_up(_tree((1, None, "集团", 0), (2, 1, "机关", 8), (3, 1, "一部", 6), (4, 3, "一车间", 30)), floor=5)
    assert "一部本部" in [unit.name for unit in units]


def test_a_branch_too_small_to_divide_is_one_unit() -> None:
    units = roll_up(
        _tree((1, None, "集团", 0), (2, 1, "一部", 0), (3, 2, "甲班", 4), (4, 2, "乙班", 4), (5, 1, "二部", 50)),
        floor=5,
    )
    assert [(unit.name, unit.headcount) for unit in units if unit.choosable] == [("一部", 8), ("二部", 50)]


def test_an_enterprise_of_one_unit_is_its_own_reporting_unit() -> None:
    assert [(unit.name, unit.choosable) for unit in roll_up(_tree((1, None, "小厂", 12)), floor=5)] == [("小厂", True)]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), min_size=1, max_size=40), st.integers(2, 8))
def test_nobody_is_lost_and_every_choice_has_enough_people(parts: list[tuple[int, int]], floor: int) -> None:
    rows = [UnitRow(0, None, "根", parts[0][1])]
    rows += [UnitRow(i, parent % i, f"单位{i}", people, i) for i, (parent, people) in enumerate(parts[1:], start=1)]
    tree = UnitTree(rows)
    units = roll_up(tree, floor=floor)
    choosable = [unit for unit in units if unit.choosable]
    assert sum(unit.headcount for unit in units) == tree.headcount(0)
    assert all(unit.headcount >= floor for unit in choosable) or len(choosable) <= 1
    assert [unit.id for unit in units] == list(range(len(units)))
    assert all(unit.parent_id is None or unit.parent_id < len(units) for unit in units)
    assert all(unit.headcount == 0 for unit in units if not unit.choosable)
