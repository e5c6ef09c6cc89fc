"""The case that this browser has open: what its cookie remembers of the receipt, and the key that gives now."""

from __future__ import annotations

from flask import request

from petitions import conversation
from petitions.visit import session as case_session
from petitions.visit.session import CaseSession
from web import clock
from web.transactions import database


def current() -> CaseSession | None:
    """The open case, or None when there is none, it has run out or is gone."""
    opened = case_session.current(request, now=clock.now())
    if opened is None:
        return None
    # A reading session: looking at a case must not wait for whoever is writing.
    with database().reading() as reading:
        key = conversation.key_of(reading, opened.petition_id, opened.receipt)
    return None if key is None else opened.with_key(key)


def of_form(token: str | None) -> CaseSession | None:
    """The open case, when the form came from its own page."""
    opened = current()
    return opened if opened is not None and opened.accepts(token or "") else None
