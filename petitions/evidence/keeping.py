"""Files that the office keeps for itself as evidence: sealed as the note they came with, never given to the petitioner."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from database import random_id
from petitions import conversation
from petitions.conversation import File
from petitions.files import chunks
from petitions.files.attachments import CleanFile
from petitions.files.models import EvidenceChunk, EvidenceFile, EvidenceUse
from petitions.keys import holding
from petitions.models import CaseNote, Petition
from petitions.redaction import versions as redactions
from vault import seal
from web.errors import Missing, Refusal

NOT_HERE = _l("选中的附件不在这件诉求里，或者您打不开。请重新选。")


@dataclass(frozen=True)
class Held:
    """What somebody opens a case's evidence with: the key of the case, that of its redacted version, or both."""

    case: bytes | None = field(repr=False)
    redacted: bytes | None = field(repr=False)

    def under(self, *, is_redacted: bool) -> bytes | None:
        """The key of what lies under the case's or under the redacted version's; None when it is not held."""
        return self.redacted if is_redacted else self.case


def held_by(session: Session, case: Petition, who: Person) -> Held:
    """The keys `who` has to the evidence of a case."""
    row = redactions.of_case(session, case.id)
    try:
        key = holding.case_key(session, case, who)
    except Refusal:
        return Held(None, redactions.held_by(session, case.id, who) if row is not None else None)
    return Held(key, redactions.key_under(row, key) if row is not None else None)


def keep(session: Session, note: CaseNote, held: Held, files: Sequence[CleanFile]) -> list[int]:
    """Seal `files` as `note` is sealed and set them by it, numbered after those the case has; returns their ids."""
    under = held.under(is_redacted=note.is_redacted)
    assert under is not None
    counted = sa.select(sa.func.coalesce(sa.func.max(EvidenceFile.position), 0))
    last = session.execute(counted.where(EvidenceFile.petition_id == note.petition_id)).scalar_one()
    kept = []
    for position, file in enumerate(files, start=last + 1):
        own = seal.random_key()
        row = EvidenceFile(
            id=random_id(), petition_id=note.petition_id, position=position, is_redacted=note.is_redacted
        )
        row.key_sealed = seal.seal_bytes(under, own, conversation.evidence_key_place(row.petition_id, row.id))
        about = conversation.describe(file.media_type, len(file.content))
        row.about_sealed = seal.seal_text(own, about, about_place(row.petition_id, row.id))
        session.add(row)
        session.flush()
        chunks.keep(session, EvidenceChunk, row.id, own, file.content, file_place(row.petition_id, row.id))
        session.add(EvidenceUse(file_id=row.id, note=note.ordinal))
        kept.append(row.id)
    session.flush()
    return kept


def point_at(session: Session, note: CaseNote, held: Held, file_ids: Collection[int]) -> None:
    """Let `note` rest on files that are kept already. Raises Refusal when one is not in the case or not readable."""
    known = {file.id for files in by_note(session, note.petition_id, held).values() for file in files}
    if not known.issuperset(file_ids):
        raise Refusal(NOT_HERE)
    session.add_all(EvidenceUse(file_id=each, note=note.ordinal) for each in sorted(file_ids))
    session.flush()


def by_note(session: Session, petition_id: int, held: Held) -> dict[int, tuple[File, ...]]:
    """The evidence of a case by the ordinal of the note it stands by, in the order it came; what is not held is left out."""
    uses = (
        sa.select(EvidenceUse.note, EvidenceFile)
        .join(EvidenceFile, EvidenceFile.id == EvidenceUse.file_id)
        .where(EvidenceFile.petition_id == petition_id)
        .order_by(EvidenceUse.note, EvidenceFile.position)
    )
    found: dict[int, tuple[File, ...]] = {}
    for note, row in session.execute(uses):
        under = held.under(is_redacted=row.is_redacted)
        if under is not None:
            found[note] = (*found.get(note, ()), _file(row, _own_key(row, under)))
    return found


def open_file(session: Session, petition_id: int, file_id: int, held: Held) -> tuple[File, bytes]:
    """A file and its opened content. Raises Missing when the case has none such that can be opened with these keys."""
    wanted = sa.select(EvidenceFile).where(EvidenceFile.id == file_id, EvidenceFile.petition_id == petition_id)
    row = session.execute(wanted).scalar_one_or_none()
    under = held.under(is_redacted=row.is_redacted) if row is not None else None
    if row is None or under is None:
        raise Missing
    own = _own_key(row, under)
    content = chunks.opened(session, EvidenceChunk, file_id, own, file_place(petition_id, file_id))
    return _file(row, own), b"".join(content)


def numbered(files: Iterable[File]) -> str:
    """The numbers of files as a record of the investigation names them."""
    return "、".join(f"附件{file.position}" for file in files)


def about_place(petition_id: int, file_id: int) -> str:
    """What a file's description is bound to."""
    return f"petition:{petition_id}/evidence-about:{file_id}"


def file_place(petition_id: int, file_id: int) -> str:
    """What a file's chunks are bound to."""
    return f"petition:{petition_id}/evidence:{file_id}"


def _own_key(row: EvidenceFile, under: bytes) -> bytes:
    return seal.open_bytes(under, row.key_sealed, conversation.evidence_key_place(row.petition_id, row.id))


def _file(row: EvidenceFile, own: bytes) -> File:
    about = seal.open_text(own, row.about_sealed, about_place(row.petition_id, row.id))
    return File.from_text(row.id, row.position, about)
