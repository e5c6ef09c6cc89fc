"""The audit log: append-only, hash-chained, about people with accounts only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import AuditCut, AuditEntry
from accounts.people import Person

START = b"\x00" * 32
#: The action by which the log tells that its beginning was removed.
CUT = "audit.cut"
_LAST = sa.select(AuditEntry.sequence, AuditEntry.digest).order_by(AuditEntry.sequence.desc()).limit(1)


def record(
    session: Session, actor: Person | None, action: str, subject: str = "", *, now: datetime, **details: Any
) -> None:
    """Append what `actor` did to `subject` ("petition:12", "account:7"). Details are clear facts, never staff's words.

    Every writer of the log holds the database's write lock (SQLite) or takes the log's own (PostgreSQL).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SELECT pg_advisory_xact_lock(7001)"))
    last = session.execute(_LAST).first()
    entry = AuditEntry(
        sequence=(last.sequence + 1) if last else 1,
        at=now.astimezone(UTC),
        account_id=actor.id if actor else None,
        action=action,
        subject=subject,
        details=details,
        digest=b"",
    )
    entry.digest = link(last.digest if last else START, entry)
    session.add(entry)
    session.flush()


def link(previous: bytes, entry: AuditEntry) -> bytes:
    """The digest of `entry` chained to the digest before it (BLAKE2b, 32 bytes)."""
    facts = [
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(),
        entry.account_id,
        entry.action,
        entry.subject,
        entry.details,
    ]
    clear = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.blake2b(previous + clear.encode(), digest_size=32).digest()


def first_broken(entries: Iterable[AuditEntry], cuts: Sequence[AuditCut]) -> int | None:
    """The sequence number of the first entry that does not follow from the one before, or None; all oldest first.

    `cuts` are the removals of the log's beginning. What is left has to follow from the last of them; their numbers have
    to add up, and the log itself has to tell of them: otherwise the first entry that is left is the broken one.
    """
    first = cuts[-1].through + 1 if cuts else 1
    previous, expected = cuts[-1].digest if cuts else START, first
    told = []
    for entry in entries:
        if entry.sequence != expected or entry.digest != link(previous, entry):
            return expected
        previous, expected = entry.digest, expected + 1
        if entry.action == CUT:
            told.append(entry.details)
    return None if _are_told(cuts, told) else first


def cut_facts(cut: AuditCut) -> dict[str, Any]:
    """What the log tells of a removal."""
    return {
        "through": cut.through,
        "removed": cut.removed,
        "digest": cut.digest.hex(),
        "day": cut.cut_on.isoformat(),
    }


def _are_told(cuts: Sequence[AuditCut], told: Sequence[dict[str, object]]) -> bool:
    """Whether removals add up and are those the log tells of; it still tells of the last, and maybe of some before."""
    ends = [0, *(cut.through for cut in cuts)]
    if any(cut.removed != cut.through - before for before, cut in zip(ends, cuts, strict=False)):
        return False
    facts = [cut_facts(cut) for cut in cuts]
    return bool(told) == bool(cuts) and list(told) == facts[len(facts) - len(told) :]
