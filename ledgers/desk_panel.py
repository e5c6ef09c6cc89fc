"""What the desk's home says about ledgers: what is late and due soon, what waits, what a leader answers for,
who owes a sweep report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from ledgers import queries
from ledgers.declaration import Ledger
from ledgers.registry import LEDGERS
from ledgers.sweeps import queries as sweeping

ROWS = 6


@dataclass(frozen=True)
class Waiting:
    """Entries of a ledger that nobody has taken up yet."""

    ledger: Ledger
    label: str
    count: int


def panel(session: Session, who: Person, *, today: date) -> dict[str, object]:
    """The variables of the panel."""
    tree = accounts.unit_tree(session)
    ahead = preferences.read(session).due_soon_days
    until = today + timedelta(days=ahead)
    sweep = sweeping.standing(session, who, tree, today=today)
    return {
        "late": queries.count_due(session, who, tree, today - timedelta(days=1)),
        "rows": queries.due_by(session, who, tree, until, most=ROWS),
        "due": queries.count_due(session, who, tree, until),
        "most": ROWS,
        "ahead": ahead,
        "waiting": waiting(session, who, tree),
        "led": queries.led_by(session, who),
        "sweep": sweep,
        "today": today,
    }


def waiting(session: Session, who: Person, tree: UnitTree) -> list[Waiting]:
    """What was reported and waits for its first step, for those who write ledgers."""
    if not who.can("ledgers.write"):
        return []
    first = {name: ledger.state(ledger.first) for name, ledger in LEDGERS.items()}
    news = {name: state for name, state in first.items() if state.tone == "soon"}
    counts = queries.standing_in(session, {name: state.code for name, state in news.items()}, who, tree)
    return [Waiting(LEDGERS[name], state.label, counts[name]) for name, state in news.items() if name in counts]
