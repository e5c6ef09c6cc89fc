"""Units as people write them down: an indented list that is typed, or the rows of a workbook; checked to be a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from web.words import N_

NAME_LENGTH = 60
MOST_UNITS = 5000
MOST_PEOPLE = 1_000_000
COLUMNS = (N_("单位名称"), N_("上级单位"), N_("人数"))
INDENT = re.compile(r"^[ \t\u3000\-—·•]*")
TAB_WIDTH = 4
MINUS = (" -", "\t-", "－", "−")
NO_NUMBER = N_("第 %(row)s 行的人数“%(people)s”不是一个数。")
PEOPLE = re.compile(r"[\s,，、:：(（]*(\d{1,7})\s*人?[)）]?\s*$")


class BadUnits(Exception):
    """The list cannot become a tree; `message` (a msgid) says why, with `values`."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


@dataclass(frozen=True)
class UnitLine:
    """One unit to add. `parent` is the position of its parent in the same list, which always stands before it."""

    name: str
    parent: int | None
    headcount: int = 0


def from_text(text: str) -> list[UnitLine]:
    """Units from an indented list, one a line, people at the end: "  一车间 86". Raises BadUnits."""
    lines: list[UnitLine] = []
    open_levels: list[tuple[int, int]] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        depth = _width(INDENT.match(raw)[0])  # type: ignore[index]
        name, headcount = _split(INDENT.sub("", raw).strip(), number)
        _check_name(name, number)
        while open_levels and open_levels[-1][0] >= depth:
            open_levels.pop()
        lines.append(UnitLine(name, open_levels[-1][1] if open_levels else None, headcount))
        open_levels.append((depth, len(lines) - 1))
    return _checked(lines)


def from_rows(rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[UnitLine]:
    """Units from (row number, values by column title) in any order. Raises BadUnits, naming the row."""
    found: list[tuple[int, str, str, int]] = []
    for number, values in rows:
        name, parent, people = (str(values.get(title, "")).strip() for title in COLUMNS)
        if not name and not parent and not people:
            continue
        _check_name(name, number)
        found.append((number, name, parent, _people(people, number)))
    return _checked(_parents_first(found))


def below(lines: Sequence[UnitLine], root_name: str) -> list[UnitLine]:
    """The same list under one root; a list that already begins with that root stays as it is."""
    tops = [line for line in lines if line.parent is None]
    if len(tops) == 1 and tops[0].name == root_name:
        return list(lines)
    moved = [UnitLine(line.name, 0 if line.parent is None else line.parent + 1, line.headcount) for line in lines]
    return [UnitLine(root_name, None), *moved]


def depth(lines: Sequence[UnitLine]) -> int:
    """How many levels the list has."""
    levels: list[int] = []
    for line in lines:
        levels.append(1 if line.parent is None else levels[line.parent] + 1)
    return max(levels, default=0)


def _parents_first(found: list[tuple[int, str, str, int]]) -> list[UnitLine]:
    named: dict[str, list[int]] = {}
    for position, (_number, name, _parent, _people) in enumerate(found):
        named.setdefault(name, []).append(position)
    parents = [_position_of(parent, number, name, named, found) for number, name, parent, _ in found]
    placed: dict[int, int] = {}
    lines: list[UnitLine] = []
    for position in range(len(found)):
        for each in reversed(_way_up(position, parents, placed, found)):
            parent = parents[each]
            placed[each] = len(lines)
            lines.append(UnitLine(found[each][1], None if parent is None else placed[parent], found[each][3]))
    return lines


def _way_up(
    position: int, parents: list[int | None], placed: dict[int, int], found: list[tuple[int, str, str, int]]
) -> list[int]:
    """The unit and those above it that are not placed yet. Raises BadUnits when the way leads back to itself."""
    way: list[int] = []
    here: int | None = position
    while here is not None and here not in placed:
        if here in way:
            names = [found[each][1] for each in way[way.index(here) :]]
            if len(names) == 1:
                raise BadUnits(
                    N_("第 %(row)s 行：“%(name)s”的上级写成了它自己。请改正上级单位，最上面的留空。"),
                    row=found[here][0],
                    name=names[0],
                )
            raise BadUnits(
                N_("第 %(row)s 行：%(names)s 互为上级，绕成了一圈。请改正其中一个的上级单位。"),
                row=found[here][0],
                names="、".join(names),
            )
        way.append(here)
        here = parents[here]
    return way


def _position_of(
    parent: str, number: int, name: str, named: dict[str, list[int]], found: list[tuple[int, str, str, int]]
) -> int | None:
    if not parent:
        return None
    *above, last = re.split(r"[／/>＞]", parent)
    matches = [each for each in named.get(last.strip(), []) if not above or found[each][2].endswith(above[-1].strip())]
    if not matches:
        raise BadUnits(
            N_("第 %(row)s 行：“%(name)s”的上级单位“%(parent)s”不在表里。请补上这个单位或改正名称。"),
            row=number,
            name=name,
            parent=parent,
        )
    if len(matches) > 1:
        raise BadUnits(
            N_("第 %(row)s 行：叫“%(parent)s”的单位不止一个。请写成“上级／单位”，例如“生产一部／综合科”。"),
            row=number,
            parent=parent,
        )
    return matches[0]


def _checked(lines: list[UnitLine]) -> list[UnitLine]:
    if not lines:
        raise BadUnits(N_("还没有单位。请至少写一个。"))
    if len(lines) > MOST_UNITS:
        raise BadUnits(N_("一次最多导入 %(most)s 个单位。"), most=MOST_UNITS)
    seen: set[tuple[int | None, str]] = set()
    for line in lines:
        if (line.parent, line.name) in seen:
            raise BadUnits(N_("“%(name)s”在同一个上级下写了两次。请删去一个或改名。"), name=line.name)
        seen.add((line.parent, line.name))
    return lines


def _check_name(name: str, number: int) -> None:
    if not name:
        raise BadUnits(N_("第 %(row)s 行没有单位名称。"), row=number)
    if len(name) > NAME_LENGTH:
        raise BadUnits(N_("第 %(row)s 行的单位名称太长，最多 %(most)s 个字。"), row=number, most=NAME_LENGTH)


def _people(text: str, number: int) -> int:
    cleaned = text.removesuffix("人").replace(",", "").replace("，", "").strip() or "0"
    # A workbook gives 86.0 for 86.
    cleaned = cleaned.removesuffix(".0")
    if not cleaned.isdigit() or int(cleaned) > MOST_PEOPLE:
        raise BadUnits(NO_NUMBER, row=number, people=text[:20])
    return int(cleaned)


def _split(text: str, number: int) -> tuple[str, int]:
    found = PEOPLE.search(text)
    if found is None or found.start() == 0:
        return text, 0
    if text[: found.start()].endswith(MINUS):
        raise BadUnits(NO_NUMBER, row=number, people=f"-{found[1]}")
    return text[: found.start()].strip(), int(found[1])


def _width(indent: str) -> int:
    return sum(TAB_WIDTH if sign == "\t" else 2 if sign == "\u3000" else 1 for sign in indent)
