"""The keys a case had before its present one: files stay sealed under theirs, and steps were digested with theirs."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions.keys.models import EarlierKey
from vault import seal


def of_case(session: Session, petition_id: int, key: bytes) -> dict[int, bytes]:
    """Every earlier key by its ordinal, for whoever holds the case's present one. Raises SealBroken."""
    wanted = sa.select(EarlierKey).where(EarlierKey.petition_id == petition_id).order_by(EarlierKey.ordinal)
    return {
        row.ordinal: seal.open_bytes(key, row.sealed, place(petition_id, row.ordinal))
        for row in session.execute(wanted).scalars()
    }


def file_key(session: Session, petition_id: int, ordinal: int | None, key: bytes) -> bytes:
    """The key a file's content lies under. Raises SealBroken."""
    return key if ordinal is None else of_case(session, petition_id, key)[ordinal]


def opening(session: Session, petition_id: int, key: bytes, sealed: bytes, bound_to: str) -> tuple[int | None, bytes]:
    """(its ordinal, None for the present one; the key) of what a case's `key` should open, and if not that, one before it.

    Before the case was opened only once its row was held, somebody could seal to a key that was exchanged meanwhile
    (PostgreSQL). Raises SealBroken when none of them opens it.
    """
    if _opens(key, sealed, bound_to):
        return None, key
    for ordinal, each in of_case(session, petition_id, key).items():
        if _opens(each, sealed, bound_to):
            return ordinal, each
    raise seal.SealBroken


def opened(session: Session, petition_id: int, key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """What `opening` finds the key of. Raises SealBroken."""
    _ordinal, under = opening(session, petition_id, key, sealed, bound_to)
    return seal.open_bytes(under, sealed, bound_to)


def keep(session: Session, petition_id: int, key: bytes, fresh: bytes, *beside: bytes) -> int:
    """Seal all earlier keys under the `fresh` one, and `key` and those `beside` it as the newest; returns the ordinal
    of `key`."""
    earlier = of_case(session, petition_id, key)
    ordinal = max(earlier, default=0) + 1
    for number, each in (earlier | dict(enumerate((key, *beside), ordinal))).items():
        sealed = seal.seal_bytes(fresh, each, place(petition_id, number))
        session.merge(EarlierKey(petition_id=petition_id, ordinal=number, sealed=sealed))
    session.flush()
    return ordinal


def _opens(key: bytes, sealed: bytes, bound_to: str) -> bool:
    try:
        seal.open_bytes(key, sealed, bound_to)
    except seal.SealBroken:
        return False
    return True


def place(petition_id: int, ordinal: int) -> str:
    """What an earlier key is bound to."""
    return f"petition:{petition_id}/earlier-key:{ordinal}"
