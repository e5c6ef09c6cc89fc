"""Every write to the yearly lists of what must not happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts import queries as accounts
from accounts.enterprise_wide import NOT_ALL_OF_IT
from accounts.people import Person
from database import store_first
from ledgers import never_events
from ledgers.never_events import ITEMS
from ledgers.yearly import queries as yearly
from ledgers.yearly.models import NeverItem
from web.errors import Forbidden, Refusal

LONGEST_LABEL = 60
YEARS_BACK, YEARS_AHEAD = 5, 1
STALE = _l("刚刚有同事定过这份清单，现在的五条列在上面。请把两份合到一起再定；您填写的还在。")
FIVE = _l("请写满五条，每条不同，最多 60 字。")


def choose(
    session: Session,
    year: int,
    labels: Sequence[str],
    *,
    unit_id: int | None = None,
    seen: str | None = None,
    actor: Person,
    now: datetime,
) -> None:
    """Set a year's five in their order, for the enterprise or for a company of it with an office of its own.

    What something already happened to keeps its row and takes the new words. `seen` is the `mark` of the list that the
    person saw. Raises Forbidden, Refusal, also when a colleague chose since.
    """
    _require_may_word(session, unit_id, actor)
    of_this = sa.select(NeverItem).where(
        NeverItem.year == year, NeverItem.unit_id.is_(None) if unit_id is None else NeverItem.unit_id == unit_id
    )
    kept = {row.position: row for row in session.execute(of_this.with_for_update()).scalars()}
    if seen is not None and seen != yearly.mark([kept[place].label for place in sorted(kept)]):
        raise Refusal(STALE)
    five = _five(labels)
    if not now.year - YEARS_BACK <= year <= now.year + YEARS_AHEAD:
        raise Refusal(_("只能定今年前后几年的清单。"))
    if not store_first(session, *_worded(session, year, unit_id, kept, five)):
        # A colleague chose the year's first list at the same moment.
        choose(session, year, labels, unit_id=unit_id, seen=seen, actor=actor, now=now)
        return
    audit.record(
        session,
        actor,
        "ledger.never-items",
        f"ledger:{never_events.LEDGER.name}",
        now=now,
        year=year,
        **({"unit": unit_id} if unit_id is not None else {}),
    )


def _require_may_word(session: Session, unit_id: int | None, actor: Person) -> None:
    """Raises Forbidden for whoever does not word this list."""
    if not actor.can("ledgers.write"):
        raise Forbidden
    tree = accounts.unit_tree(session)
    if unit_id is None and not yearly.words_the_enterprises(tree, actor):
        raise Forbidden(NOT_ALL_OF_IT)
    if unit_id is not None and unit_id not in yearly.companies(session, tree, actor):
        raise Forbidden


def _five(labels: Sequence[str]) -> list[str]:
    """Five different labels without space around them. Raises Refusal."""
    tidy = [" ".join(label.split()) for label in labels]
    if len(tidy) != ITEMS or len(set(tidy)) != ITEMS or any(not 0 < len(each) <= LONGEST_LABEL for each in tidy):
        raise Refusal(FIVE)
    return tidy


def _worded(
    session: Session, year: int, unit_id: int | None, kept: Mapping[int, NeverItem], five: Sequence[str]
) -> list[NeverItem]:
    """The year's rows in their order, those `kept` by position and new ones, under the words of now."""
    # The same words in an earlier year go on counting from that year.
    earlier = {each.label: each.since for each in reversed(yearly.items(session, unit_id=unit_id)) if each.year < year}
    for row in kept.values():
        # Words may change places: no two rows bear the same ones on the way.
        row.label = f"{row.id}"
    session.flush()
    rows = [kept.get(place) or NeverItem(unit_id=unit_id, year=year, position=place) for place in range(1, ITEMS + 1)]
    for row, label in zip(rows, five, strict=True):
        row.label, row.since = label, earlier.get(label, date(year, 1, 1))
    return rows
