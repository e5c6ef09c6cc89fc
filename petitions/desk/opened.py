"""What the case key opens for somebody on the desk: the whole case, or its redacted version alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import conduct, conversation, queries, workflow
from petitions.conversation import File, Named, Said
from petitions.desk import kept_notes
from petitions.desk.kept_notes import Note
from petitions.evidence import keeping as evidence
from petitions.evidence.keeping import Held
from petitions.identity import page as identity_page
from petitions.identity.page import DeskIdentity
from petitions.joint import voices
from petitions.joint.voices import Said as Voice
from petitions.keys import holding
from petitions.letters import case_read
from petitions.letters import catalogue as letters
from petitions.letters import facts as letter_facts
from petitions.letters.catalogue import Paper
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.outcome.opinion import Opinion
from petitions.redaction import files as redacted_files
from petitions.redaction import versions as redactions
from petitions.redaction.files import Giving
from vault import seal
from web.errors import Refusal


@dataclass(frozen=True)
class Sealed:
    """What the case key opened."""

    messages: list[Said] = field(repr=False)
    notes: list[Note] = field(repr=False)
    #: The opinion as last submitted.
    opinion: Opinion | None = field(repr=False)
    #: What stands beside it and beside those that were sent back before.
    opinion_notes: Sequence[Note] = field(repr=False)
    named: Named | None = field(repr=False)
    #: The letters that can be made of the case now.
    letters: tuple[Paper, ...] = ()
    scans: Mapping[Paper, File] = field(default_factory=dict)
    #: The files of those papers that are of an earlier opinion or reply than the letter is now.
    superseded: frozenset[int] = frozenset()
    #: The name that was sealed apart, where there is one, and who asked for it.
    identity: DeskIdentity | None = None
    #: Who joined the case (联名).
    voices: Sequence[Voice] = field(default=(), repr=False)
    #: Whether this is the redacted version; for the office, the version that handlers are given now.
    is_redacted: bool = False
    redaction: str = field(default="", repr=False)
    #: The files given with it, for whoever holds it alone; for the office, what is given of each file.
    redacted_files: tuple[File, ...] = ()
    givings: Mapping[int, Giving] = field(default_factory=dict)

    @property
    def evidence(self) -> list[tuple[File, Note]]:
        """The files the office keeps, each with the note it came with."""
        return kept_notes.evidence([*self.notes, *self.opinion_notes])

    @property
    def opinion_files(self) -> list[File]:
        """The files beside the opinion, with those of its earlier versions, which need not be picked again."""
        return [file for file, _note in kept_notes.evidence(self.opinion_notes)]


def opened(session: Session, case: Petition, who: Person, names: Mapping[int, str], today: date) -> Sealed | None:
    """The sealed parts of a case as far as this person's key opens them; None without one."""
    try:
        key = holding.case_key(session, case, who)
    except Refusal:
        return _open_redacted(session, case, who, names)
    read = case_read.read(session, case, key)
    opinions = read.texts(NoteKind.OPINION)
    row = redactions.of_case(session, case.id)
    redacted_key = redactions.key_under(row, key) if row is not None and row.is_active else None
    papers = queries.letter_scans(session, case.id)
    return Sealed(
        messages=read.said,
        notes=kept_notes.listed(read.notes, read.files, names),
        opinion=Opinion.from_text(opinions[-1]) if opinions else None,
        opinion_notes=kept_notes.beside_opinions(read.notes, read.files, names),
        named=read.named,
        letters=letters.papers(letter_facts.gathered(read, demo=False)),
        scans=conversation.scans(session, case.id, key, papers),
        superseded=queries.superseded(papers, read.events),
        identity=identity_page.for_desk(session, case, key, who, today=today),
        voices=voices.for_office(session, case.id, key),
        givings=redacted_files.chosen(session, case.id),
        redaction=redactions.text_of(row, redacted_key) if row is not None and redacted_key else "",
    )


def _open_redacted(session: Session, case: Petition, who: Person, names: Mapping[int, str]) -> Sealed | None:
    """What somebody reads who was given the redacted version alone."""
    row, key = redactions.of_case(session, case.id), redactions.held_by(session, case.id, who)
    if row is None or key is None:
        return None
    notes = [
        (note, seal.open_text(key, note.sealed, conduct.note_place(case.id, note.ordinal)))
        for note in queries.notes(session, case.id)
        if note.is_redacted
    ]
    opinions = [text for note, text in notes if note.kind is NoteKind.OPINION]
    files = evidence.by_note(session, case.id, Held(None, key))
    first = Said(1, "petitioner", workflow.Action.FILE, case.filed_on, None, redactions.text_of(row, key), ())
    return Sealed(
        messages=[first, *conversation.redacted_messages(session, case.id, key)],
        notes=kept_notes.listed(notes, files, names),
        opinion=Opinion.from_text(opinions[-1]) if opinions else None,
        opinion_notes=kept_notes.beside_opinions(notes, files, names),
        named=None,
        is_redacted=True,
        letters=letters.talk_sheets(letter_facts.own_talks(session, case, key, who, demo=False)),
        redacted_files=redacted_files.given(session, case.id, key),
    )
