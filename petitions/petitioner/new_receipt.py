"""A new receipt code for a case: the one before opens nothing any more, whoever handed it out or saw it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from petitions import queries, receipt, rekeying
from petitions.keys import holding
from vault.seal import KeyPair


def take(
    session: Session, petition_id: int, code: str, *, key: bytes, private: bytes, instance_key: bytes
) -> receipt.Receipt:
    """Let a new `code` open the case instead of the one that gave `private`; returns what it gives.

    The case's key is exchanged, because whoever knows the code before may have kept it. Raises Refusal.
    """
    case = queries.locked(session, petition_id)
    key = holding.petitioners_key(session, case, key)
    derived = receipt.derive(instance_key, code)
    case.receipt_id, case.receipt_public = derived.lookup_id, derived.public
    # What waits for the petitioner waits under the code before.
    rekeying.exchange(session, case, key, by=KeyPair.from_private(private))
    return derived
