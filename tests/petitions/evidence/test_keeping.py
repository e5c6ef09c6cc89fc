"""The office's evidence opens for whoever reads the note it stands by, for nobody else, and goes when the case goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa

from petitions import conversation, queries
from petitions.desk import step_files as desk_files
from petitions.evidence import keeping as evidence
from petitions.evidence.keeping import Held
from petitions.files.attachments import CleanFile
from petitions.files.models import EvidenceChunk, EvidenceFile, EvidenceUse
from petitions.keys import holding
from petitions.notes import NoteKind
from petitions.retention import operations as retention_operations
from petitions.workflow import Action, State
from web import clock as product_clock
from web.errors import Missing, Refusal

SHEET = CleanFile("image/jpeg", b"wage sheet " * 20_000)
TAPE = CleanFile("audio/mp4", b"what was said")


def record(casework: Any, petition: Any, *files: CleanFile, who: str = "handler") -> int:
    """A record of the handler's with files; returns the ordinal of its note."""
    desk_files.perform_with(
        casework.session,
        petition.id,
        Action.INVESTIGATE,
        files,
        actor=casework.enterprise.people[who],
        now=casework.clock(),
        version=None,
        record=NoteKind.MATERIAL,
        text="调取了工资表。",
    )
    return int(petition.notes)


def held(casework: Any, petition: Any, who: str) -> Held:
    return evidence.held_by(casework.session, petition, casework.enterprise.people[who])


def test_a_file_is_kept_sealed_by_its_note_and_comes_back_whole_to_every_reader(casework: Any) -> None:
    petition, key = casework.lead_to(State.ASSIGNED)
    note = record(casework, petition, SHEET, TAPE)
    for who in ("handler", "officer", "officer2"):
        (sheet, tape) = evidence.by_note(casework.session, petition.id, held(casework, petition, who))[note]
        assert [(each.media_type, each.size, each.position) for each in (sheet, tape)] == [
            ("image/jpeg", len(SHEET.content), 1),
            ("audio/mp4", len(TAPE.content), 2),
        ]
        _about, content = evidence.open_file(casework.session, petition.id, sheet.id, held(casework, petition, who))
        assert content == SHEET.content
    stored = b"".join(casework.session.execute(sa.select(EvidenceChunk.sealed)).scalars())
    assert b"wage sheet" not in stored
    assert all(not said.files for said in conversation.messages(casework.session, petition.id, key))


def test_whoever_holds_no_key_sees_no_file(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    record(casework, petition, SHEET)
    (file_id,) = casework.session.execute(sa.select(EvidenceFile.id)).scalars()
    other, _key = casework.lead_to(State.ASSIGNED)
    for who in ("inspector", "leader", "admin"):
        nothing = held(casework, petition, who)
        assert (nothing.case, nothing.redacted) == (None, None)
        assert evidence.by_note(casework.session, petition.id, nothing) == {}
        with pytest.raises(Missing):
            evidence.open_file(casework.session, petition.id, file_id, nothing)
    with pytest.raises(Missing):
        evidence.open_file(casework.session, other.id, file_id, held(casework, other, "officer"))


def test_a_handler_of_the_redacted_version_opens_what_came_under_it_and_nothing_from_before(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    before = record(casework, petition, SHEET)
    casework.do(petition, Action.REDACT, "officer", text="某车间没有发津贴。")
    after = record(casework, petition, TAPE)
    assert set(evidence.by_note(casework.session, petition.id, held(casework, petition, "officer"))) == {before, after}
    mine = held(casework, petition, "handler")
    assert mine.case is None
    assert set(evidence.by_note(casework.session, petition.id, mine)) == {after}
    (old,) = casework.session.execute(sa.select(EvidenceFile.id).where(EvidenceFile.position == 1)).scalars()
    with pytest.raises(Missing):
        evidence.open_file(casework.session, petition.id, old, mine)
    note = queries.note(casework.session, petition.id, after)
    with pytest.raises(Refusal):
        evidence.point_at(casework.session, note, mine, {old})


def test_a_duty_points_at_what_is_kept_already_and_takes_files_of_its_own(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    first = record(casework, petition, SHEET)
    (sheet,) = casework.session.execute(sa.select(EvidenceFile.id)).scalars()
    casework.follow(petition, b"", casework.way(State.REPLIED)[3:])
    foreign, _key = casework.lead_to(State.ASSIGNED)
    record(casework, foreign, TAPE)
    (elsewhere,) = casework.session.execute(
        sa.select(EvidenceFile.id).where(EvidenceFile.petition_id == foreign.id)
    ).scalars()
    duty = next(iter(casework.way(State.CLOSED)[-1][2]["evidence"]))

    def carry_out(text: str, **more: Any) -> None:
        desk_files.perform_with(
            casework.session,
            petition.id,
            Action.CARRY_OUT,
            actor=casework.enterprise.people["officer"],
            now=casework.clock(),
            version=None,
            evidence={duty: text},
            **more,
        )

    with pytest.raises(Refusal) as wordless:
        carry_out("发了", duties={duty: (TAPE,)})
    assert wordless.value.field == duty.value
    with pytest.raises(Refusal):
        carry_out("12月15日已补发。", kept={duty: frozenset({elsewhere})})
    carry_out("12月15日已补发。", duties={duty: (TAPE,)}, kept={duty: frozenset({sheet})})
    found = evidence.by_note(casework.session, petition.id, held(casework, petition, "officer"))
    assert [each.media_type for each in found[petition.notes]] == ["image/jpeg", "audio/mp4"]
    assert [each.id for each in found[first]] == [sheet]


def test_evidence_is_destroyed_with_its_case(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    record(casework, petition, SHEET)
    casework.follow(petition, b"", casework.way(State.ARCHIVED)[3:])
    retention_operations.destroy(casework.session, petition, now=datetime(2040, 1, 2, 9, tzinfo=product_clock.ZONE))
    for table in (EvidenceFile, EvidenceChunk, EvidenceUse):
        assert casework.session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0


def test_the_record_of_the_investigation_names_evidence_by_number() -> None:
    files = [conversation.File(9, 2, "image/png", 1), conversation.File(4, 5, "audio/amr", 1)]
    assert evidence.numbered(files) == "附件2、附件5"


def test_no_key_shows_itself_in_a_repr(casework: Any) -> None:
    petition, key = casework.file()
    assert holding.case_key(casework.session, petition, casework.enterprise.people["officer"]) == key
    assert repr(held(casework, petition, "officer")) == "Held()"
