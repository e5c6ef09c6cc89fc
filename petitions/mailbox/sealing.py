"""The two seals of a petitioner's mailbox, and what becomes of the outer one when a key of the case changes.

The inner seal opens with the instance's key alone, the outer one with the case's: whoever holds the database and the
instance's folder lacks a reader's key, and whoever reads the case lacks the instance's.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from notices import sealed_mail
from petitions.mailbox.models import NoticeMailbox
from vault import seal


def of_case(session: Session, petition_id: int) -> NoticeMailbox | None:
    """The mailbox that was left for a case."""
    return session.get(NoticeMailbox, petition_id)


def keep(session: Session, petition_id: int, address: str, *, key: bytes, redacted: bytes | None) -> None:
    """Seal `address` in place of what was left before. `redacted` is the key of the redacted version, where there is one."""
    inner = sealed_mail.sealed(address, inner_place(petition_id))
    row = of_case(session, petition_id) or NoticeMailbox(petition_id=petition_id)
    row.sealed = seal.seal_bytes(key, inner, place(petition_id))
    row.sealed_redacted = None
    if redacted is not None:
        row.sealed_redacted = seal.seal_bytes(redacted, inner, redacted_place(petition_id))
    session.add(row)
    session.flush()


def opened(row: NoticeMailbox, key: bytes, *, is_redacted: bool = False) -> str | None:
    """The address, with a key of its case in a running instance; None when the instance has another key by now."""
    if is_redacted:
        assert row.sealed_redacted is not None
        inner = seal.open_bytes(key, row.sealed_redacted, redacted_place(row.petition_id))
    else:
        inner = seal.open_bytes(key, row.sealed, place(row.petition_id))
    try:
        return sealed_mail.opened(inner, inner_place(row.petition_id))
    except seal.SealBroken:
        return None


def share_with_redacted(row: NoticeMailbox, key: bytes, redacted: bytes) -> None:
    """Let a step of whoever holds the redacted version alone be told too."""
    inner = seal.open_bytes(key, row.sealed, place(row.petition_id))
    row.sealed_redacted = seal.seal_bytes(redacted, inner, redacted_place(row.petition_id))


def exchange(session: Session, petition_id: int, key: bytes, fresh: bytes, *, redacted: bytes | None) -> None:
    """Seal the outer layer again when the case's key changes; `redacted` is the fresh key of the redacted version."""
    row = of_case(session, petition_id)
    if row is None:
        return
    row.sealed = seal.again(key, fresh, row.sealed, place(petition_id))
    row.sealed_redacted = None
    if redacted is not None:
        share_with_redacted(row, fresh, redacted)


def inner_place(petition_id: int) -> str:
    """What the instance's seal is bound to."""
    return f"mailbox:{petition_id}"


def place(petition_id: int) -> str:
    """What the seal under the case's key is bound to."""
    return f"petition:{petition_id}/mailbox"


def redacted_place(petition_id: int) -> str:
    """What the seal under the key of the redacted version is bound to."""
    return f"petition:{petition_id}/mailbox-redacted"
