"""What the letters of one case are made of, read and opened for somebody who holds its key."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.units import UnitTree
from petitions import conduct, conversation, offices, queries
from petitions.conversation import File, Said
from petitions.deadlines import ClockKind
from petitions.files import evidence
from petitions.files.evidence import Held
from petitions.letters import reply, ways
from petitions.letters.catalogue import Decision, Facts, Record, TalkRecord
from petitions.models import CaseEvent, CaseNote, Petition
from petitions.notes import NOTE_LABELS, RECORDS, NoteKind, parts
from petitions.opinion import Opinion
from petitions.redaction import versions as redactions
from petitions.register import mandate_queries
from petitions.register.models import Mandate
from petitions.workflow import TRIGGER_LABELS, Action, State, find
from vault import reading_groups
from web import formats

DECISIONS = frozenset({Action.UPHOLD, Action.AMEND, Action.REVOKE})
#: What the 调查记录 holds: everything that was found, but what somebody said in a talk of their own.
FOUND = frozenset({NoteKind.INVESTIGATION, *RECORDS}) - {NoteKind.TALK}
#: How a reading group signs, after the name of the unit it serves.
OFFICES = {"union": "工会", "discipline": "纪检机构", "identity": "实名信息保管人"}


def gather(session: Session, petition: Petition, key: bytes, *, demo: bool) -> Facts:
    """The facts of `petition`, whose case key is `key`."""
    tree = accounts.unit_tree(session)
    chosen = preferences.read(session)
    names = {account.id: account.name for account in accounts.accounts(session)}
    said = conversation.messages(session, petition.id, key)
    notes = [(note, _opened(session, note, key)) for note in queries.notes(session, petition.id)]
    opinions = [text for note, text in notes if note.kind is NoteKind.OPINION]
    named = conversation.named(petition, key)
    clocks = {row.kind: row for row in queries.clock_rows(session, petition.id)}
    running = clocks.get(ClockKind.HANDLE) or clocks.get(ClockKind.SIMPLE)
    events = queries.events(session, petition.id)
    mandates = mandate_queries.of_case(session, petition.id)
    redaction = redactions.of_case(session, petition.id)
    held = Held(key, redactions.key_under(redaction, key) if redaction is not None else None)
    files = evidence.by_note(session, petition.id, held)
    given = ways.given_to(petition, events, notes)
    reported = next((each for each in reversed(mandates) if each.reported_on is not None), None)
    return Facts(
        number=petition.number,
        organisation=chosen.organisation,
        office=_office(session, petition.group_id, tree),
        filed_on=petition.filed_on,
        channel=petition.channel,
        naming=petition.naming,
        legal_class=petition.legal_class,
        category=petition.category,
        people=petition.people,
        is_repeat=petition.is_repeat,
        unit=_unit(tree, petition.unit_id) or _("不限于某一单位"),
        text=said[0].text,
        name=named.name if named else "",
        contact=named.contact if named else "",
        address=named.address if named else "",
        agent=named.agent if named else "",
        representatives=named.representatives if named else (),
        procedure=petition.procedure,
        accepted_on=petition.accepted_on,
        due_on=running.due_on if running else None,
        ground=petition.ground,
        decided_on=petition.decided_on,
        refusal=next((each.text for each in reversed(said) if each.action is Action.DECLINE), ""),
        handler=names.get(petition.handler_id or 0, ""),
        handling_unit=_unit(tree, petition.handling_unit_id),
        assigned_on=next((each.day for each in reversed(events) if each.action is Action.ASSIGN), None),
        instructions=next((text for note, text in reversed(notes) if note.kind is NoteKind.ASSIGNMENT), ""),
        records=tuple(_found(note, text, names, files) for note, text in notes if note.kind in FOUND),
        talks=_talks(notes, names),
        opinion=Opinion.from_text(opinions[-1]) if opinions else None,
        approved=_is_approved(events),
        reply=next((each.text for each in reversed(said) if each.action is Action.REPLY), ""),
        replied_on=petition.replied_on,
        extension=_extension(events, notes, names),
        extension_days=_detail(events, Action.ASK_EXTENSION, "days"),
        extended=next(
            (Record(each.day, "", each.text) for each in reversed(said) if each.action is Action.EXTEND), None
        ),
        due_before=running.extended_from if running else None,
        hearings=tuple(_record(note, text, names) for note, text in notes if note.kind is NoteKind.HEARING),
        supervision=next(
            (_record(note, text, names) for note, text in reversed(notes) if note.kind is NoteKind.SUPERVISION), None
        ),
        supervision_days=_detail(events, Action.SUPERVISE, "days"),
        trigger=TRIGGER_LABELS[petition.supervised_for] if petition.supervised_for else "",
        review=_decision(events, said, State.REVIEWING),
        rereview=_decision(events, said, State.REREVIEWING),
        review_refused=ways.review_refused(events, said, State.REVIEW_ASKED),
        rereview_refused=ways.review_refused(events, said, State.REREVIEW_ASKED),
        forwarded=ways.forwarded(petition, events, said, given, lambda group_id: _office(session, group_id, tree)),
        given=given,
        diverted=ways.diverted(petition, said),
        review_days=chosen.review_days,
        above=reply.reviewer(tree, petition.handling_unit_id),
        place=offices.where_in_person(chosen) if chosen.visit_place or chosen.visit_phone else "",
        mandates=tuple(_mandate(each) for each in mandates),
        report_up=next(
            (_record(note, text, names) for note, text in reversed(notes) if note.kind is NoteKind.REPORT_UP), None
        ),
        issuer=reported.issuer if reported else "",
        reference=reported.reference if reported else "",
        demo=demo,
    )


def _mandate(mandate: Mandate) -> str:
    """A mandate as a form states it."""
    number = f"（{mandate.reference}）" if mandate.reference else ""
    due = f"，要求{formats.plain_day(mandate.due_on)}前反馈" if mandate.due_on else ""
    done = f"，{formats.plain_day(mandate.reported_on)}已反馈" if mandate.reported_on else ""
    return f"{mandate.issuer}{number}{due}{done}"


def _record(note: CaseNote, text: str, names: Mapping[int, str]) -> Record:
    return Record(note.day, names.get(note.account_id or 0, ""), text, NOTE_LABELS[note.kind], note.ordinal)


def _found(note: CaseNote, text: str, names: Mapping[int, str], files: Mapping[int, tuple[File, ...]]) -> Record:
    """What was found, with the numbers of the evidence kept beside it."""
    beside = files.get(note.ordinal)
    return _record(note, f"{text}\n（{evidence.numbered(beside)}）" if beside else text, names)


def _talks(notes: list[tuple[CaseNote, str]], names: Mapping[int, str]) -> tuple[TalkRecord, ...]:
    """The talks of a case, counted from 1."""
    held = [(note, *parts(note.kind, text)) for note, text in notes if note.kind is NoteKind.TALK]
    return tuple(
        TalkRecord(
            note.day,
            names.get(note.account_id or 0, ""),
            text,
            NOTE_LABELS[note.kind],
            note.ordinal,
            place=place,
            with_whom=with_whom,
        )
        for place, (note, with_whom, text) in enumerate(held, start=1)
    )


def _extension(events: list[CaseEvent], notes: list[tuple[CaseNote, str]], names: Mapping[int, str]) -> Record | None:
    """What was written by whoever asked for an extension last; a refusal is a note of the same kind by another."""
    asked = next((each for each in reversed(events) if each.action is Action.ASK_EXTENSION), None)
    if asked is None:
        return None
    return next(
        _record(note, text, names)
        for note, text in reversed(notes)
        if note.kind is NoteKind.EXTENSION and note.account_id == asked.account_id
    )


def _detail(events: list[CaseEvent], action: Action, name: str) -> int:
    """A number that stands beside the last event of an action."""
    found = next((each.details.get(name) for each in reversed(events) if each.action is action), None)
    return found if isinstance(found, int) else 0


def _decision(events: list[CaseEvent], said: list[Said], state: State) -> Decision | None:
    """What came last of the 复查 or 复核 a case was in; every decision wrote one message, in the same order."""
    decided = [each for each in events if each.action in DECISIONS]
    written = [each for each in said if each.action in DECISIONS]
    for event, message in reversed(list(zip(decided, written, strict=True))):
        if event.from_state is state:
            row = find(event.action, event.from_state, {event.role})
            return Decision(event.day, row.label if row else "", message.text)
    return None


def _opened(session: Session, note: CaseNote, key: bytes) -> str:
    return redactions.open_text(session, note, key, conduct.note_place(note.petition_id, note.ordinal))


def _office(session: Session, group_id: int, tree: UnitTree) -> str:
    group = next(each for each in reading_groups.groups(session) if each.id == group_id)
    name = tree[group.unit_id].name if group.unit_id in tree else ""
    return f"{name}{OFFICES[group.kind]}"


def _unit(tree: UnitTree, unit_id: int | None) -> str:
    return tree.path(unit_id) if unit_id is not None and unit_id in tree else ""


def _is_approved(events: list[CaseEvent]) -> bool:
    """Whether the opinion that was drafted last was approved."""
    last = next((each.action for each in reversed(events) if each.action in {Action.APPROVE, Action.DRAFT}), None)
    return last is Action.APPROVE
