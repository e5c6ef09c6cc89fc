"""Keeping with a case what became of it (处置方式), after each step."""

from __future__ import annotations

from petitions.conduct import Conduct
from petitions.outcome import disposal
from vault import reading_groups


def note(doing: Conduct) -> None:
    """Keep what the step made of the case; whoever handles it for the office that has it answers for that office."""
    case = doing.petition

    def is_with_office() -> bool:
        return case.handler_id in reading_groups.member_ids(doing.session, case.group_id)

    case.disposal = disposal.after(doing.row.action, case.disposal, is_with_office)
