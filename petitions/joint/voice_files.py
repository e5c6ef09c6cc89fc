"""Files that one who joined sends with their words: each under a key of its own, which the voice's own key opens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import random_id
from petitions.conversation import File
from petitions.files import chunks
from petitions.files.attachments import CleanFile
from petitions.joint.models import VoiceFile, VoiceFileChunk
from vault import seal
from web.errors import Missing


@dataclass(frozen=True)
class Hung:
    """A file as its message lists it, and how it is described where it lies."""

    file: File
    about: str = field(repr=False)


def describe(file: CleanFile) -> str:
    """Media type, size and digest of a file, as they are sealed and enter the digest of its message."""
    content = hashlib.blake2b(file.content, digest_size=32).hexdigest()
    return json.dumps([file.media_type, len(file.content), content])


def keep(session: Session, voice_id: int, own_key: bytes, files: Sequence[CleanFile], *, ordinal: int) -> None:
    """Seal files onto the message with this ordinal."""
    for position, file in enumerate(files, start=1):
        key = seal.random_key()
        row = VoiceFile(id=random_id(), voice_id=voice_id, ordinal=ordinal, position=position)
        row.key_sealed = seal.seal_bytes(own_key, key, key_place(voice_id, row.id))
        row.about_sealed = seal.seal_text(key, describe(file), about_place(voice_id, row.id))
        session.add(row)
        session.flush()
        chunks.keep(session, VoiceFileChunk, row.id, key, file.content, file_place(voice_id, row.id))


def rows(session: Session, voice_ids: Collection[int]) -> list[VoiceFile]:
    """The files of these voices, in order."""
    wanted = sa.select(VoiceFile).where(VoiceFile.voice_id.in_(sorted(voice_ids)))
    return list(session.execute(wanted.order_by(VoiceFile.voice_id, VoiceFile.ordinal, VoiceFile.position)).scalars())


def hung(files: Iterable[VoiceFile], own_key: bytes) -> dict[int, list[Hung]]:
    """The files of one voice by the ordinal of the message they hang on, in order. Raises SealBroken."""
    found: dict[int, list[Hung]] = {}
    for row in files:
        found.setdefault(row.ordinal, []).append(_hung(row, _key(row, own_key)))
    return found


def open_file(session: Session, voice_id: int, file_id: int, own_key: bytes) -> tuple[File, bytes]:
    """A file and its opened content. Raises Missing when the voice has sent no such file, SealBroken."""
    wanted = sa.select(VoiceFile).where(VoiceFile.id == file_id, VoiceFile.voice_id == voice_id)
    row = session.execute(wanted).scalar_one_or_none()
    if row is None:
        raise Missing
    key = _key(row, own_key)
    content = chunks.opened(session, VoiceFileChunk, file_id, key, file_place(voice_id, file_id))
    return _hung(row, key).file, b"".join(content)


def exchange(session: Session, voice_id: int, own_key: bytes, fresh: bytes) -> None:
    """Let the files' keys lie under a fresh key of the voice; their content stays."""
    for row in session.execute(sa.select(VoiceFile).where(VoiceFile.voice_id == voice_id)).scalars():
        row.key_sealed = seal.again(own_key, fresh, row.key_sealed, key_place(voice_id, row.id))


def key_place(voice_id: int, file_id: int) -> str:
    """What a file's key is bound to."""
    return f"voice:{voice_id}/file-key:{file_id}"


def about_place(voice_id: int, file_id: int) -> str:
    """What a file's description is bound to."""
    return f"voice:{voice_id}/about:{file_id}"


def file_place(voice_id: int, file_id: int) -> str:
    """What a file's chunks are bound to."""
    return f"voice:{voice_id}/file:{file_id}"


def _key(row: VoiceFile, own_key: bytes) -> bytes:
    return seal.open_bytes(own_key, row.key_sealed, key_place(row.voice_id, row.id))


def _hung(row: VoiceFile, key: bytes) -> Hung:
    about = seal.open_text(key, row.about_sealed, about_place(row.voice_id, row.id))
    media_type, size, _digest = json.loads(about)
    return Hung(File(row.id, row.position, media_type, size), about)
