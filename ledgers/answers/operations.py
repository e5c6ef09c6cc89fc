"""Every write about answers beyond their ledger: counting that one was given."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from database import store_first
from ledgers import policies
from ledgers.answers.models import PolicyExplanation
from ledgers.models import LedgerEntry
from web.errors import Forbidden, Missing, Refusal

NOT_VALID = _l("这一条还没有公开，或者已经过了有效期，不能再照它解释。请先更新口径。")


def explain(session: Session, entry_id: int, channel: str, *, actor: Person | None, now: datetime) -> None:
    """Count that an answer was given once in this way; `actor` is None for a reader whom the page helped.

    Raises Missing for an unknown answer or way, Refusal for an answer that does not hold today.
    """
    if channel not in policies.CHANNELS or (channel == "page") != (actor is None):
        raise Missing
    if actor is not None and not actor.can("ledgers"):
        raise Forbidden
    row = session.get(LedgerEntry, entry_id)
    if row is None or row.ledger != policies.LEDGER.name:
        raise Missing
    if not policies.is_valid(row.state, row.day, row.due_on, now.date()):
        raise Refusal(NOT_VALID)
    key = (entry_id, now.date(), channel)
    first = PolicyExplanation(entry_id=entry_id, day=now.date(), channel=channel, times=1)
    counted = session.get(PolicyExplanation, key, with_for_update=True)
    if counted is None and not store_first(session, first):
        # Somebody else counted the first of the day at the same moment.
        counted = session.get_one(PolicyExplanation, key, with_for_update=True)
    if counted is not None:
        counted.times += 1
    session.flush()
