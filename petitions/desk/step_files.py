"""Files that come with a step at the desk, cleaned as a petitioner's are: sent along with what is written to the
petitioner, or kept as evidence beside the office's own notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import in_place, operations, queries
from petitions.desk import step_forms
from petitions.evidence import keeping as evidence
from petitions.evidence.keeping import Held
from petitions.files import attaching
from petitions.files.attachments import CleanFile
from petitions.forms import cleaned
from petitions.in_place import Duty
from petitions.joint import joining
from petitions.keys import holding
from petitions.models import Petition
from petitions.redaction import files as redacted_files
from petitions.redaction.files import Choice, Giving
from petitions.workflow import Action
from web import ids
from web.errors import Refusal
from web.uploads import FILE_BYTES, Posted, Upload

#: The steps that write to the petitioner something that papers may belong to.
WITH_FILES = frozenset({Action.ASK, Action.WRITE, Action.REPLY})
#: The steps whose record may have evidence beside it; those that ask for the evidence of each duty are the forms'.
WITH_RECORD = frozenset(
    {
        Action.INVESTIGATE,
        Action.HEAR,
        Action.ASSIGN,
        Action.CONVERT,
        Action.ASK_EXTENSION,
        Action.REFUSE_EXTENSION,
        Action.RETURN,
        Action.APPROVE,
        Action.NUDGE,
        Action.SUPERVISE,
        Action.REPORT_BACK,
        Action.ESCALATE,
        Action.GUIDE,
        Action.MANDATE,
        Action.REPORT_UP,
        Action.TRANSFER,
        Action.OBJECT,
        Action.HAND_OVER,
        Action.DRAFT,
        Action.ANSWER_MEDIATION,
        Action.SETTLE,
        Action.CALL_BACK,
        Action.REOPEN,
    }
)
GIVINGS = frozenset(each.value for each in Giving)


@dataclass(frozen=True)
class Picked:
    """What came with a step: files, those of each duty, and files kept earlier that a duty's evidence rests on."""

    files: tuple[CleanFile, ...] = ()
    duties: Mapping[Duty, tuple[CleanFile, ...]] = field(default_factory=dict)
    kept: Mapping[Duty, frozenset[int]] = field(default_factory=dict)
    #: What a handler with the redacted version gets of each file.
    redacted: Mapping[int, Choice] = field(default_factory=dict)
    #: A sentence for each file that cannot be taken.
    refused: tuple[str, ...] = ()


def picked(request: Request, action: Action) -> Picked:
    """The files of a posted step, cleaned."""
    if action in step_forms.WITH_EVIDENCE:
        found = {duty: came(request, f"files-{duty.value}") for duty in Duty}
        kept = {duty: _ticked(request, f"kept-{duty.value}") for duty in Duty}
        return Picked(
            duties={duty: files for duty, (files, _refused) in found.items() if files},
            kept={duty: ids for duty, ids in kept.items() if ids},
            refused=tuple(sentence for _files, refused in found.values() for sentence in refused),
        )
    if action is Action.REDACT:
        return _redacted(request)
    if action not in WITH_FILES | WITH_RECORD:
        return Picked()
    files, refused = came(request, "files")
    return Picked(files, refused=tuple(refused))


def had_any(request: Request) -> bool:
    """Whether files came with a form that has to be sent again, so that they have to be picked again."""
    return any(file.filename for file in request.files.values())


def perform_with(
    session: Session,
    petition_id: int,
    action: Action,
    files: Sequence[CleanFile] = (),
    *,
    actor: Person,
    now: datetime,
    version: int | None,
    duties: Mapping[Duty, Sequence[CleanFile]] | None = None,
    kept: Mapping[Duty, frozenset[int]] | None = None,
    redacted: Mapping[int, Choice] | None = None,
    **given: Any,
) -> Petition:
    """Do a step, hang `files` on what it wrote, and set the evidence of each duty by its note. Raises Refusal."""
    before = {each.id: each.messages for each in queries.merged_into(session, petition_id)} if files else {}
    with_record = bool(files) and action in WITH_RECORD
    notes, held = _before(session, petition_id, actor) if with_record else (0, None)
    case = operations.perform(session, petition_id, action, actor=actor, now=now, version=version, **given)
    if with_record:
        _keep_by_record(session, case, files, actor, notes=notes, held=held)
    elif files:
        # Whoever writes to the petitioner keeps the key by it: a question waits for its answer, a reply is the office's.
        _hang(session, case, action, files, actor)
        for other in queries.merged_into(session, case.id):
            if other.messages > before[other.id]:
                # What was passed on to whoever filed the same matter comes with its papers.
                _hang(session, other, Action.RELAY, files, actor)
    if redacted:
        held = evidence.held_by(session, case, actor)
        if held.case is not None and held.redacted is not None:
            redacted_files.give(session, case.id, key=held.case, redacted=held.redacted, choices=redacted)
    if duties or kept:
        _keep_by_duty(session, case, given["evidence"], duties or {}, kept or {}, actor)
    return case


