"""Hanging files on a case: sealed in chunks under its key, on a message or as the signed paper of a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from database import random_id
from petitions import conversation, queries
from petitions.files.attachments import CleanFile
from petitions.files.models import Attachment, AttachmentChunk
from petitions.keys import rekeying
from petitions.letters.catalogue import Paper
from petitions.letters.models import LetterScan
from petitions.models import Petition
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
        for number, sealed in enumerate(seal.seal_chunks(key, [file.content], place)):
            # Inserted one by one and not as objects: a petition of 60 MB must not stand in memory twice.
            chunk = {"attachment_id": row.id, "number": number, "sealed": sealed}
            session.execute(sa.insert(AttachmentChunk), [chunk])
        hung.append(row.id)
    return hung


def attach_scan(
    session: Session,
    petition: Petition,
    key: bytes,
    paper: Paper,
    file: CleanFile,
    *,
    actor: Person,
    now: datetime,
) -> None:
    """Keep the signed paper of a letter, with the day and who brought it; one brought later stands before it."""
    key = rekeying.if_due(session, queries.locked(session, petition.id), key, by=actor.keys)
    earlier = len(queries.letter_scans(session, petition.id))
    (attachment_id,) = attach(session, petition.id, key, [file], message=conversation.NO_MESSAGE, after=earlier)
    session.add(
        LetterScan(
            attachment_id=attachment_id,
            petition_id=petition.id,
            letter=paper.kind,
            record=paper.record,
            day=now.date(),
            account_id=actor.id,
        )
    )
    session.flush()
