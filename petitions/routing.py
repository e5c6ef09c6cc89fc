"""Who may read a new petition: which office it goes to and who in it is left out.

An accusation never reaches the office or person it is about (《信访工作条例》 articles 22, 30 and 46(5)), and whoever a
petition concerns steps back from it (article 28). A rule without memory: it knows offices and people by id only.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from petitions.kinds import Kind

FEWEST_READERS = 2

# Where a petition may go, in this order, when the people it concerns leave an office with too few readers. An
# accusation has no way to the union: its next body is the discipline office of the unit above.
ORDINARY = ("union", "discipline")
ACCUSATION = ("discipline",)
ORDERS: Mapping[Kind, Sequence[str]] = {
    Kind.PROBLEM: ORDINARY,
    Kind.SUGGESTION: ORDINARY,
    Kind.HELP: ORDINARY,
    Kind.ACCUSATION: ACCUSATION,
}


class Reason(enum.Enum):
    """Why no office can take a petition."""

    NO_OFFICE = "no office"
    NO_READERS = "no readers"
    SHEETS_UNCONFIRMED = "sheets unconfirmed"


class Unroutable(Exception):
    """No office can take the petition; nothing may be stored, and the petitioner is told where to go in person."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Office:
    """A reading group as routing sees it."""

    group_id: int
    kind: str
    unit_id: int
    members: frozenset[int]
    #: Whether the recovery sheets of its key are confirmed.
    sheets_confirmed: bool = False


@dataclass(frozen=True)
class Route:
    """Where a petition goes: an office and the account ids in it that may read it."""

    group_id: int
    readers: frozenset[int]
    #: Account ids the petition concerns, wherever they are; none of them ever gets its key, number or notice.
    excluded: frozenset[int]


def route(
    kind: Kind, line: Sequence[int], offices: Iterable[Office], concerned: Collection[int] = frozenset()
) -> Route:
    """The office for a petition of `kind`.

    `line` is the unit concerned and its ancestors, nearest first (only the root when none was named); `concerned`
    are the account ids the petitioner says it is about. Raises Unroutable.
    """
    candidates = _candidates(ORDERS[kind], line, offices)
    if not candidates:
        raise Unroutable(Reason.NO_OFFICE)
    excluded = frozenset(concerned)
    for office in candidates:
        left = office.members - excluded
        # Naming somebody must not leave a single reader, who would then know alone; an office that has only one
        # member to begin with is the enterprise's own choice.
        if not left or (left != office.members and len(left) < FEWEST_READERS):
            continue
        if kind is Kind.ACCUSATION and not office.sheets_confirmed:
            raise Unroutable(Reason.SHEETS_UNCONFIRMED)
        return Route(office.group_id, left, excluded)
    raise Unroutable(Reason.NO_READERS)


def _candidates(order: Sequence[str], line: Sequence[int], offices: Iterable[Office]) -> list[Office]:
    """Every office on the line in the order asked: of each level the kinds in turn, nearer levels first.

    The nearest office of the first kind leads even when another kind sits nearer: the first body is the union (or
    discipline) office responsible, only the bodies after it are substitutes.
    """
    reach = {unit_id: distance for distance, unit_id in enumerate(line)}
    on_line = [office for office in offices if office.unit_id in reach and office.kind in order and office.members]
    on_line.sort(key=lambda office: (reach[office.unit_id], order.index(office.kind), office.group_id))
    leading = [office for office in on_line if office.kind == order[0]][:1]
    if not leading:
        return []
    return leading + [office for office in on_line if office is not leading[0]]
