"""Internal notes on a page: each with its evidence, an opinion apart, a file named once."""

from __future__ import annotations

from datetime import date

from petitions.conversation import File
from petitions.desk import kept_notes
from petitions.models import CaseNote
from petitions.notes import Exchange, NoteKind

SHEET, TAPE = File(5, 1, "image/png", 9), File(6, 2, "audio/mp4", 9)
DAY = date(2026, 11, 24)


def note(ordinal: int, kind: NoteKind) -> CaseNote:
    return CaseNote(ordinal=ordinal, kind=kind, day=DAY, account_id=7)


def test_notes_carry_their_evidence_and_a_talk_its_name() -> None:
    opened = [
        (note(1, NoteKind.TALK), Exchange("王某", "是我漏报的。").to_text()),
        (note(2, NoteKind.OPINION), "不列"),
        (note(3, NoteKind.EVIDENCE), "已补发。"),
    ]
    files = {2: (SHEET,), 3: (SHEET, TAPE)}
    [opinion] = kept_notes.beside_opinions(opened, files, {7: "张伟"})
    assert (opinion.kind, opinion.text, opinion.files) == (NoteKind.OPINION, "", (SHEET,))
    assert kept_notes.beside_opinions(opened, {3: (TAPE,)}, {}) == []
    talk, evidence = kept_notes.listed(opened, {1: (SHEET,), 3: (SHEET, TAPE)}, {7: "张伟"})
    assert (talk.with_whom, talk.text, talk.writer, talk.files) == ("王某", "是我漏报的。", "张伟", (SHEET,))
    assert evidence.files == (SHEET, TAPE)
    assert [(file.id, kept.kind) for file, kept in kept_notes.evidence([talk, evidence])] == [
        (5, NoteKind.TALK),
        (6, NoteKind.EVIDENCE),
    ]
    assert "王某" not in repr(talk)
