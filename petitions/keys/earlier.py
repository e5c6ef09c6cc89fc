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


def place(petition_id: int, ordinal: int) -> str:
    """What an earlier key is bound to."""
    return f"petition:{petition_id}/earlier-key:{ordinal}"
