"""Rolls units that are too small up into a named neighbour before a survey opens, so that everybody sees it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from accounts.units import UnitRow, UnitTree
from surveys.items import ReportingUnit


@dataclass(frozen=True)
class Placement:
    """The reporting units, and for each unit of the tree that has people the id of the one it reports in."""

    units: tuple[ReportingUnit, ...]
    homes: Mapping[int, int]


@dataclass
class _Group:
    """People who will answer under one name: one unit, or small ones together with their neighbour."""

    parent: int | None
    names: list[str]
    headcount: int
    position: int
    covers: set[int]


@dataclass(frozen=True)
class _Node(ReportingUnit):
    """A reporting unit that still knows which units of the tree are in it."""

    covers: frozenset[int] = frozenset()


def roll_up(tree: UnitTree, *, floor: int) -> tuple[ReportingUnit, ...]:
    """The frozen tree of reporting units: every choosable one has at least `floor` people.

    A unit below the floor joins its smallest neighbour under the same parent; without one, the parent's own people;
    and where even these are too few, the whole branch becomes one reporting unit of the parent. Ids are positions in
    the result, with the enterprise at 0.
    """
    return place(tree, floor=floor).units


def place(tree: UnitTree, *, floor: int) -> Placement:
    """`roll_up`, and where each unit of the tree went."""
    top = tree.roots()[0]
    nodes: list[_Node] = []
    _add(nodes, tree, top, parent=None, floor=floor)
    while (small := _too_small(nodes, floor)) is not None:
        nodes = _join(nodes, small)
    units = tuple(
        ReportingUnit(node.id, node.parent_id, node.name, node.headcount, node.choosable, node.members)
        for node in nodes
    )
    return Placement(units, {unit: node.id for node in nodes for unit in node.covers})


def _add(nodes: list[_Node], tree: UnitTree, unit: UnitRow, *, parent: int | None, floor: int) -> None:
    here = len(nodes)
    nodes.append(_Node(here, parent, unit.name, 0, choosable=False))
    branches, groups = [], []
    if unit.headcount:
        groups.append(_Group(here, [unit.name], unit.headcount, -1, {unit.id}))
    for position, child in enumerate(tree.children(unit.id)):
        people = tree.headcount(child.id)
        if not child.active or people == 0:
            continue
        if tree.children(child.id) and people >= 2 * floor and _has_inner_groups(tree, child, floor):
            branches.append(child)
        else:
            groups.append(_Group(here, [child.name], people, position, tree.subtree(child.id)))
    merged = _merge(groups, floor)
    if len(merged) == 1 and not branches:
        only = merged[0]
        covers = frozenset(only.covers)
        nodes[here] = replace(nodes[here], headcount=only.headcount, choosable=True, covers=covers)
        return
    for group in merged:
        nodes.append(_leaf(len(nodes), here, group, unit.name))
    for branch in branches:
        _add(nodes, tree, branch, parent=here, floor=floor)


def _has_inner_groups(tree: UnitTree, unit: UnitRow, floor: int) -> bool:
    """Whether a unit's people make at least two groups over the floor, so that looking inside tells more."""
    sizes = [unit.headcount] + [tree.headcount(child.id) for child in tree.children(unit.id)]
    return sum(1 for size in sizes if size >= floor) >= 2


def _merge(groups: list[_Group], floor: int) -> list[_Group]:
    """Join the smallest group below the floor to its smallest neighbour until none is below."""
    left = list(groups)
    while len(left) > 1:
        smallest = min(left, key=lambda group: (group.headcount, group.position))
        if smallest.headcount >= floor:
            break
        left.remove(smallest)
        host = min(left, key=lambda group: (group.headcount, group.position))
        host.names.extend(smallest.names)
        host.headcount += smallest.headcount
        host.covers |= smallest.covers
    return sorted(left, key=lambda group: group.position)


def _too_small(nodes: list[_Node], floor: int) -> _Node | None:
    """A choosable unit that is still below the floor while another one exists."""
    choosable = [node for node in nodes if node.choosable]
    small = [node for node in choosable if node.headcount < floor]
    return small[0] if small and len(choosable) > 1 else None


def _join(nodes: list[_Node], small: _Node) -> list[_Node]:
    """The tree with `small` inside the smallest choosable unit near it (below its parent, then anywhere)."""
    others = [node for node in nodes if node.choosable and node is not small]
    near = [node for node in others if _is_below(nodes, node, small.parent_id)] or others
    host = min(near, key=lambda node: (node.headcount, node.id))
    names = (*(host.members or (host.name,)), *(small.members or (small.name,)))
    joined = replace(
        host,
        name="、".join(names),
        headcount=host.headcount + small.headcount,
        members=names,
        covers=host.covers | small.covers,
    )
    kept = [joined if node is host else node for node in nodes if node is not small]
    number = {node.id: position for position, node in enumerate(kept)}
    return [
        replace(node, id=number[node.id], parent_id=None if node.parent_id is None else number[node.parent_id])
        for node in kept
    ]


def _is_below(nodes: list[_Node], node: _Node, ancestor: int | None) -> bool:
    by_id = {each.id: each for each in nodes}
    above = node.parent_id
    while above is not None and above != ancestor:
        above = by_id[above].parent_id
    return above == ancestor


def _leaf(number: int, parent: int, group: _Group, parent_name: str) -> _Node:
    names = tuple(f"{name}本部" if name == parent_name else name for name in group.names)
    members = names if len(names) > 1 else ()
    name, covers = "、".join(names), frozenset(group.covers)
    return _Node(number, parent, name, group.headcount, choosable=True, members=members, covers=covers)
