"""What the daily digest says of ledgers: how many entries are late or due, and how many units owe their sweep report."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from ledgers import queries
from ledgers.declaration import Place
from ledgers.registry import LEDGERS
from ledgers.sweeps import queries as sweeping
from web import formats


def lines(session: Session, who: Person, now: datetime) -> list[str]:
    """A line for each ledger whose entries have a day to be done by, and one for the sweep; only counts and days."""
    today, tree, ahead = now.date(), accounts.unit_tree(session), preferences.read(session).due_soon_days
    owed = queries.owed_on(session, who, tree, today + timedelta(days=ahead))
    said = [
        _due(_(each.label), owed.get(each.name, {}), today, ahead)
        for each in LEDGERS.values()
        if each.placed(Place.DUE) is not None
    ]
    state = sweeping.standing(session, who, tree, today=today)
    said.append(
        _(
            "零报告（%(first)s至%(last)s）：应报 %(asked)s 个单位，还有 %(missing)s 个没报",
            first=formats.short_day(state.round.first),
            last=formats.short_day(state.round.last),
            asked=state.asked,
            missing=state.asked - state.reported,
        )
    )
    return said


def _due(label: str, owed: dict[date, int], today: date, days: int) -> str:
    return _(
        "%(ledger)s：超期 %(late)s 项，今天到期 %(today)s 项，%(days)s 天内到期 %(soon)s 项",
        ledger=label,
        days=days,
        late=sum(count for day, count in owed.items() if day < today),
        today=owed.get(today, 0),
        soon=sum(count for day, count in owed.items() if day > today),
    )
