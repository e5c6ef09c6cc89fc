"""What the letters of one case are made of, read and opened for somebody who holds its key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.preferences import Preferences
from accounts.units import UnitTree
from petitions import conduct, conversation, in_place, offices, queries
from petitions.categories import queries as category_queries
from petitions.categories.tree import CategoryTree
from petitions.conversation import File, Named, Said
from petitions.deadlines import RULES, ClockKind
from petitions.evidence import keeping as evidence
from petitions.evidence.keeping import Held
from petitions.in_place import Duty
from petitions.letters import reply, ways
from petitions.letters.catalogue import Decision, Facts, Record, SheetRecord, TalkRecord
from petitions.mediation.agreement import Agreement
from petitions.models import CaseClock, CaseEvent, CaseNote, Petition
from petitions.notes import NOTE_LABELS, RECORDS, NoteKind, parts
from petitions.outcome.disposal import DISPOSAL_LABELS
from petitions.outcome.opinion import Opinion
from petitions.redaction import versions as redactions
from petitions.register import mandate_queries
from petitions.register.models import Mandate
from petitions.workflow import TRIGGER_LABELS, Action, State, find
from vault import reading_groups, seal
from vault.models import ReadingGroup
from web import formats

DECISIONS = frozenset({Action.UPHOLD, Action.AMEND, Action.REVOKE})
#: What the 调查记录 holds: everything that was found, but what somebody said in a talk of their own.
FOUND = frozenset({NoteKind.INVESTIGATION, *RECORDS}) - {NoteKind.TALK}
#: How a reading group signs, after the name of the unit it serves.
OFFICES = {"union": "工会", "discipline": "纪检机构", "identity": "实名信息保管人"}


def gather(session: Session, petition: Petition, key: bytes, *, demo: bool) -> Facts:
    """The facts of `petition`, whose case key is `key`."""
    read = _read(session, petition, key)
    facts = _as_filed(read, demo=demo)
    for part in PARTS:
        facts = part(facts, read)
    return facts


@dataclass(frozen=True)
class _Read:
    """A case as it was read and opened, before anything is said of it."""

    petition: Petition
    #: Every office by its group, as it signs.
    offices: Mapping[int, str]
    tree: UnitTree
    chosen: Preferences
    categories: CategoryTree
    names: Mapping[int, str]
    named: Named | None
    said: list[Said]
    notes: list[tuple[CaseNote, str]]
    events: list[CaseEvent]
    clocks: Mapping[ClockKind, CaseClock]
    mandates: list[Mandate]
    duties_done: frozenset[Duty]
    #: The evidence kept beside each note, by its number.
    files: Mapping[int, tuple[File, ...]]

    @property
    def running(self) -> CaseClock | None:
        """The clock that the reply is due by."""
        return self.clocks.get(ClockKind.HANDLE) or self.clocks.get(ClockKind.SIMPLE)

    def days(self, kind: ClockKind) -> int:
        """The limit of a clock: the one that held when it started, or before it does the one that is set."""
        begun = self.clocks.get(kind)
        limit: int = begun.days if begun is not None else getattr(self.chosen, RULES[kind].setting)
        return limit

    def told(self, action: Action) -> str:
        """What the petitioner was told by the last step of this kind."""
        return next((each.text for each in reversed(self.said) if each.action is action), "")

    def texts(self, kind: NoteKind) -> list[str]:
        """The notes of a kind, the oldest first."""
        return [text for note, text in self.notes if note.kind is kind]

    def records(self, kinds: Collection[NoteKind]) -> tuple[Record, ...]:
        """The notes of these kinds as records."""
        return tuple(_record(note, text, self.names) for note, text in self.notes if note.kind in kinds)

    def last(self, kind: NoteKind) -> Record | None:
        """The newest note of a kind as a record."""
        return next(iter(reversed(self.records({kind}))), None)

    def unit(self, unit_id: int | None) -> str:
        """A unit with those above it; nothing for none."""
        return self.tree.path(unit_id) if unit_id is not None and unit_id in self.tree else ""


def _read(session: Session, petition: Petition, key: bytes) -> _Read:
    tree = accounts.unit_tree(session)
    return _Read(
        petition=petition,
        offices={group.id: _office(group, tree) for group in reading_groups.groups(session)},
        tree=tree,
        chosen=preferences.read(session),
        categories=category_queries.tree(session),
        names={account.id: account.name for account in accounts.accounts(session)},
        named=conversation.named(petition, key),
        said=conversation.messages(session, petition.id, key),
        notes=[(note, _opened(session, note, key)) for note in queries.notes(session, petition.id)],
        events=queries.events(session, petition.id),
        clocks={row.kind: row for row in queries.clock_rows(session, petition.id)},
        mandates=mandate_queries.of_case(session, petition.id),
        duties_done=frozenset(each.duty for each in queries.duties_done(session, petition.id)),
        files=_files(session, petition, key),
    )


def _files(session: Session, petition: Petition, key: bytes) -> Mapping[int, tuple[File, ...]]:
    redaction = redactions.of_case(session, petition.id)
    held = Held(key, redactions.key_under(redaction, key) if redaction is not None else None)
    return evidence.by_note(session, petition.id, held)


def _as_filed(read: _Read, *, demo: bool) -> Facts:
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


def _as_accepted(facts: Facts, read: _Read) -> Facts:
    petition, running = read.petition, read.running
    return replace(
        facts,
        procedure=petition.procedure,
        accepted_on=petition.accepted_on,
        due_on=running.due_on if running else None,
        ground=petition.ground,
        disposal=DISPOSAL_LABELS[petition.disposal] if petition.disposal is not None else "",
        decided_on=petition.decided_on,
        refusal=read.told(Action.DECLINE),
    )


def _as_handled(facts: Facts, read: _Read) -> Facts:
    petition = read.petition
    return replace(
        facts,
        handler=read.names.get(petition.handler_id or 0, ""),
        handling_unit=read.unit(petition.handling_unit_id),
        assigned_on=next((each.day for each in reversed(read.events) if each.action is Action.ASSIGN), None),
        instructions=next(reversed(read.texts(NoteKind.ASSIGNMENT)), ""),
        records=tuple(_found(note, text, read) for note, text in read.notes if note.kind in FOUND),
        talks=_talks(read.notes, read.names),
        hearings=_hearings(read.notes, read.names),
    )


def _as_replied(facts: Facts, read: _Read) -> Facts:
    opinions, agreements = read.texts(NoteKind.OPINION), read.texts(NoteKind.AGREEMENT)
    case, labels = read.petition, in_place.labels(read.chosen)
    owed = in_place.duties(case.judgement, hardship=case.hardship, unlawful=case.unlawful)
    return replace(
        facts,
        agreement=Agreement.from_text(agreements[-1]) if agreements else None,
        opinion=Opinion.from_text(opinions[-1]) if opinions else None,
        approved=_is_approved(read.events),
        reply=read.told(Action.REPLY),
        replied_on=read.petition.replied_on,
        above=reply.reviewer(read.tree, read.petition.handling_unit_id),
        duties=tuple((str(labels[each]), each in read.duties_done) for each in owed),
        duty_set=str(in_place.set_name(read.chosen)),
    )


def _as_extended(facts: Facts, read: _Read) -> Facts:
    running = read.running
    return replace(
        facts,
        extension=_extension(read.events, read.notes, read.names),
        extension_days=_detail(read.events, Action.ASK_EXTENSION, "days"),
        extended=next(
            (Record(each.day, "", each.text) for each in reversed(read.said) if each.action is Action.EXTEND), None
        ),
        due_before=running.extended_from if running else None,
    )


def _as_supervised(facts: Facts, read: _Read) -> Facts:
    return replace(
        facts,
        supervision=read.last(NoteKind.SUPERVISION),
        supervision_days=_detail(read.events, Action.SUPERVISE, "days"),
        trigger=TRIGGER_LABELS[read.petition.supervised_for] if read.petition.supervised_for else "",
    )


def _as_reviewed(facts: Facts, read: _Read) -> Facts:
    return replace(
        facts,
        review=_decision(read.events, read.said, State.REVIEWING),
        rereview=_decision(read.events, read.said, State.REREVIEWING),
        review_refused=ways.review_refused(read.events, read.said, State.REVIEW_ASKED),
        rereview_refused=ways.review_refused(read.events, read.said, State.REREVIEW_ASKED),
        review_days=read.days(ClockKind.REVIEW),
        rereview_days=read.days(ClockKind.REREVIEW),
    )


def _as_sent_on(facts: Facts, read: _Read) -> Facts:
    """Where the matter went that the office does not decide itself, and what was handed over with it."""
    given = ways.given_to(read.petition, read.events, read.notes)
    return replace(
        facts,
        given=given,
        forwarded=ways.forwarded(read.petition, read.events, read.said, given, read.offices.__getitem__),
        diverted=ways.diverted(read.petition, read.said),
        objection_workdays=read.days(ClockKind.OBJECT),
    )


def _as_charged(facts: Facts, read: _Read) -> Facts:
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


def _record(note: CaseNote, text: str, names: Mapping[int, str]) -> Record:
    return Record(note.day, names.get(note.account_id or 0, ""), text, NOTE_LABELS[note.kind], note.ordinal)


def _found(note: CaseNote, text: str, read: _Read) -> Record:
    """What was found, with the numbers of the evidence kept beside it."""
    beside = read.files.get(note.ordinal)
    return _record(note, f"{text}\n（{evidence.numbered(beside)}）" if beside else text, read.names)


def _talks(notes: list[tuple[CaseNote, str]], names: Mapping[int, str]) -> tuple[TalkRecord, ...]:
    """The talks of a case, counted from 1."""
    held = [(note, text) for note, text in notes if note.kind is NoteKind.TALK]
    return tuple(_talk(note, text, place, names) for place, (note, text) in enumerate(held, start=1))


def _talk(note: CaseNote, text: str, place: int, names: Mapping[int, str]) -> TalkRecord:
    with_whom, said = parts(note.kind, text)
    writer = names.get(note.account_id or 0, "")
    return TalkRecord(note.day, writer, said, NOTE_LABELS[note.kind], note.ordinal, place=place, with_whom=with_whom)


def _hearings(notes: list[tuple[CaseNote, str]], names: Mapping[int, str]) -> tuple[SheetRecord, ...]:
    """The hearings of a case, counted from 1."""
    held = [(note, text) for note, text in notes if note.kind is NoteKind.HEARING]
    return tuple(
        SheetRecord(
            note.day, names.get(note.account_id or 0, ""), text, NOTE_LABELS[note.kind], note.ordinal, place=place
        )
        for place, (note, text) in enumerate(held, start=1)
    )


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
            _talk(note, seal.open_text(key, note.sealed, conduct.note_place(petition.id, note.ordinal)), place, names)
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


def _office(group: ReadingGroup, tree: UnitTree) -> str:
    name = tree[group.unit_id].name if group.unit_id in tree else ""
    return f"{name}{OFFICES[group.kind]}"


def _is_approved(events: list[CaseEvent]) -> bool:
    """Whether the opinion that was drafted last was approved."""
    last = next((each.action for each in reversed(events) if each.action in {Action.APPROVE, Action.DRAFT}), None)
    return last is Action.APPROVE
