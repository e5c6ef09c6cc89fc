"""What two people wrote in one entry at the same time: a column that only one of them touched is as they wrote it, and of
one that both wrote the second is shown the first's and chooses; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledgers import values
from ledgers.declaration import Column, Content, Type


@dataclass(frozen=True)
class Clash:
    """A column that both wrote, and what stands there by now."""

    column: Column
    theirs: Content


@dataclass(frozen=True)
class Compared:
    """What is to be written unless the second chooses otherwise, and in which columns they differ."""

    given: dict[str, Content]
    clashes: tuple[Clash, ...]


def compare(
    columns: Iterable[Column],
    typed: Mapping[str, Content],
    standing: Mapping[str, Content],
    changes: Iterable[Mapping[str, list[object]]],
) -> Compared:
    """What somebody typed beside what stands there, by column code; `changes` are those of the history since they opened
    the form, oldest first, as code to [before, after]. Of a sealed column nobody knows what it was before."""
    before: dict[str, object] = {}
    for each in changes:
        before = {code: pair[0] for code, pair in each.items()} | before
    given, clashes = dict(typed), []
    for column in columns:
        code = column.code
        if code not in before or _same(column, typed[code], standing[code]):
            continue
        given[code] = standing[code]
        if column.sealed or not _same(column, typed[code], values.from_plain(column, before[code])):
            clashes.append(Clash(column, standing[code]))
    return Compared(given, tuple(clashes))


def _same(column: Column, one: Content, other: Content) -> bool:
    if column.type is Type.FLAG:
        return bool(one) == bool(other)
    return (None if one == "" else one) == (None if other == "" else other)