def _before(session: Session, petition_id: int, actor: Person) -> tuple[int, Held]:
    """How many notes a case has before a step, and what the actor holds of it, whose step may end with it."""
    if holding.may_exchange_due_key(session, petition_id, actor):
        holding.exchange_due_key(session, petition_id, actor=actor)
    case = queries.petition(session, petition_id)
    return case.notes, evidence.held_by(session, case, actor)


def _keep_by_record(
    session: Session, case: Petition, files: Sequence[CleanFile], actor: Person, *, notes: int, held: Held | None
) -> None:
    """Set files by the note that a step wrote last. Raises Refusal when it wrote none."""
    if case.notes == notes:
        raise Refusal(_("附了文件，也请写一句说明：是什么、哪里来的。"), field="text")
    note = queries.note(session, case.id, case.notes)
    now_held = evidence.held_by(session, case, actor)
    # Whoever gave the key back by this step seals with what they had: such a step exchanges no key.
    can_still = now_held.under(is_redacted=note.is_redacted) is not None
    evidence.keep(session, note, now_held if can_still or held is None else held, files)


def _hang(session: Session, case: Petition, action: Action, files: Sequence[CleanFile], actor: Person) -> None:
    """Hang files on the last message of a case, for its petitioner and for those who joined."""
    key = holding.case_key(session, case, actor)
    attaching.attach(session, case.id, key, files, message=case.messages)
    joining.tell_files(session, case, key, action, files)
    session.flush()


def _keep_by_duty(
    session: Session,
    case: Petition,
    said: Mapping[Duty, str],
    duties: Mapping[Duty, Sequence[CleanFile]],
    kept: Mapping[Duty, frozenset[int]],
    actor: Person,
) -> None:
    held = evidence.held_by(session, case, actor)
    written = {row.duty: row.note for row in queries.duties_done(session, case.id)}
    for duty in (each for each in Duty if each in duties or each in kept):
        if in_place.missing([duty], said):
            raise Refusal(_("附了文件，也请写一句情况：怎样办的、什么时候。"), field=duty.value)
        note = queries.note(session, case.id, written[duty])
        evidence.keep(session, note, held, duties.get(duty, ()))
        evidence.point_at(session, note, held, kept.get(duty, frozenset()))


def _redacted(request: Request) -> Picked:
    """What was chosen for each file on the form of the redacted version."""
    choices: dict[int, Choice] = {}
    refused: list[str] = []
    for name, value in request.form.items():
        prefix, _dash, number = name.partition("-")
        file_id = ids.read_or_none(number)
        if prefix != "giving" or file_id is None or value not in GIVINGS:
            continue
        files, sentences = came(request, f"copy-{number}")
        refused += sentences
        giving = Giving(value)
        choices[file_id] = Choice(giving, files[0] if giving is Giving.COPY and files else None)
    return Picked(redacted=choices, refused=tuple(refused))


def _ticked(request: Request, name: str) -> frozenset[int]:
    found = map(ids.read_or_none, request.form.getlist(name))
    return frozenset(each for each in found if each is not None)


def came(request: Request, name: str) -> tuple[tuple[CleanFile, ...], list[str]]:
    """The files of one field, cleaned, and a sentence for each that cannot be taken."""
    uploads = []
    for file in request.files.getlist(name):
        content = file.read(FILE_BYTES + 1)
        if content:
            is_large = len(content) > FILE_BYTES
            uploads.append(Upload(name, file.filename or "", b"" if is_large else content, is_large))
    return cleaned(Posted(uploads=uploads))
