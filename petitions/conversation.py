"""Opening what is sealed in a case for whoever holds its key: by receipt code, its messages, its files, its names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from petitions import queries, receipt
from petitions.conduct import message_place
from petitions.files import chunks
from petitions.files.attachments import SORTS, Sort
from petitions.files.models import Attachment, AttachmentChunk
from petitions.keys import earlier
from petitions.letters.catalogue import Paper
from petitions.letters.models import LetterScan
from petitions.models import Message, Petition
from petitions.redaction import versions as redactions
from petitions.workflow import Action
from vault import seal
from web.errors import Missing
from web.words import N_


@dataclass(frozen=True)
class File:
    """A file as a page lists it."""

    id: int
    position: int
    media_type: str
    size: int

    @classmethod
    def from_text(cls, file_id: int, position: int, described: str) -> File:
        """What `describe` wrote of it."""
        media_type, size = json.loads(described)
        return cls(file_id, position, media_type, size)

    @property
    def is_photo(self) -> bool:
        """Whether a page can show it as a picture."""
        return self.media_type.startswith("image/")

    @property
    def sort(self) -> Sort:
        """What people call it, and how its name ends."""
        return SORTS[self.media_type]

    @property
    def is_as_it_came(self) -> bool:
        """Whether it was not drawn anew: a recording keeps its voice, and whatever a player may stumble over."""
        return self.media_type.startswith(("audio/", "video/"))


@dataclass(frozen=True)
class Said:
    """One message, opened, with its files."""

    ordinal: int
    author: str
    action: Action
    day: date
    account_id: int | None
    text: str
    files: tuple[File, ...]

    @property
    def is_petitioners(self) -> bool:
        """Whether the petitioner wrote it."""
        return self.author == "petitioner"


@dataclass(frozen=True)
class Named:
    """Who the petitioner says they are and how to reach them."""

    name: str = field(repr=False)
    contact: str = field(repr=False)
    address: str = field(default="", repr=False)
    #: Who came on their behalf (代理人), and whom several people chose to speak for them.
    agent: str = field(default="", repr=False)
    representatives: tuple[str, ...] = field(default=(), repr=False)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody it names."""
        return tuple(each for each in (self.name, self.agent, *self.representatives) if each)

    @property
    def words(self) -> str:
        """Everything it says, to be looked into."""
        said = (self.name, self.contact, self.address, self.agent, *self.representatives)
        return " ".join(each for each in said if each)

    def to_text(self) -> str:
        """As it is sealed."""
        said = [self.name, self.contact, self.address, self.agent, *self.representatives]
        return json.dumps(said, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Named:
        """What `to_text` wrote; name and contact alone is how it was before addresses were asked for."""
        name, contact, *more = json.loads(text)
        address, agent, *representatives = more or ("", "")
        return cls(name, contact, address, agent, tuple(representatives))


#: What stands in the place of words that somebody changed in the database, or that were damaged.
DAMAGED = N_("（这一条打不开了）")
#: The number under which files hang that belong to no message.
NO_MESSAGE = 0

_BY_RECEIPT = sa.select(Petition.id, Petition.receipt_sealed).where(Petition.receipt_id == sa.bindparam("lookup_id"))


def by_receipt(session: Session, code: str, *, instance_key: bytes) -> tuple[int, bytes] | None:
    """(petition id, case key) of the case a receipt code opens, or None; both answers take the same work."""
    derived = receipt.derive(instance_key, code)
    found = session.execute(_BY_RECEIPT, {"lookup_id": derived.lookup_id}).first()
    # A wrong code opens a decoy that nobody can, so that it costs what a right one costs.
    petition_id, sealed = (found.id, found.receipt_sealed) if found else (0, _DECOY)
    try:
        return petition_id, receipt.open_key(derived.key, sealed, receipt_place(petition_id))
    except seal.SealBroken:
        return None


def key_of(session: Session, petition_id: int, private: bytes) -> bytes | None:
    """The present key of a case whose receipt was typed a while ago and gave `private`; None when it is gone."""
    sealed = session.execute(sa.select(Petition.receipt_sealed).where(Petition.id == petition_id)).scalar_one_or_none()
    try:
        return receipt.open_key(private, sealed or _DECOY, receipt_place(petition_id))
    except seal.SealBroken:
        return None


def messages(session: Session, petition_id: int, key: bytes) -> list[Said]:
    """Both sides of the conversation in order, opened with the case's key; one that was damaged says so in its place.

    Raises SealBroken when none opens: then it is another key.
    """
    files = _files(session, petition_id, key)
    rows = queries.messages(session, petition_id)
    texts = [_text(session, row, key) for row in rows]
    if rows and all(text is None for text in texts):
        raise seal.SealBroken
    return [
        Said(
            ordinal=row.ordinal,
            author=row.author,
            action=row.action,
            day=row.day,
            account_id=row.account_id,
            text=_(DAMAGED) if text is None else text,
            files=tuple(files.get(row.ordinal, ())),
        )
        for row, text in zip(rows, texts, strict=True)
    ]


def _text(session: Session, row: Message, key: bytes) -> str | None:
    try:
        return redactions.open_text(session, row, key, message_place(row.petition_id, row.ordinal))
    except seal.SealBroken:
        return None


def redacted_messages(session: Session, petition_id: int, key: bytes) -> list[Said]:
    """What was written to the petitioner under the key of the redacted version, for whoever holds no other."""
    return [
        Said(
            row.ordinal,
            row.author,
            row.action,
            row.day,
            row.account_id,
            seal.open_text(key, row.sealed, message_place(petition_id, row.ordinal)),
            (),
        )
        for row in queries.messages(session, petition_id)
        if row.is_redacted
    ]


def narrative(session: Session, petition_id: int, key: bytes) -> str:
    """What the petition said first."""
    sealed = session.execute(
        sa.select(Message.sealed).where(Message.petition_id == petition_id, Message.ordinal == 1)
    ).scalar_one()
    return seal.open_text(key, sealed, message_place(petition_id, 1))


def scans(session: Session, petition_id: int, key: bytes, rows: Iterable[LetterScan]) -> dict[Paper, File]:
    """The newest signed paper of each letter among `rows`, which begin with the newest."""
    found: dict[Paper, File] = {}
    files = {file.id: file for file in _files(session, petition_id, key).get(NO_MESSAGE, [])}
    for row in rows:
        found.setdefault(Paper(row.letter, row.record), files[row.attachment_id])
    return found


def open_file(session: Session, petition_id: int, attachment_id: int, key: bytes) -> tuple[File, Iterator[bytes]]:
    """A file of the case and its opened content, chunk by chunk. Raises Missing when the case has no such file."""
    row = session.execute(
        sa.select(Attachment).where(Attachment.id == attachment_id, Attachment.petition_id == petition_id)
    ).scalar_one_or_none()
    if row is None:
        raise Missing
    if row.earlier_key is None:
        where = about_place(petition_id, attachment_id)
        _ordinal, under = earlier.opening(session, petition_id, key, row.about_sealed, where)
    else:
        under = earlier.file_key(session, petition_id, row.earlier_key, key)
    place = file_place(petition_id, attachment_id)
    return _file(session, row, key), chunks.opened(session, AttachmentChunk, attachment_id, under, place)


def named(petition: Petition, key: bytes) -> Named | None:
    """Name and contact of a petitioner who is named openly."""
    if petition.name_sealed is None:
        return None
    return Named.from_text(seal.open_text(key, petition.name_sealed, name_place(petition.id)))


def receipt_place(petition_id: int) -> str:
    """What the case key under a receipt is bound to."""
    return f"petition:{petition_id}/receipt"


def name_place(petition_id: int) -> str:
    """What an open name is bound to."""
    return f"petition:{petition_id}/name"


def about_place(petition_id: int, attachment_id: int) -> str:
    """What a file's description is bound to."""
    return f"petition:{petition_id}/about:{attachment_id}"


def file_place(petition_id: int, attachment_id: int) -> str:
    """What a file's chunks are bound to."""
    return f"petition:{petition_id}/file:{attachment_id}"


def evidence_key_place(petition_id: int, file_id: int) -> str:
    """What the own key of a file beside a note is bound to."""
    return f"petition:{petition_id}/evidence-key:{file_id}"


def describe(media_type: str, size: int) -> str:
    """A file's description as it is sealed."""
    return json.dumps([media_type, size])


def _files(session: Session, petition_id: int, key: bytes) -> dict[int, list[File]]:
    rows = session.execute(
        sa.select(Attachment)
        .where(Attachment.petition_id == petition_id)
        .order_by(Attachment.message, Attachment.position)
    ).scalars()
    found: dict[int, list[File]] = {}
    for row in rows:
        found.setdefault(row.message, []).append(_file(session, row, key))
    return found


def _file(session: Session, row: Attachment, key: bytes) -> File:
    about = earlier.opened(session, row.petition_id, key, row.about_sealed, about_place(row.petition_id, row.id))
    return File.from_text(row.id, row.position, about.decode())


_DECOY = receipt.decoy()
