"""Writes of who read what is sealed: in a case, or by a search through all of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from database import store_first
from petitions import queries
from petitions.history.models import CaseReading


def note_reading(session: Session, petition_id: int, *, actor: Person, now: datetime) -> None:
    """Write down, once a day, that somebody opened the sealed parts of a case."""
    if not queries.was_read(session, petition_id, actor.id, now.date()):
        # Two tabs may be opened at the same moment.
        store_first(session, CaseReading(petition_id=petition_id, account_id=actor.id, day=now.date()))


def note_search(session: Session, *, searched: int, actor: Person, now: datetime) -> None:
    """Write down that somebody searched: a line of the audit log without the words."""
    audit.record(session, actor, "petition.search", now=now, searched=searched)
