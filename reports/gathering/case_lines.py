"""Cases as lines of a report: by number, with nothing of what was written and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from accounts.units import UnitTree
from petitions.kinds import CHANNEL_LABELS, LEGAL_LABELS
from petitions.outcome.opinion import OUTCOME_LABELS
from petitions.rates.selection import CaseFacts
from petitions.workflow import STATE_LABELS
from reports.petition_statement import CaseLine, LateCase
from web import formats

NOT_SHOWN = "—"
#: Content that too few cases are about.
NOT_TOLD = "其他"
#: The enterprise itself, whose name would fill a column.
ITSELF = "公司本级"


def is_listed(case: CaseFacts) -> bool:
    """Whether a case may stand in a list: not an accusation, and hidden from nobody who reads the report."""
    return not case.is_accusation and not case.is_restricted


def late_case(case: CaseFacts, tree: UnitTree, day: date, told: Mapping[str, str]) -> LateCase:
    """A case that is late on a day; `told` is the content that the tables of its own month tell, which is all that may be
    told of it here either."""
    due = case.handle_due or day
    return LateCase(
        case.number,
        told.get(case.category, NOT_TOLD),
        _unit_name(case.handling_unit_id, tree),
        formats.iso_day(due),
        (day - due).days,
    )


def case_lines(
    came: Iterable[CaseFacts], tree: UnitTree, shown: Mapping[int, frozenset[int]], told: Mapping[str, str]
) -> tuple[CaseLine, ...]:
    """The period's cases by number; a unit or category too small to be shown in the tables is not shown here either.

    `told` are the report codes of content that the tables show, with what they are called.
    """
    top = {row.id for row in tree.roots()}
    lines = []
    for case in came:
        if not is_listed(case):
            continue
        home = tree.nearest(case.unit_id, set(shown)) if case.unit_id in tree and case.unit_id is not None else None
        lines.append(
            CaseLine(
                number=case.number,
                registered=formats.iso_day(case.filed_on),
                channel=str(CHANNEL_LABELS[case.channel]),
                kind=str(LEGAL_LABELS[case.legal_class]),
                category=told.get(case.category, NOT_TOLD),
                unit=tree.path(home) if home is not None and home not in top else NOT_SHOWN,
                handling_unit=ITSELF if case.handling_unit_id in top else _unit_name(case.handling_unit_id, tree),
                due=formats.iso_day(case.handle_due),
                state=str(STATE_LABELS[case.state]),
                outcome=str(OUTCOME_LABELS[case.outcome]) if case.outcome else NOT_SHOWN,
            )
        )
    return tuple(lines)


def _unit_name(unit_id: int | None, tree: UnitTree) -> str:
    return tree.path(unit_id) if unit_id is not None and unit_id in tree else NOT_SHOWN
