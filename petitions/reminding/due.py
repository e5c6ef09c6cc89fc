"""What is late, due today and due soon (within the days that are set for 临期), in one order for the desk, the digest and the robots; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from petitions import workflow
from petitions.transitions.states import State
from web.words import N_

#: A page lists no more than this.
MOST_LISTED = 500

LATE, TODAY, SOON = "late", "today", "soon"
#: The first answer to a petitioner, which has a day of its own (响应率).
FIRST_ANSWER = N_("首次回应今天到期或已过")
LABELS = {LATE: N_("超期"), TODAY: N_("今天到期"), SOON: N_("%(days)s 天内到期")}


@dataclass(frozen=True)
class Line:
    """One case: its number, the step it stands at, and the last day when a duty of the office runs."""

    id: int
    number: str
    state: State
    due_on: date | None
    #: When it was nudged last.
    nudged_on: date | None = None
    #: The unit that handles it.
    unit_id: int | None = None

    @property
    def step(self) -> str:
        """Where it stands (a message id)."""
        return workflow.STATE_LABELS[self.state]

    @property
    def owner(self) -> str:
        """Who has the step (a message id), or nothing."""
        return workflow.waits_for(self.state)


def until(today: date, days: int) -> date:
    """The last day of those looked ahead to."""
    return today + timedelta(days=days)


def grouped(lines: Iterable[Line], today: date, days: int) -> dict[str, list[Line]]:
    """The lines under late, today and soon (within `days`), each by day and number; every group is there, even when it is empty."""
    found: dict[str, list[Line]] = {key: [] for key in LABELS}
    for line in lines:
        if line.due_on is not None and line.due_on <= until(today, days):
            found[LATE if line.due_on < today else TODAY if line.due_on == today else SOON].append(line)
    for group in found.values():
        group.sort(key=lambda each: (each.due_on or today, each.number))
    return found
