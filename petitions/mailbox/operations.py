"""Leaving a mailbox for a case, leaving another one, and taking it away: no step of the case, and in no history or log."""

from __future__ import annotations

from sqlalchemy.orm import Session

from petitions import queries
from petitions.keys.holding import held_by
from petitions.mailbox import sealing, telling
from petitions.redaction import versions as redactions
from web.errors import Refusal


def leave(session: Session, petition_id: int, address: str, *, key: bytes) -> None:
    """Keep `address` for the case whose petitioner brings its `key`. Raises Refusal."""
    case = queries.locked(session, petition_id)
    if not telling.is_offered(case):
        raise Refusal(telling.NOT_OFFERED)
    telling.require_private(address)
    redaction = redactions.of_case(session, petition_id)
    held = held_by(session, case, redaction, None, key)
    redacted = redactions.key_under(redaction, held.key) if redaction is not None else None
    sealing.keep(session, petition_id, address, key=held.key, redacted=redacted)


def remove(session: Session, petition_id: int) -> None:
    """Forget the mailbox of a case; what waits in the outbox knows of no case and still leaves."""
    row = sealing.of_case(session, petition_id)
    if row is not None:
        session.delete(row)
        session.flush()
