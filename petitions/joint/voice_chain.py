"""The hash chain of what one who joined and the office wrote to each other; pure.

As in the chain of a case (petitions.history.chain), what was written enters as a digest keyed with the voice's own key: whoever
holds the database can check that nothing is missing, and only the two can check the words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from petitions.history import chain
from petitions.joint.terms import Speech


@dataclass(frozen=True)
class Link:
    """One message as it is hashed."""

    ordinal: int
    speech: Speech
    day: date
    #: None for the voice.
    account_id: int | None
    content: bytes


def content_digest(key: bytes, text: str, files: Sequence[str]) -> bytes:
    """The digest of words and of what hangs on them: media type, size and digest of each file, in order."""
    return chain.content_digest(key, json.dumps([text, *files], ensure_ascii=False))


def link(previous: bytes, number: str, said: Link) -> bytes:
    """The digest of a message of the voice with this `number`, chained to the one before it (BLAKE2b, 32 bytes)."""
    facts = [number, said.ordinal, said.speech.value, said.day.isoformat(), said.account_id, said.content.hex()]
    clear = json.dumps(facts, separators=(",", ":"))
    return hashlib.blake2b(previous + clear.encode(), digest_size=32, person=b"xinqiao-voice").digest()


def is_whole(number: str, links: Iterable[tuple[Link, bytes]], head: bytes | None) -> bool:
    """Whether each message follows from the one before, and the last one is where the voice says it is."""
    previous, expected = chain.START, None
    for said, digest in links:
        if expected not in (None, said.ordinal) or digest != link(previous, number, said):
            return False
        previous, expected = digest, said.ordinal + 1
    return head == (previous if expected is not None else None)


def is_what_was_said(keys: Collection[bytes], content: bytes, text: str, files: Sequence[str]) -> bool:
    """Whether a digest is of these words and files, under one of the keys that the voice has had."""
    return any(content_digest(key, text, files) == content for key in keys)
