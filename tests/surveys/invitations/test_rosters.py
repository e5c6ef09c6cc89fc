"""Staff lists as offices keep them, with everything that can be wrong in a row."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from accounts.units import UnitRow, UnitTree
from surveys.invitations import rosters
from surveys.invitations.rosters import Roster

TREE = UnitTree(
    [
        UnitRow(1, None, "岱山能源集团"),
        UnitRow(2, 1, "生产一部"),
        UnitRow(3, 2, "一车间"),
        UnitRow(4, 2, "检修班"),
        UnitRow(5, 1, "生产二部"),
        UnitRow(6, 5, "三车间"),
        UnitRow(7, 5, "检修班"),
    ]
)
HEADER = ("姓名", "工号", "单位")


def _read(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Roster:
    values = [(number, dict(zip(header, row, strict=True))) for number, row in enumerate(rows, start=4)]
    return rosters.read(header, values, TREE)


def _said(roster: Roster) -> dict[int, str]:
    return {problem.row: problem.sentence % problem.values for problem in roster.problems}


def test_a_clean_list_places_everybody() -> None:
    roster = _read(("张伟", "001", "一车间"), ("李娜", "002", " 三车 间 "), ("赵𬱖", "003", "岱山能源集团"))

    assert [person.unit_id for person in roster.people] == [3, 6, 1]
    assert roster.problems == ()
    assert roster.people[2].values == ("赵𬱖", "003", "岱山能源集团")


def test_every_wrong_row_is_named_with_what_to_do() -> None:
    roster = _read(
        ("张伟", "001", "一车间"),
        ("李娜", "002", ""),
        ("王芳", "003", "四车间"),
        ("刘洋", "004", "检修班"),
        ("张伟", "001", "三车间"),
    )

    said = _said(roster)
    assert list(said) == [5, 6, 7, 8]
    assert "没有写单位" in said[5]
    assert "“四车间”不在系统的单位表里" in said[6]
    assert "有 2 个" in said[7]
    assert "生产一部／检修班" in said[7]
    assert "和第 4 行是同一个人（工号相同）" in said[8]


def test_a_name_that_several_units_have_is_settled_by_path_or_by_the_unit_above() -> None:
    assert [each.unit_id for each in _read(("甲", "1", "生产二部/检修班"), ("乙", "2", "生产一部＞检修班")).people] == [
        7,
        4,
    ]
    above = _read(("甲", "检修班", "生产一部"), ("乙", "检修班", "生产 二部"), header=("姓名", "单位", "上级单位"))
    assert [each.unit_id for each in above.people] == [4, 7]


def test_an_english_list_is_read_as_well() -> None:
    header = ("Name", "Staffnumber", "Unit", "Parentunit")
    roster = _read(("Li", "1", "检修班", "生产二部"), ("Wu", "1", "一车间", ""), header=header)

    assert [each.unit_id for each in roster.people] == [7]
    assert [problem.row for problem in roster.problems] == [5]


def test_two_people_of_one_name_need_a_number_and_identical_rows_are_one_mistake() -> None:
    same = _read(("张伟", "一车间"), ("张伟", "一车间"), ("张伟", "三车间"), header=("姓名", "部门"))

    assert list(_said(same)) == [5]
    assert "完全一样" in _said(same)[5]
    assert not _read(("张伟", "1", "一车间"), ("张伟", "2", "一车间")).problems


def test_an_empty_and_an_endless_list_are_refused_as_a_whole() -> None:
    assert "没有人" in _said(_read())[0]
    endless = [(row, {"单位": "一车间"}) for row in range(rosters.MOST_PEOPLE + 1)]
    assert "50001 人" in next(iter(_said(rosters.read(("单位",), endless, TREE)).values()))


def test_units_below_the_floor_are_rolled_up_by_the_numbers_of_the_list() -> None:
    rows = [("甲", str(number), "一车间") for number in range(30)]
    rows += [("乙", f"b{number}", "生产一部／检修班") for number in range(4)]
    rows += [("丙", f"c{number}", "三车间") for number in range(12)]
    roster = _read(*rows)
    placement = rosters.placed(roster, TREE, floor=10)

    assert [(unit.name, unit.headcount) for unit in placement.units if unit.choosable] == [
        ("生产一部", 34),
        ("生产二部", 12),
    ]
    assert placement.homes[3] == placement.homes[4]


@given(st.dictionaries(st.sampled_from([1, 2, 3, 4, 5, 6, 7]), st.integers(1, 40), min_size=1), st.integers(2, 12))
def test_everybody_lands_in_a_unit_of_the_size_that_is_said(people: Mapping[int, int], floor: int) -> None:
    names = {unit.id: TREE.path(unit.id) for _depth, unit in TREE.walk()}
    rows = [(f"{unit}-{number}", names[unit]) for unit, count in people.items() for number in range(count)]
    roster = _read(*rows, header=("工号", "单位"))
    placement = rosters.placed(roster, TREE, floor=floor)
    landed: dict[int, int] = {}
    for person in roster.people:
        home = placement.homes[person.unit_id]
        landed[home] = landed.get(home, 0) + 1

    assert landed == {unit.id: unit.headcount for unit in placement.units if unit.choosable}
    assert all(number >= floor for number in landed.values()) or len(landed) == 1
