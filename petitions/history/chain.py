"""The hash chain of one case: every step follows from the one before, and what was written is bound without being shown.

The content of a step enters as a digest keyed with the case key, so the chain can be verified by anybody who holds the
database, reveals nothing, and stays whole when sealed texts are sealed again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from petitions import workflow
from petitions.workflow import Action, CaseRole, State
from vault import seal

START = bytes(32)
#: More texts than any step writes: a reply, and the evidence of each duty.
MOST_TEXTS = 8


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


def joined(before: str | None, text: str) -> str:
    """Several texts of one step bound together, in order, each after the first with its length."""
    return text if before is None else f"{before}\x00{len(text)}\x00{text}"


def first_reworded(
    keys: Sequence[bytes], contents: Iterable[tuple[int, bytes | None]], said: Sequence[str], noted: Sequence[str]
) -> int | None:
    """The ordinal of the first step whose words are not those that are kept, or None; `contents` in order.

    `keys` are those that a step may have been digested with: the case's, that of its redacted version, earlier ones.

    `said` are all messages and `noted` all notes of the case, each in order. A step says how its words are digested and
    not how many of each it wrote, so the few ways there are get tried. Words that no step wrote count for the last.
    """
    # How many messages and notes may be used up so far: two steps may have written the same words.
    places, last = {(0, 0)}, 0
    for last, content in contents:
        if content is not None:
            places = {after for place in places for after in _after(keys, content, place, said, noted)}
        if not places:
            return last
    return None if (len(said), len(noted)) in places else last


def _after(
    keys: Sequence[bytes], content: bytes, place: tuple[int, int], said: Sequence[str], noted: Sequence[str]
) -> list[tuple[int, int]]:
    """Where a step with this digest may have left off, having begun at `place`."""
    ways: list[tuple[str | None, int, int]] = [(None, *place)]
    found = []
    for _text in range(MOST_TEXTS):
        longer: list[tuple[str | None, int, int]] = []
        for before, messages, notes in ways:
            if messages < len(said):
                longer.append((joined(before, said[messages]), messages + 1, notes))
            if notes < len(noted):
                longer.append((joined(before, noted[notes]), messages, notes + 1))
        found += [
            (messages, notes)
            for text, messages, notes in longer
            if text is not None and any(content_digest(key, text) == content for key in keys)
        ]
        if found:
            break
        ways = longer
    return found


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
