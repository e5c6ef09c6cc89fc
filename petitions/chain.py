"""The hash chain of one case: every step follows from the one before, and what was written is bound without being shown.

The content of a step enters as a digest keyed with the case key, so the chain can be verified by anybody who holds the
database, reveals nothing, and stays whole when sealed texts are sealed again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from petitions import workflow
from petitions.workflow import Action, CaseRole, State
from vault import seal

START = bytes(32)


@dataclass(frozen=True)
class Step:
    """One step as it is hashed."""

    ordinal: int
    action: Action
    role: CaseRole
    from_state: State | None
    to_state: State
    day: date
    account_id: int | None
    details: Mapping[str, object] = field(default_factory=dict)
    content: bytes | None = None


def content_digest(key: bytes, text: str) -> bytes:
    """The digest of what was written, which only somebody with the case key can check."""
    return seal.derive(key, "petition-content", text.encode())


def link(previous: bytes, number: str, step: Step) -> bytes:
    """The digest of `step` of case `number`, chained to the digest before it (BLAKE2b, 32 bytes)."""
    facts = [
        number,
        step.ordinal,
        step.action.value,
        step.role.value,
        step.from_state.value if step.from_state else None,
        step.to_state.value,
        step.day.isoformat(),
        step.account_id,
        dict(step.details),
        step.content.hex() if step.content else None,
    ]
    clear = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(previous + clear.encode(), digest_size=32, person=b"xinqiao-case").digest()


def first_broken(number: str, steps: Iterable[tuple[Step, bytes]]) -> int | None:
    """The ordinal of the first step that does not follow from the one before, or None; in order."""
    previous, expected = START, 1
    for step, digest in steps:
        if step.ordinal != expected or digest != link(previous, number, step):
            return expected
        previous, expected = digest, expected + 1
    return None


def state_after(steps: Iterable[Step]) -> State | None:
    """The state a history ends in. Raises ValueError when the table of transitions knows no such history."""
    return workflow.fold((step.action, step.from_state, step.to_state) for step in steps)
