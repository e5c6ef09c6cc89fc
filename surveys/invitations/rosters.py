"""Reads a staff list row by row: which reporting unit each person is invited in, and what is wrong with which row. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from accounts.units import UnitRow, UnitTree
from surveys.reporting_units import Placement, place
from web.words import N_

#: Headings (read without blanks) that name somebody's unit; the first that a list has is read.
UNIT_HEADINGS = (
    "单位",
    "所在单位",
    "所属单位",
    "工作单位",
    "部门",
    "所在部门",
    "所属部门",
    "车间",
    "班组",
    "Unit",
    "Department",
)
PARENT_HEADINGS = ("上级单位", "Parentunit")
#: Headings whose value belongs to one person only.
PERSON_HEADINGS = (
    "工号",
    "员工编号",
    "职工编号",
    "人员编号",
    "身份证号",
    "身份证号码",
    "手机号",
    "手机号码",
    "手机",
    "联系电话",
    "Staffnumber",
)
MOST_PEOPLE = 50_000

NO_UNIT = N_("没有写单位。如果那一格是公式，请先在 WPS 或 Excel 里打开、保存一次。")
UNKNOWN_UNIT = N_("单位“%(unit)s”不在系统的单位表里。请改成单位表里的名称，或者请系统管理员先加上。")
SEVERAL_UNITS = N_("叫“%(unit)s”的单位有 %(n)d 个。请写成“上级／单位”，例如“%(example)s”，或者加一列“上级单位”。")
SAME_PERSON = N_("和第 %(row)d 行是同一个人（%(heading)s相同）。请删去一行。")
SAME_ROW = N_("和第 %(row)d 行完全一样。如果是同名同姓的两个人，请加一列“工号”。")
TOO_MANY = N_("名单有 %(n)d 人，一次最多 50000 人。请分成几份问卷。")
NOBODY = N_("名单里没有人。")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row (0: the list as a whole), as a msgid with its values."""

    row: int
    sentence: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    """One row: its number in the file, its values as they were, and the unit of the tree it belongs to."""

    row: int
    values: tuple[str, ...]
    unit_id: int


@dataclass(frozen=True)
class Roster:
    """A staff list that was read. With any problem nothing of it may be used."""

    header: tuple[str, ...]
    people: tuple[Person, ...]
    problems: tuple[Problem, ...]


def read(header: Sequence[str], rows: Sequence[tuple[int, Mapping[str, str]]], tree: UnitTree) -> Roster:
    """Check every row of a list; `rows` are (number in the file, value by heading)."""
    if not rows or len(rows) > MOST_PEOPLE:
        whole = Problem(0, TOO_MANY if rows else NOBODY, {"n": len(rows)})
        return Roster(tuple(header), (), (whole,))
    heading = next(each for each in UNIT_HEADINGS if each in header)
    names = _Names(tree)
    twice = _Twice([each for each in PERSON_HEADINGS if each in header])
    people, problems = [], []
    for number, values in rows:
        above = next((values[each] for each in PARENT_HEADINGS if values.get(each)), "")
        found = names.find(values[heading], above)
        problem = found if isinstance(found, Problem) else twice.problem(number, values)
        if problem is not None:
            problems.append(replace(problem, row=number))
        elif isinstance(found, int):
            people.append(Person(number, tuple(values[each] for each in header), found))
    return Roster(tuple(header), tuple(people), tuple(problems))


def placed(roster: Roster, tree: UnitTree, *, floor: int) -> Placement:
    """The reporting units of the invited: the tree with as many people as the list has, small units rolled up."""
    invited: dict[int, int] = {}
    for person in roster.people:
        invited[person.unit_id] = invited.get(person.unit_id, 0) + 1
    rows = [replace(unit, headcount=invited.get(unit.id, 0)) for _depth, unit in tree.walk()]
    return place(UnitTree(rows), floor=floor)


class _Names:
    """Finds units by name, by path, or by name and the name of a unit above."""

    def __init__(self, tree: UnitTree) -> None:
        self._tree = tree
        self._found: dict[str, list[UnitRow]] = {}
        for _depth, unit in tree.walk():
            for name in {unit.name, tree.path(unit.id, "/")}:
                self._found.setdefault(_plain(name), []).append(unit)

    def find(self, name: str, parent: str) -> int | Problem:
        """The id of the unit that is meant, or what is wrong (without its row)."""
        if not name:
            return Problem(0, NO_UNIT, {})
        found = self._found.get(_plain(name), [])
        if len(found) > 1 and parent:
            found = [unit for unit in found if _plain(parent) in self._above(unit)]
        if not found:
            return Problem(0, UNKNOWN_UNIT, {"unit": name})
        if len(found) > 1:
            example = self._tree.path(found[0].id)
            return Problem(0, SEVERAL_UNITS, {"unit": name, "n": len(found), "example": example})
        return found[0].id

    def _above(self, unit: UnitRow) -> set[str]:
        return {_plain(each.name) for each in self._tree.ancestors(unit.id)}


def _plain(name: str) -> str:
    for mark in "／\\>＞－":
        name = name.replace(mark, "/")
    return "".join(name.split()).strip("/")


class _Twice:
    """Notices somebody who stands in the list twice."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = headings
        self._seen: dict[tuple[str, ...], int] = {}

    def problem(self, number: int, values: Mapping[str, str]) -> Problem | None:
        """What is wrong with this row if its person came before; else it is remembered."""
        for heading in self._headings:
            if values[heading]:
                before = self._seen.setdefault((heading, values[heading]), number)
                if before != number:
                    return Problem(0, SAME_PERSON, {"row": before, "heading": heading})
        if not any(values[heading] for heading in self._headings):
            before = self._seen.setdefault(("", *values.values()), number)
            if before != number:
                return Problem(0, SAME_ROW, {"row": before})
        return None
