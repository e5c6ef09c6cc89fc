"""What the desk's home says about cases: what waits, what is late and due, and this month beside the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from figures.comparison import Change
from petitions import workflow
from petitions.calendar import queries as calendar_queries
from petitions.categories import choices
from petitions.lists import queue
from petitions.lists.filters import Filters
from vault import reading_groups
from web.words import N_

ROWS = 6
#: What is compared, in the order of a case's life.
MEASURES: Mapping[str, str] = {"came_in": N_("收到"), "answered": N_("答复"), "closed": N_("办结")}


@dataclass(frozen=True)
class Compared:
    """One count of this month so far, and of as many days of the month before."""

    label: str
    now: int
    before: int

    @property
    def change(self) -> Change:
        """How it moved."""
        return Change(self.now, self.before)


def panel(session: Session, who: Person, *, today: date) -> dict[str, object]:
    """The variables of the panel."""
    first = queue.page(session, who, Filters(view="mine"), today=today)
    return {
        "counts": first.counts,
        "rows": first.rows[:ROWS],
        # A step that was given leaves its holder's sight when it is done, so only offices can look back on a month.
        "compared": compared(session, who, today=today) if who.can("petitions.assign") else [],
        "soon_days": preferences.read(session).due_soon_days,
        "today": today,
        "standing": queue.standing_of,
        "category_label": choices.label,
        "states": workflow.STATE_LABELS,
        "unknown_years": calendar_queries.unknown_years(session, today) if who.can("petitions.officer") else [],
        "is_not_admitted": who.can("petitions.assign") and not reading_groups.groups_of(session, who.id),
    }


def compared(session: Session, who: Person, *, today: date) -> list[Compared]:
    """This month up to today beside the same days of the month before, over the cases `who` may know of."""
    this_month = today.replace(day=1)
    before = this_month - timedelta(days=1)
    same_day = before.replace(day=min(today.day, before.day))
    now = queue.between(session, who, this_month, today)
    then = queue.between(session, who, before.replace(day=1), same_day)
    return [Compared(label, now[key], then[key]) for key, label in MEASURES.items()]
