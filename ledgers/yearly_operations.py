"""Every write to the yearly lists of what must not happen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from ledgers import never_events, yearly
from ledgers.models import NeverItem
from ledgers.never_events import ITEMS
from web.errors import Forbidden, Refusal

LONGEST_LABEL = 60
YEARS_BACK, YEARS_AHEAD = 5, 1
FIVE = _l("请写满五条，每条不同，最多 60 字。")


def choose(session: Session, year: int, labels: Sequence[str], *, actor: Person, now: datetime) -> None:
    """Set a year's five in their order. What something already happened to keeps its row and takes the new words."""
    if not actor.can("ledgers.write"):
        raise Forbidden
    tidy = [" ".join(label.split()) for label in labels]
    if len(tidy) != ITEMS or len(set(tidy)) != ITEMS or any(not 0 < len(each) <= LONGEST_LABEL for each in tidy):
        raise Refusal(FIVE)
    if not now.year - YEARS_BACK <= year <= now.year + YEARS_AHEAD:
        raise Refusal(_("只能定今年前后几年的清单。"))
    kept = {row.position: row for row in session.execute(sa.select(NeverItem).where(NeverItem.year == year)).scalars()}
    # The same words in an earlier year go on counting from that year.
    earlier = {each.label: each.since for each in reversed(yearly.items(session)) if each.year < year}
    for row in kept.values():
        # Words may change places: no two rows bear the same ones on the way.
        row.label = f"{row.id}"
    session.flush()
    for position, label in enumerate(tidy, start=1):
        row = kept.get(position) or NeverItem(year=year, position=position)
        row.label, row.since = label, earlier.get(label, date(year, 1, 1))
        session.add(row)
    session.flush()
    audit.record(session, actor, "ledger.never-items", f"ledger:{never_events.LEDGER.name}", now=now, year=year)
