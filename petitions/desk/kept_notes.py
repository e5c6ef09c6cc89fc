"""What the office wrote for itself about a case, as a page lists it: each note with its evidence beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from petitions.conversation import File
from petitions.models import CaseNote
from petitions.notes import NoteKind, parts


@dataclass(frozen=True)
class Note:
    """An internal note, opened."""

    kind: NoteKind
    day: date
    writer: str
    text: str = field(repr=False)
    #: With whom a talk was held.
    with_whom: str = field(default="", repr=False)
    files: tuple[File, ...] = ()


def listed(
    opened: Sequence[tuple[CaseNote, str]], files: Mapping[int, tuple[File, ...]], names: Mapping[int, str]
) -> list[Note]:
    """The notes in order, with their evidence by ordinal; an opinion stands apart from them."""
    found = []
    for note, text in opened:
        if note.kind is not NoteKind.OPINION:
            with_whom, said = parts(note.kind, text)
            writer = names.get(note.account_id or 0, "")
            found.append(Note(note.kind, note.day, writer, said, with_whom, files.get(note.ordinal, ())))
    return found


def beside_opinions(
    opened: Sequence[tuple[CaseNote, str]], files: Mapping[int, tuple[File, ...]], names: Mapping[int, str]
) -> list[Note]:
    """The opinions that have files beside them, in order, without their words: those are shown claim by claim."""
    return [
        Note(note.kind, note.day, names.get(note.account_id or 0, ""), "", files=files[note.ordinal])
        for note, _text in opened
        if note.kind is NoteKind.OPINION and note.ordinal in files
    ]


def evidence(notes: Sequence[Note]) -> list[tuple[File, Note]]:
    """Every file that stands by one of these notes, once, with the first it stands by."""
    found: dict[int, tuple[File, Note]] = {}
    for note in notes:
        for file in note.files:
            found.setdefault(file.id, (file, note))
    return sorted(found.values(), key=lambda each: each[0].position)
