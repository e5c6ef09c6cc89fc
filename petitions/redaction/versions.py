"""The redacted version of a case: what the machine proposes to mask, the key it lies under, and who holds only that.

A handler who is given a redacted version never holds the case's key. What the office and its handlers write while it
holds lies under the key of the redacted version: the handler reads it, and so does everybody who holds the case's key,
under which that key is sealed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from figures import masking
from petitions.models import CaseNote, Message
from petitions.redaction.models import Redaction
from vault import reading_groups, seal, subject_keys

#: What the machine proposes: ways to a person. Days, posts and units stay, because an investigation needs them.
PROPOSED = frozenset({"mail", "identity", "phone", "account", "plate", "number", "name"})


def subject(petition_id: int) -> str:
    """The name by which the vault knows the redacted version."""
    return f"redacted:{petition_id}"


def of_case(session: Session, petition_id: int) -> Redaction | None:
    """The redacted version of a case, lifted or not."""
    return session.get(Redaction, petition_id)


def of_cases(session: Session, petition_ids: Collection[int]) -> dict[int, Redaction]:
    """The redacted versions of those among these cases that have one, by case."""
    wanted = sa.select(Redaction).where(Redaction.petition_id.in_(sorted(petition_ids)))
    return {row.petition_id: row for row in session.execute(wanted).scalars()}


def key_under(row: Redaction, case_key: bytes) -> bytes:
    """The key of the redacted version, for whoever holds the case's."""
    return seal.open_bytes(case_key, row.key_sealed, key_place(row.petition_id))


def held_by(session: Session, petition_id: int, who: Person) -> bytes | None:
    """The key of the redacted version, for somebody who was given that alone."""
    if who.keys is None:
        return None
    try:
        return subject_keys.open_subject(session, subject(petition_id), who.keys)
    except reading_groups.NotAReader:
        return None


def text_of(row: Redaction, key: bytes) -> str:
    """The redacted text."""
    return seal.open_text(key, row.text_sealed, text_place(row.petition_id))


def open_text(session: Session, row: Message | CaseNote, case_key: bytes, place: str) -> str:
    """A message or note of a case, whichever of its two keys it lies under."""
    key = case_key
    if row.is_redacted:
        redaction = of_case(session, row.petition_id)
        assert redaction is not None
        key = key_under(redaction, case_key)
    return seal.open_text(key, row.sealed, place)


def proposal(texts: Iterable[str], names: Collection[str]) -> str:
    """What was written, one text after the other, with everything masked that leads to a person."""
    found = []
    for text in texts:
        marks = [mark for mark in masking.marks(text, names=names) if mark.kind in PROPOSED]
        found.append(masking.masked(text, [(mark.start, mark.end) for mark in marks]))
    return "\n\n".join(found)


def masked_too(text: str, words: str) -> str:
    """`text` with these words masked wherever they stand; words are set apart by spaces, commas or lines."""
    wanted = words.replace("，", " ").replace("、", " ").replace(",", " ").split()
    return masking.masked(text, masking.spans_of(text, wanted))


def key_place(petition_id: int) -> str:
    """What the key of the redacted version is bound to."""
    return f"petition:{petition_id}/redaction-key"


def text_place(petition_id: int) -> str:
    """What the redacted text is bound to."""
    return f"petition:{petition_id}/redacted"


def file_key_place(petition_id: int, file_id: int) -> str:
    """What the own key of a file given with the redacted version is bound to."""
    return f"petition:{petition_id}/redacted-key:{file_id}"
