"""What the desk's case page shows to one person: the clear facts, and the sealed parts as far as their key opens them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from petitions import candidates, conduct, conversation, deadlines, in_place, operations, queries, workflow
from petitions.conversation import File, Named, Said
from petitions.deadlines import Reading
from petitions.desk import kept_notes, offered
from petitions.desk.kept_notes import Note
from petitions.desk.offered import Facts
from petitions.files import evidence
from petitions.files.evidence import Held
from petitions.identity import page as identity_page
from petitions.identity.page import DeskIdentity
from petitions.in_place import Duty, Lack
from petitions.joint import voices
from petitions.joint.voices import Said as Voice
from petitions.letters import catalogue as letters
from petitions.letters import facts as letter_facts
from petitions.letters import reply
from petitions.letters.catalogue import Paper
from petitions.models import CaseEvent, CheckIn, Petition, Rating
from petitions.notes import NoteKind
from petitions.old_ledger import queries as carried_over
from petitions.opinion import Opinion
from petitions.redaction import versions as redactions
from petitions.register import mandate_queries
from petitions.register.models import Mandate
from petitions.retention import queries as retention_queries
from petitions.retention.queries import Ending
from petitions.search import repeats
from petitions.search.repeats import Earlier
from petitions.workflow import CaseRole, Transition
from vault import seal, subject_keys
from web.errors import Refusal
from web.words import N_

BY_HAND = N_("记录来访、来信或来电")
#: Days of the old ledger as the history calls them.
OLD_STEPS = {
    "filed": N_("登记"),
    "notified": N_("告知"),
    "accepted": N_("受理"),
    "replied": N_("答复"),
    "closed": N_("办结"),
}


@dataclass(frozen=True)
class Sealed:
    """What the case key opened."""

    messages: list[Said] = field(repr=False)
    notes: list[Note] = field(repr=False)
    #: The opinion as last submitted.
    opinion: Opinion | None = field(repr=False)
    named: Named | None = field(repr=False)
    #: The letters that can be made of the case now.
    letters: tuple[Paper, ...] = ()
    scans: Mapping[Paper, File] = field(default_factory=dict)
    #: The name that was sealed apart, where there is one, and who asked for it.
    identity: DeskIdentity | None = None
    #: Who joined the case (联名).
    voices: Sequence[Voice] = field(default=(), repr=False)
    #: Whether this is the redacted version; for the office, the version that handlers are given now.
    is_redacted: bool = False
    redaction: str = field(default="", repr=False)

    @property
    def evidence(self) -> list[tuple[File, Note]]:
        """The files the office keeps, each with the note it came with."""
        return kept_notes.evidence(self.notes)


@dataclass(frozen=True)
class Step:
    """One line of the history as the desk reads it."""

    day: date
    label: str
    who: str
    after: str


@dataclass(frozen=True)
class DeskCase:
    """Everything the page needs."""

    petition: Petition
    roles: frozenset[CaseRole]
    rows: list[Transition]
    primary: Transition | None
    clocks: list[Reading]
    due: Reading | None
    #: What superiors charged the office with, the first one first.
    mandates: list[Mandate]
    #: The number it had in the old ledger; None for a case that began here.
    old_number: str | None
    history: list[Step]
    readers: list[str]
    readings: list[tuple[date, str]]
    names: Mapping[int, str]
    tree: UnitTree
    rating: Rating | None
    duties: tuple[Duty, ...]
    duties_done: frozenset[Duty]
    lack: Lack
    duty_labels: Mapping[Duty, str]
    check_ins: list[CheckIn]
    repeats: str
    #: Numbers of the case it was merged into and of those merged into it, as far as this person may know of them.
    leading: str
    merged: list[str]
    #: Until when it is kept, once it is finished.
    ending: Ending | None
    #: None when this person holds no key.
    sealed: Sealed | None
    #: What the office compares it with; None for everybody else.
    earlier: Earlier | None = None

    @property
    def others(self) -> list[Transition]:
        """The steps of the menu: everything but the primary one."""
        return [row for row in self.rows if row is not self.primary]

    @property
    def menu(self) -> list[tuple[str, list[Transition]]]:
        """The same steps by subject; a subject without any is left out."""
        others = set(self.others)
        by_subject = ((subject, [row for row in rows if row in others]) for subject, rows in workflow.SUBJECTS)
        return [(subject, rows) for subject, rows in by_subject if rows]

    @property
    def unit(self) -> str:
        """The unit concerned, in words."""
        unit_id = self.petition.unit_id
        return self.tree.path(unit_id) if unit_id is not None and unit_id in self.tree else _("不限于某一单位")

    @property
    def handling_unit(self) -> str:
        """The unit of the handler, in words."""
        unit_id = self.petition.handling_unit_id
        return self.tree.path(unit_id) if unit_id is not None and unit_id in self.tree else ""


def load(session: Session, petition_id: int, who: Person, *, today: date) -> DeskCase:
    """The page of a case for `who`. Raises NoResultFound when they may not know of it."""
    case = queries.visible(session, petition_id, who)
    roles = queries.roles(session, case, who)
    names = {account.id: account.name for account in accounts.accounts(session)}
    clocks = queries.clocks(session, case.id, today)
    sealed = _open(session, case, who, names, today)
    rating = queries.rating(session, case.id)
    owed = in_place.duties(case.judgement, hardship=case.hardship, unlawful=case.unlawful)
    done = frozenset(row.duty for row in queries.duties_done(session, case.id))
    lack = in_place.lack(owed, done, call_back=case.call_back, solved=rating.solved if rating else None)
    mandates = mandate_queries.of_case(session, case.id)
    facts = Facts(
        case,
        roles,
        clocks,
        today,
        owed,
        lack,
        bool(candidates.office_choices(session, case)),
        is_charged=any(each.reported_on is None for each in mandates),
    )
    rows = [row for row in workflow.allowed(case.state, roles) if offered.makes_sense(row, facts)] if sealed else []
    readers = subject_keys.readers(session, queries.subject(case.id))
    redacted = subject_keys.readers(session, redactions.subject(case.id))
    return DeskCase(
        petition=case,
        roles=roles,
        rows=rows,
        primary=workflow.next_step(row for row in rows if offered.is_ready(row, facts)),
        clocks=clocks,
        due=queries.next_clock(clocks),
        mandates=mandates,
        old_number=carried_over.old_number(session, case.id),
        history=[step for event in queries.events(session, case.id) for step in _steps(event, names)],
        readers=[
            *sorted(names.get(each, _("已停用的账号")) for each in readers),
            *sorted(_("%(name)s（遮盖版）", name=names.get(each, "—")) for each in redacted - readers),
        ],
        readings=[
            (row.day, names.get(row.account_id, _("已停用的账号"))) for row in queries.readings(session, case.id)
        ],
        names=names,
        tree=accounts.unit_tree(session),
        rating=rating,
        duties=owed,
        duties_done=done,
        lack=lack,
        duty_labels=queries.duty_labels(session),
        check_ins=sorted(queries.check_ins(session, case.id).values(), key=lambda row: row.number),
        leading=_number_known(session, case.leading_id, who),
        merged=[each.number for each in queries.merged_into(session, case.id) if queries.roles(session, each, who)],
        repeats=_number_known(session, case.repeat_of_id, who),
        ending=retention_queries.ending_of(session, case),
        sealed=sealed,
        earlier=_earlier(session, case, roles, who) if sealed else None,
    )


def _earlier(session: Session, case: Petition, roles: frozenset[CaseRole], who: Person) -> Earlier | None:
    if CaseRole.OFFICE not in roles:
        return None
    return repeats.earlier(session, case, operations.case_key(session, case, who), who)


def first_reply(page: DeskCase, session: Session) -> str:
    """The reply an officer starts from."""
    assert page.sealed is not None
    if page.sealed.opinion is None:
        return ""
    return reply.first_wording(
        page.sealed.opinion,
        page.petition.legal_class,
        review_days=preferences.read(session).review_days,
        above=reply.reviewer(page.tree, page.petition.handling_unit_id),
    )


def _open(session: Session, case: Petition, who: Person, names: Mapping[int, str], today: date) -> Sealed | None:
    try:
        key = operations.case_key(session, case, who)
    except Refusal:
        return _open_redacted(session, case, who, names)
    notes = [
        (note, redactions.open_text(session, note, key, conduct.note_place(note.petition_id, note.ordinal)))
        for note in queries.notes(session, case.id)
    ]
    opinions = [text for note, text in notes if note.kind is NoteKind.OPINION]
    row = redactions.of_case(session, case.id)
    held = Held(key, redactions.key_under(row, key) if row is not None else None)
    return Sealed(
        messages=conversation.messages(session, case.id, key),
        notes=kept_notes.listed(notes, evidence.by_note(session, case.id, held), names),
        opinion=Opinion.from_text(opinions[-1]) if opinions else None,
        named=conversation.named(case, key),
        letters=letters.papers(letter_facts.gather(session, case, key, demo=False)),
        scans=conversation.scans(session, case.id, key),
        identity=identity_page.for_desk(session, case, key, who, today=today),
        voices=voices.for_office(session, case.id, key),
        redaction=redactions.text_of(row, held.redacted) if row is not None and row.is_active and held.redacted else "",
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
    first = Said(1, "petitioner", workflow.Action.FILE, case.filed_on, None, redactions.text_of(row, key), ())
    return Sealed(
        messages=[first, *conversation.redacted_messages(session, case.id, key)],
        notes=kept_notes.listed(notes, evidence.by_note(session, case.id, Held(None, key)), names),
        opinion=Opinion.from_text(opinions[-1]) if opinions else None,
        named=None,
        is_redacted=True,
    )


def _number_known(session: Session, petition_id: int | None, who: Person) -> str:
    """The number of another case, for somebody who may know of that one too."""
    other = queries.petition(session, petition_id) if petition_id is not None else None
    return other.number if other is not None and queries.roles(session, other, who) else ""


def _steps(event: CaseEvent, names: Mapping[int, str]) -> list[Step]:
    """The line of an event; of a case brought over, before it the days that the old ledger named."""
    if event.action is not workflow.Action.CARRY_OVER:
        return [_step(event, names)]
    days = [
        (date.fromisoformat(str(event.details[name])), label)
        for name, label in OLD_STEPS.items()
        if name in event.details
    ]
    return [*(Step(day, label, _("旧台账"), "") for day, label in days), _step(event, names)]


def _step(event: CaseEvent, names: Mapping[int, str]) -> Step:
    row = workflow.find(event.action, event.from_state, {event.role})
    nobody = _("在服务器上导入") if event.action is workflow.Action.CARRY_OVER else _(workflow.ROLE_LABELS[event.role])
    who = nobody if event.account_id is None else names.get(event.account_id, _("已停用的账号"))
    handed = next((event.details[key] for key in ("handler", "approver", "leader") if key in event.details), None)
    after = names.get(handed, "") if isinstance(handed, int) else ""
    if event.details.get("redacted"):
        after += _("（只给遮盖版）")
    elif event.details.get("lifted"):
        after = _("改给原文")
    label = row.label if row else event.action.value
    by_hand = event.action is workflow.Action.FILE and event.account_id is not None
    return Step(event.day, BY_HAND if by_hand else label, who, after)


def tone(reading: Reading) -> str:
    """The tone of a clock."""
    tones = {
        deadlines.Standing.NORMAL: "good",
        deadlines.Standing.DUE_SOON: "soon",
        deadlines.Standing.OVERDUE: "late",
    }
    return tones[reading.standing]
