"""What the desk reminds somebody of: late, due today, due soon, and, for a leader, what is late for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from petitions import reach
from petitions.reminding import due, escalating
from petitions.reminding import queries as due_queries
from petitions.reminding.due import Line


@dataclass(frozen=True)
class OfficeLeader:
    """An office of the reader's, the leader it named, and who could be."""

    group_id: int
    unit: str
    leader_id: int | None
    choices: list[Person]


@dataclass(frozen=True)
class Reminders:
    """Everything one person is reminded of today."""

    groups: dict[str, list[Line]]
    #: Whose petitioners nobody has answered at all by the day set for that.
    to_answer: list[Line]
    #: On this person's list because an office named them.
    for_leader: list[Line]
    after_days: int
    #: How far ahead is looked.
    days_ahead: int
    offices: list[OfficeLeader]
    tree: UnitTree
    today: date

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be reminded of."""
        return not self.for_leader and not self.to_answer and not any(self.groups.values())

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than is listed."""
        return sum(len(each) for each in self.groups.values()) >= due.MOST_LISTED

    @property
    def urgent(self) -> list[Line]:
        """What is late or due today."""
        return self.groups[due.LATE] + self.groups[due.TODAY]

    def unit(self, line: Line) -> str:
        """The unit that handles it, in words; nothing before there is one."""
        return self.tree.path(line.unit_id) if line.unit_id is not None and line.unit_id in self.tree else ""


def load(session: Session, who: Person, today: date) -> Reminders:
    """What `who` is reminded of on `today`, derived from the cases as they are; no timer has to have run."""
    chosen = preferences.read(session)
    after, ahead = chosen.escalate_after_days, chosen.due_soon_days
    ours = reach.offices_of(session, who)
    named = due_queries.leaders_named(session, ours)
    units = {each.id: each.unit for each in accounts.offices(session, today)} if ours else {}
    return Reminders(
        groups=due.grouped(due_queries.lines_for(session, who, today, limit=due.MOST_LISTED), today, ahead),
        to_answer=due_queries.to_answer(session, who, today, limit=due.MOST_LISTED),
        for_leader=due_queries.late_for_leader(session, who, today, after),
        after_days=after,
        days_ahead=ahead,
        offices=[
            OfficeLeader(each, units.get(each, ""), named.get(each), escalating.leader_choices(session, each))
            for each in ours
        ],
        tree=accounts.unit_tree(session),
        today=today,
    )
