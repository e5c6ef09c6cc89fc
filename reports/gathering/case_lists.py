"""Any cases as a list without names: which units and topics hold enough of them to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from accounts.units import UnitTree
from figures import disclosure
from petitions.rates.selection import CaseFacts
from reports.gathering.case_lines import case_lines
from reports.petition_statement import CaseLine

FLOOR = disclosure.FLOOR


def listed(cases: Sequence[CaseFacts], tree: UnitTree, labels: Mapping[str, str]) -> tuple[CaseLine, ...]:
    """Any cases as lines; a unit or a category that holds too few of them is not told.

    `labels` are what the report codes of content are called.
    """
    counts = Counter(case.category for case in cases if not case.is_accusation)
    split = disclosure.merge_small([(code, counts[code]) for code in labels if counts[code]], FLOOR)
    told = {code: labels[code] for code, _count in split.shown}
    return case_lines(cases, tree, shown_units(cases, tree), told)


def shown_units(came: Iterable[CaseFacts], tree: UnitTree) -> dict[int, frozenset[int]]:
    """Units that may be shown with the ids counted in each: itself and what lies below, down to the next shown."""
    own = Counter(case.unit_id for case in came if not case.is_accusation and case.unit_id in tree)
    rows = [row for _, row in tree.walk()]
    shown = disclosure.publishable([disclosure.Node(row.id, row.parent_id, own[row.id]) for row in rows], FLOOR)
    inside: dict[int, set[int]] = {unit_id: set() for unit_id in sorted(shown)}
    for row in rows:
        home = tree.nearest(row.id, set(shown))
        if home is not None:
            inside[home].add(row.id)
    return {unit_id: frozenset(ids) for unit_id, ids in inside.items()}
