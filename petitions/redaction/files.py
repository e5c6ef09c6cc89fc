"""What a handler with the redacted version gets of each file: nothing, the file as it is, or a copy the office blackened.

Nothing is the default, also for files that come later. What is given lies under a key of its own, which lies under the
key of the redacted version; a copy is cleaned as every file is, and an original is sealed once more.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from database import random_id
from petitions import conversation
from petitions.conversation import File
from petitions.files import chunks
from petitions.files.attachments import CleanFile
from petitions.redaction.models import RedactedChunk, RedactedFile
from petitions.redaction.versions import file_key_place
from vault import seal
from web.errors import Missing, Refusal
from web.words import N_

NO_COPY = _l("选了“给遮过的副本”，请把遮好的文件选上；没遮好以前，先选“不给”。")
NOT_HERE = _l("选中的附件不在这件诉求里。请重新选。")


class Giving(enum.Enum):
    """What of a file is given."""

    NOTHING = "nothing"
    ORIGINAL = "original"
    COPY = "copy"


GIVING_LABELS = {
    Giving.NOTHING: N_("不给"),
    Giving.COPY: N_("给遮过的副本"),
    Giving.ORIGINAL: N_("给原件"),
}


@dataclass(frozen=True)
class Choice:
    """What the office chose for one file, with the copy when one came."""

    giving: Giving
    copy: CleanFile | None = field(default=None, repr=False)


def chosen(session: Session, petition_id: int) -> dict[int, Giving]:
    """What is given of each file now, by attachment; of every other file nothing is."""
    return {
        row.attachment_id: Giving.ORIGINAL if row.is_original else Giving.COPY for row in _rows(session, petition_id)
    }


def give(session: Session, petition_id: int, *, key: bytes, redacted: bytes, choices: Mapping[int, Choice]) -> None:
    """Do as chosen: `key` opens the originals, `redacted` is what the given lies under. Raises Refusal."""
    kept = {row.attachment_id: row for row in _rows(session, petition_id)}
    for attachment_id, choice in sorted(choices.items()):
        before = kept.get(attachment_id)
        if choice.giving is Giving.COPY and choice.copy is None:
            if before is None or before.is_original:
                raise Refusal(NO_COPY)
            continue
        if choice.giving is Giving.ORIGINAL and before is not None and before.is_original:
            continue
        if before is not None:
            session.delete(before)
            session.flush()
        if choice.giving is not Giving.NOTHING:
            content = (
                choice.copy if choice.giving is Giving.COPY else _original(session, petition_id, attachment_id, key)
            )
            assert content is not None
            _keep(session, petition_id, attachment_id, content, redacted, is_original=choice.copy is None)
    session.flush()


def given(session: Session, petition_id: int, redacted: bytes) -> tuple[File, ...]:
    """What whoever holds the redacted version gets, numbered one after the other."""
    return tuple(
        _file(row, _own_key(row, redacted), position) for position, row in enumerate(_rows(session, petition_id), 1)
    )


def open_file(session: Session, petition_id: int, file_id: int, redacted: bytes) -> tuple[File, bytes]:
    """A given file and its content. Raises Missing when it is not, or no longer, given."""
    wanted = sa.select(RedactedFile).where(RedactedFile.id == file_id, RedactedFile.petition_id == petition_id)
    row = session.execute(wanted).scalar_one_or_none()
    if row is None:
        raise Missing
    own = _own_key(row, redacted)
    return _file(row, own, 1), b"".join(chunks.opened(session, RedactedChunk, file_id, own, _content_place(row)))


def _rows(session: Session, petition_id: int) -> list[RedactedFile]:
    wanted = sa.select(RedactedFile).where(RedactedFile.petition_id == petition_id)
    return list(session.execute(wanted.order_by(RedactedFile.attachment_id)).scalars())


def _original(session: Session, petition_id: int, attachment_id: int, key: bytes) -> CleanFile:
    try:
        file, content = conversation.open_file(session, petition_id, attachment_id, key)
    except Missing:
        raise Refusal(NOT_HERE) from None
    return CleanFile(file.media_type, b"".join(content))


def _keep(
    session: Session, petition_id: int, attachment_id: int, file: CleanFile, redacted: bytes, *, is_original: bool
) -> None:
    own = seal.random_key()
    row = RedactedFile(id=random_id(), petition_id=petition_id, attachment_id=attachment_id, is_original=is_original)
    row.key_sealed = seal.seal_bytes(redacted, own, file_key_place(petition_id, row.id))
    about = conversation.describe(file.media_type, len(file.content))
    row.about_sealed = seal.seal_text(own, about, _about_place(row))
    session.add(row)
    session.flush()
    chunks.keep(session, RedactedChunk, row.id, own, file.content, _content_place(row))


def _own_key(row: RedactedFile, redacted: bytes) -> bytes:
    return seal.open_bytes(redacted, row.key_sealed, file_key_place(row.petition_id, row.id))


def _file(row: RedactedFile, own: bytes, position: int) -> File:
    return File.from_text(row.id, position, seal.open_text(own, row.about_sealed, _about_place(row)))


def _about_place(row: RedactedFile) -> str:
    return f"petition:{row.petition_id}/redacted-about:{row.id}"


def _content_place(row: RedactedFile) -> str:
    return f"petition:{row.petition_id}/redacted-file:{row.id}"
