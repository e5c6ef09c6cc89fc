"""The case that this browser has open: what its cookie remembers of the receipt, and the key that gives now."""

from __future__ import annotations

from flask import request

from petitions import conversation
from petitions.keys import holding
from petitions.visit import session as case_session
from petitions.visit.session import CaseSession
from web import clock
from web.transactions import apart, database


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
    if opened is None or not opened.accepts(token or ""):
        return None
    with database().reading() as reading:
        waits = holding.waits_for_petitioner(reading, opened.petition_id, opened.receipt)
    return _exchanged(opened) if waits else opened


def _exchanged(opened: CaseSession) -> CaseSession | None:
    """The same with a fresh key: before the request writes, because the page it answers with needs that one too."""
    with apart() as own:
        key = holding.exchanged_for_petitioner(own, opened.petition_id, opened.receipt)
    return None if key is None else opened.with_key(key)
