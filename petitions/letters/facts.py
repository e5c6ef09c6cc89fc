"""What the letters of one case are made of, read and opened for somebody who holds its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from petitions import conduct, in_place, offices, queries
from petitions.conversation import Said
from petitions.deadlines import ClockKind
from petitions.letters import case_read, records, reply, ways
from petitions.letters.case_read import CaseRead
from petitions.letters.catalogue import Decision, Facts, Record
from petitions.mediation.agreement import Agreement
from petitions.models import CaseEvent, CaseNote, Petition
from petitions.notes import NoteKind
from petitions.outcome import opinion_rounds
from petitions.outcome.disposal import DISPOSAL_LABELS
from petitions.outcome.opinion import Opinion
from petitions.register.models import Mandate
from petitions.workflow import TRIGGER_LABELS, Action, State, find
from vault import seal
from web import formats

#: What answers a petitioner on the matter: the reply of their case, or of the one it was merged into.
REPLIES = frozenset({Action.REPLY, Action.RELAY})
DECISIONS = frozenset({Action.UPHOLD, Action.AMEND, Action.REVOKE})


def gather(session: Session, petition: Petition, key: bytes, *, demo: bool) -> Facts:
    """The facts of `petition`, whose case key is `key`."""
    return gathered(case_read.read(session, petition, key), demo=demo)


def gathered(read: CaseRead, *, demo: bool) -> Facts:
    """The facts of a case that was read already."""
    facts = _as_filed(read, demo=demo)
    for part in PARTS:
        facts = part(facts, read)
    return facts


def _as_filed(read: CaseRead, *, demo: bool) -> Facts:
    petition, chosen = read.petition, read.chosen
    second = read.categories.second_of(petition.category)
    return Facts(
        number=petition.number,
        organisation=chosen.organisation,
        office=read.offices[petition.group_id],
        filed_on=petition.filed_on,
        channel=petition.channel,
        naming=petition.naming,
        legal_class=petition.legal_class,
        category=read.categories.first_of(petition.category).label,
        second_category=second.label if second is not None else "",
        people=petition.people,
        is_repeat=petition.is_repeat,
        unit=read.unit(petition.unit_id) or _("不限于某一单位"),
        text=read.said[0].text,
        name=read.named.name if read.named else "",
        contact=read.named.contact if read.named else "",
        address=read.named.address if read.named else "",
        agent=read.named.agent if read.named else "",
        representatives=read.named.representatives if read.named else (),
        place=offices.where_in_person(chosen) if chosen.visit_place or chosen.visit_phone else "",
        demo=demo,
    )


def _as_accepted(facts: Facts, read: CaseRead) -> Facts:
    petition, running = read.petition, read.running
    return replace(
        facts,
        procedure=petition.procedure,
        accepted_on=petition.accepted_on,
        due_when_accepted=read.due_when_accepted,
        due_on=running.due_on if running else None,
        ground=petition.ground,
        disposal=DISPOSAL_LABELS[petition.disposal] if petition.disposal is not None else "",
        decided_on=petition.decided_on,
        refusal=read.told(Action.DECLINE),
    )


def _as_handled(facts: Facts, read: CaseRead) -> Facts:
    petition = read.petition
    return replace(
        facts,
        handler=read.names.get(petition.handler_id or 0, ""),
        handling_unit=read.unit(petition.handling_unit_id),
        assigned_on=next((each.day for each in reversed(read.events) if each.action is Action.ASSIGN), None),
        instructions=next(reversed(read.texts(NoteKind.ASSIGNMENT)), ""),
        records=records.found(read.notes, read.files, read.names),
        talks=records.talks(read.notes, read.names),
        hearings=records.hearings(read.notes, read.names),
    )


def _as_replied(facts: Facts, read: CaseRead) -> Facts:
    opinions, agreements = read.texts(NoteKind.OPINION), read.texts(NoteKind.AGREEMENT)
    case, labels = read.petition, in_place.labels(read.chosen)
    owed = in_place.duties(case.judgement, hardship=case.hardship, unlawful=case.unlawful)
    return replace(
        facts,
        agreement=Agreement.from_text(agreements[-1]) if agreements else None,
        opinion=Opinion.from_text(opinions[-1]) if opinions else None,
        approved=_is_approved(read.events),
        opinion_told_on=opinion_rounds.told_on(opinion_rounds.rounds(read.events)),
        reply=read.told(Action.REPLY),
        replied_on=read.petition.replied_on,
        above=reply.reviewer(read.tree, read.petition.handling_unit_id),
        duties=tuple((str(labels[each]), each in read.duties_done) for each in owed),
        duty_set=str(in_place.set_name(read.chosen)),
    )


def _as_extended(facts: Facts, read: CaseRead) -> Facts:
    asked = _extension(read.events, read.notes, read.names)
    granted = next(
        (Record(each.day, "", each.text) for each in reversed(read.said) if each.action is Action.EXTEND), None
    )
    before, moved = (read.handled_on(each.day) if each else None for each in (asked, granted))
    return replace(
        facts,
        extension=asked,
        extension_days=_detail(read.events, Action.ASK_EXTENSION, "days"),
        extended=granted,
        due_asked=(before.extended_from or before.due_on) if before else None,
        due_before=moved.extended_from if moved else None,
        due_extended=moved.due_on if moved else None,
    )


def _as_supervised(facts: Facts, read: CaseRead) -> Facts:
    return replace(
        facts,
        supervision=read.last(NoteKind.SUPERVISION),
        supervision_days=_detail(read.events, Action.SUPERVISE, "days"),
        trigger=TRIGGER_LABELS[read.petition.supervised_for] if read.petition.supervised_for else "",
    )


def _as_reviewed(facts: Facts, read: CaseRead) -> Facts:
    return replace(
        facts,
        review=_decision(read.events, read.said, State.REVIEWING),
        rereview=_decision(read.events, read.said, State.REREVIEWING),
        review_refused=ways.review_refused(read.events, read.said, State.REVIEW_ASKED),
        rereview_refused=ways.review_refused(read.events, read.said, State.REREVIEW_ASKED),
        review_days=read.days(ClockKind.REVIEW),
        rereview_days=read.days(ClockKind.REREVIEW),
    )


def _as_sent_on(facts: Facts, read: CaseRead) -> Facts:
    """Where the matter went that the office does not decide itself, and what was handed over with it."""
    given = ways.given_to(read.petition, read.events, read.notes)
    return replace(
        facts,
        given=given,
        forwarded=ways.forwarded(read.petition, read.events, read.said, given, read.offices.__getitem__),
        diverted=ways.diverted(read.petition, read.said),
        objection_workdays=read.days(ClockKind.OBJECT),
    )


def _as_charged(facts: Facts, read: CaseRead) -> Facts:
    """What superiors charged the office with, and what was reported to one of them last."""
    reported = next((each for each in reversed(read.mandates) if each.reported_on is not None), None)
    return replace(
        facts,
        mandates=tuple(_mandate(each) for each in read.mandates),
        report_up=read.last(NoteKind.REPORT_UP),
        issuer=reported.issuer if reported else "",
        reference=reported.reference if reported else "",
    )


PARTS = (
    _as_accepted,
    _as_handled,
    _as_replied,
    _as_extended,
    _as_supervised,
    _as_reviewed,
    _as_sent_on,
    _as_charged,
)


def _mandate(mandate: Mandate) -> str:
    """A mandate as a form states it."""
    number = f"（{mandate.reference}）" if mandate.reference else ""
    due = f"，要求{formats.plain_day(mandate.due_on)}前反馈" if mandate.due_on else ""
    done = f"，{formats.plain_day(mandate.reported_on)}已反馈" if mandate.reported_on else ""
    return f"{mandate.issuer}{number}{due}{done}"


def own_talks(session: Session, petition: Petition, key: bytes, who: Person, *, demo: bool) -> Facts:
    """The talks that somebody recorded who holds the redacted version alone, with its `key`, and nothing else of the case."""
    names = {who.id: who.name}
    talks = [note for note in queries.notes(session, petition.id) if note.kind is NoteKind.TALK]
    own = [(place, note) for place, note in enumerate(talks, start=1) if note.is_redacted and note.account_id == who.id]
    return Facts(
        number=petition.number,
        organisation=preferences.read(session).organisation,
        office="",
        filed_on=petition.filed_on,
        channel=petition.channel,
        naming=petition.naming,
        legal_class=petition.legal_class,
        category=petition.category,
        people=petition.people,
        is_repeat=petition.is_repeat,
        unit="",
        text="",
        talks=tuple(
            records.talk(
                note, seal.open_text(key, note.sealed, conduct.note_place(petition.id, note.ordinal)), place, names
            )
            for place, note in own
        ),
        demo=demo,
    )


def _extension(events: list[CaseEvent], notes: list[tuple[CaseNote, str]], names: Mapping[int, str]) -> Record | None:
    """What was written by whoever asked for an extension last; a refusal is a note of the same kind by another."""
    asked = next((each for each in reversed(events) if each.action is Action.ASK_EXTENSION), None)
    if asked is None:
        return None
    return next(
        records.record(note, text, names)
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
            return Decision(event.day, row.label if row else "", message.text, _reply_before(message, said))
    return None


def _reply_before(decision: Said, said: Sequence[Said]) -> str:
    """The reply a review was about; a case that was handled again since has another one now."""
    replies = [each for each in said if each.action in REPLIES and each.ordinal < decision.ordinal]
    return replies[-1].text if replies else ""


def _is_approved(events: list[CaseEvent]) -> bool:
    """Whether the opinion that was drafted last was approved."""
    last = next((each.action for each in reversed(events) if each.action in {Action.APPROVE, Action.DRAFT}), None)
    return last is Action.APPROVE
