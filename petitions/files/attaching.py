"""Hanging files on a case: sealed in chunks under its key, on a message or beside all of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from database import random_id
from petitions import conversation
from petitions.files import chunks
from petitions.files.attachments import CleanFile
from petitions.files.models import Attachment, AttachmentChunk
from vault import seal


def attach(
    session: Session, petition_id: int, key: bytes, files: Sequence[CleanFile], *, message: int, after: int = 0
) -> list[int]:
    """Seal `files` onto a message, numbered after the `after` it already has; returns their ids."""
    hung = []
    for position, file in enumerate(files, start=after + 1):
        row = Attachment(id=random_id(), petition_id=petition_id, message=message, position=position)
        about = conversation.describe(file.media_type, len(file.content))
        row.about_sealed = seal.seal_text(key, about, conversation.about_place(petition_id, row.id))
        session.add(row)
        session.flush()
        place = conversation.file_place(petition_id, row.id)
        chunks.keep(session, AttachmentChunk, row.id, key, file.content, place)
        hung.append(row.id)
    return hung
