"""Files of what the office wrote to everybody concerned, sealed once more so that those who joined a case get them too."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import random_id
from petitions import conversation
from petitions.conversation import File
from petitions.files import chunks
from petitions.files.attachments import CleanFile
from petitions.joint.models import ToldFile, ToldFileChunk
from vault import seal
from web.errors import Missing


def keep(session: Session, petition_id: int, shared: bytes, files: Sequence[CleanFile], *, ordinal: int) -> None:
    """Seal `files` under the shared key, hung on the message with this ordinal."""
    for position, file in enumerate(files, start=1):
        row = ToldFile(id=random_id(), petition_id=petition_id, ordinal=ordinal, position=position)
        about = conversation.describe(file.media_type, len(file.content))
        row.about_sealed = seal.seal_text(shared, about, about_place(petition_id, row.id))
        session.add(row)
        session.flush()
        chunks.keep(session, ToldFileChunk, row.id, shared, file.content, file_place(petition_id, row.id))


def of_case(session: Session, petition_id: int, shared: bytes) -> dict[int, list[File]]:
    """The files by the ordinal of the message they hang on, in order."""
    wanted = sa.select(ToldFile).where(ToldFile.petition_id == petition_id)
    found: dict[int, list[File]] = {}
    for row in session.execute(wanted.order_by(ToldFile.ordinal, ToldFile.position)).scalars():
        found.setdefault(row.ordinal, []).append(_file(row, shared))
    return found


def open_file(session: Session, petition_id: int, file_id: int, shared: bytes) -> tuple[File, bytes]:
    """A file and its opened content. Raises Missing when the case has no such file."""
    wanted = sa.select(ToldFile).where(ToldFile.id == file_id, ToldFile.petition_id == petition_id)
    row = session.execute(wanted).scalar_one_or_none()
    if row is None:
        raise Missing
    place = file_place(petition_id, file_id)
    content = chunks.opened(session, ToldFileChunk, file_id, content_key(row, shared), place)
    return _file(row, shared), b"".join(content)


def content_key(row: ToldFile, shared: bytes) -> bytes:
    """The key a file's content lies under: the shared one, until that was exchanged. Raises SealBroken."""
    if row.key_sealed is None:
        return shared
    return seal.open_bytes(shared, row.key_sealed, key_place(row.petition_id, row.id))


def about_place(petition_id: int, file_id: int) -> str:
    """What a file's description is bound to."""
    return f"joining:{petition_id}/about:{file_id}"


def key_place(petition_id: int, file_id: int) -> str:
    """What the key of a file's content is bound to."""
    return f"joining:{petition_id}/file-key:{file_id}"


def file_place(petition_id: int, file_id: int) -> str:
    """What a file's chunks are bound to."""
    return f"joining:{petition_id}/file:{file_id}"


def _file(row: ToldFile, shared: bytes) -> File:
    about = seal.open_text(shared, row.about_sealed, about_place(row.petition_id, row.id))
    return File.from_text(row.id, row.position, about)
