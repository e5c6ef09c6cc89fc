"""The written records of a case as its letters print them: each with its day and writer, talks and hearings counted."""

from __future__ import annotations

from collections.abc import Mapping

from petitions.conversation import File
from petitions.evidence import keeping as evidence
from petitions.letters.catalogue import Record, SheetRecord, TalkRecord
from petitions.models import CaseNote
from petitions.notes import NOTE_LABELS, RECORDS, NoteKind, parts

#: What the 调查记录 holds: everything that was found, but what somebody said in a talk of their own.
FOUND = frozenset({NoteKind.INVESTIGATION, *RECORDS}) - {NoteKind.TALK}


def record(note: CaseNote, text: str, names: Mapping[int, str]) -> Record:
    """A note with the name of its writer."""
    return Record(note.day, names.get(note.account_id or 0, ""), text, NOTE_LABELS[note.kind], note.ordinal)


def found(
    notes: list[tuple[CaseNote, str]], files: Mapping[int, tuple[File, ...]], names: Mapping[int, str]
) -> tuple[Record, ...]:
    """What was found, with the numbers of the evidence in `files` kept beside each note."""
    return tuple(
        record(note, _with_evidence(text, files.get(note.ordinal)), names) for note, text in notes if note.kind in FOUND
    )


def talks(notes: list[tuple[CaseNote, str]], names: Mapping[int, str]) -> tuple[TalkRecord, ...]:
    """The talks of a case, counted from 1."""
    held = [(note, text) for note, text in notes if note.kind is NoteKind.TALK]
    return tuple(talk(note, text, place, names) for place, (note, text) in enumerate(held, start=1))


def talk(note: CaseNote, text: str, place: int, names: Mapping[int, str]) -> TalkRecord:
    """The talk that is the `place`-th of its case."""
    with_whom, said = parts(note.kind, text)
    writer = names.get(note.account_id or 0, "")
    return TalkRecord(note.day, writer, said, NOTE_LABELS[note.kind], note.ordinal, place=place, with_whom=with_whom)


def hearings(notes: list[tuple[CaseNote, str]], names: Mapping[int, str]) -> tuple[SheetRecord, ...]:
    """The hearings of a case, counted from 1."""
    held = [(note, text) for note, text in notes if note.kind is NoteKind.HEARING]
    return tuple(
        SheetRecord(
            note.day, names.get(note.account_id or 0, ""), text, NOTE_LABELS[note.kind], note.ordinal, place=place
        )
        for place, (note, text) in enumerate(held, start=1)
    )


def _with_evidence(text: str, beside: tuple[File, ...] | None) -> str:
    return f"{text}\n（{evidence.numbered(beside)}）" if beside else text
