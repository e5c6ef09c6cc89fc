"""A thief for the tests: the whole database, one person's own key, and every key that person ever got to see.

Shares no list of what is sealed where with the product: every blob of every row is tried with every key, at every place
the case could have sealed it, until nothing more opens.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from database import Base
from notices.models import OutboxRow
from petitions import receipt
from petitions.files.models import Attachment, EvidenceFile
from petitions.identity.models import IdentityRequest
from petitions.joint.models import ToldFile, Voice, VoiceFile
from petitions.models import Petition
from petitions.redaction.models import RedactedFile
from vault import seal
from vault.seal import KeyPair

NUMBERS = range(20)
CHUNKS = 3


@dataclass
class Thief:
    """Somebody who remembers every key they opened on an earlier look."""

    session: Session
    who: Person
    instance_key: bytes = b""
    keys: set[bytes] = field(default_factory=set)
    #: What each key made of each blob, and where it was tried: on a later look only the new is tried.
    _tried: dict[tuple[bytes, bytes], tuple[set[str], list[bytes]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert self.who.keys is not None
        self.keys.add(self.who.keys.pair.private)

    def look(self) -> set[str]:
        """Every text and file in the database as it is now that any of the keys opens, and remember the keys among it."""
        self.session.flush()
        blobs, places = set[bytes](), _places(self.session)
        found: set[bytes] = set()
        # What opens may be a key, or sealed once more.
        new, fresh = set(self.keys), _blobs(self.session)
        while new or fresh:
            pairs = [(blob, key) for blob in fresh for key in self.keys] + [
                (blob, key) for blob in blobs for key in new
            ]
            opened = {content for blob, key in pairs for content in self._opened(blob, key, places)} - found
            blobs |= fresh
            found |= opened
            new = {each for content in opened for each in self._keys_in(content)} - self.keys
            fresh = {content for content in opened if len(content) > seal.KIBIBYTE} - blobs
            self.keys |= new
        return {content.decode("utf-8", "replace") for content in found}

    def reads(self, words: str) -> bool:
        """Whether these words stand in anything that opens now."""
        return any(words in text for text in self.look())

    def _opened(self, blob: bytes, key: bytes, places: set[str]) -> list[bytes]:
        if (blob, key) not in self._tried:
            self._tried[blob, key] = set(), _open_box(blob, key)
        tried, opened = self._tried[blob, key]
        # Whatever is sealed at a place was padded to at least a first step, so a shorter blob is no such thing.
        if len(blob) >= seal.STEPS[0] and not places <= tried:
            opened += _open_at(blob, key, places - tried)
            tried |= places
        return opened

    def _keys_in(self, content: bytes) -> list[bytes]:
        if len(content) == seal.KEY_BYTES:
            return [content]
        if len(content) == receipt.LENGTH and self.instance_key:
            code = content.decode("utf-8", "replace")
            return [receipt.derive(self.instance_key, code, purpose).key for purpose in ("receipt", "joining")]
        return []


def _blobs(session: Session) -> set[bytes]:
    found: set[bytes] = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, sa.LargeBinary):
                found.update(each for each in session.execute(sa.select(column)).scalars() if each)
    # Boxes that stand one after the other are taken apart.
    boxes = [each for each in found if len(each) % seal.SEALED_KEY_BYTES == 0]
    size = seal.SEALED_KEY_BYTES
    return found | {each[at : at + size] for each in boxes for at in range(0, len(each), size)}


def _places(session: Session) -> set[str]:
    found: list[str] = []
    for case in session.execute(sa.select(Petition.id)).scalars():
        own = f"petition:{case}"
        found += [f"{own}/{what}:{number}" for what in ("message", "note", "earlier-key") for number in NUMBERS]
        found += [f"{own}/{what}" for what in ("receipt", "name", "redaction-key", "redacted", "hold", "contact")]
        found += [f"mailbox:{case}", *(f"{own}/{what}" for what in ("mailbox", "mailbox-redacted"))]
        found += [f"joining:{case}/{what}" for what in ("code", "key", "private", "about", "mail", "mail-redacted")]
        found += [f"joining:{case}/told:{number}" for number in NUMBERS]
        found.append(f"identity:{case}")
    for case, file in session.execute(sa.select(Attachment.petition_id, Attachment.id)):
        found.append(f"petition:{case}/about:{file}")
        found += [f"petition:{case}/file:{file}#{number}{last}" for number in range(CHUNKS) for last in ("", "!")]
    for model, name in ((EvidenceFile, "evidence"), (RedactedFile, "redacted")):
        content = name if name == "evidence" else "redacted-file"
        for case, file in session.execute(sa.select(model.petition_id, model.id)):
            found += [f"petition:{case}/{name}-{what}:{file}" for what in ("key", "about")]
            found += [
                f"petition:{case}/{content}:{file}#{number}{last}" for number in range(CHUNKS) for last in ("", "!")
            ]
    for case, file in session.execute(sa.select(ToldFile.petition_id, ToldFile.id)):
        found += [f"joining:{case}/{what}:{file}" for what in ("about", "file-key")]
        found += [f"joining:{case}/file:{file}#{number}{last}" for number in range(CHUNKS) for last in ("", "!")]
    found += [f"outbox:{each}" for each in session.execute(sa.select(OutboxRow.id)).scalars()]
    for voice, file in session.execute(sa.select(VoiceFile.voice_id, VoiceFile.id)):
        found += [f"voice:{voice}/{what}:{file}" for what in ("file-key", "about")]
        found += [f"voice:{voice}/file:{file}#{number}{last}" for number in range(CHUNKS) for last in ("", "!")]
    for each in session.execute(sa.select(IdentityRequest.id)).scalars():
        found += [f"identity-request:{each}/{what}" for what in ("key", "reason", "urgency", "answer", "refusal")]
    for each in session.execute(sa.select(Voice.id)).scalars():
        found += [
            f"voice:{each}/receipt",
            f"voice:{each}/earlier",
            f"voice:{each}/mailbox",
            f"mailbox:voice:{each}",
            *(f"voice:{each}/said:{number}" for number in NUMBERS),
        ]
    return set(found)


def _open_box(blob: bytes, key: bytes) -> list[bytes]:
    pair, found = KeyPair.from_private(key), []
    with suppress(seal.SealBroken):
        found.append(seal.open_with(pair, blob))
        found.append(seal.unpad(found[0]))
    return found


def _open_at(blob: bytes, key: bytes, places: set[str]) -> list[bytes]:
    found = []
    for place in places:
        with suppress(seal.SealBroken):
            found.append(seal.open_bytes(key, blob, place))
    return found
