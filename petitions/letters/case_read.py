"""A case read and opened for its letters, before anything is said of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.preferences import Preferences
from accounts.units import UnitTree
from petitions import conduct, conversation, queries
from petitions.categories import queries as category_queries
from petitions.categories.tree import CategoryTree
from petitions.conversation import File, Named, Said
from petitions.deadlines import RULES, ClockKind
from petitions.evidence import keeping as evidence
from petitions.evidence.keeping import Held
from petitions.in_place import Duty
from petitions.letters.catalogue import Record
from petitions.letters.records import record
from petitions.models import CaseClock, CaseEvent, CaseNote, Petition
from petitions.notes import NoteKind
from petitions.redaction import versions as redactions
from petitions.register import mandate_queries
from petitions.register.models import Mandate
from petitions.workflow import Action
from vault import reading_groups
from vault.models import ReadingGroup

#: How a reading group signs, after the name of the unit it serves.
OFFICES = {"union": "工会", "discipline": "纪检机构", "identity": "实名信息保管人"}

#: The clocks a case is handled by, the one that begins with 简易办理 first.
HANDLING = (ClockKind.SIMPLE, ClockKind.HANDLE)


@dataclass(frozen=True)
class CaseRead:
    """One case: its rows in clear, and what is sealed in it opened."""

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
    #: Every round of every clock, and the last round of each.
    every_clock: Sequence[CaseClock]
    clocks: Mapping[ClockKind, CaseClock]
    mandates: list[Mandate]
    duties_done: frozenset[Duty]
    #: The evidence kept beside each note, by its number.
    files: Mapping[int, tuple[File, ...]]

    @property
    def running(self) -> CaseClock | None:
        """The clock that the reply is due by."""
        return self.clocks.get(ClockKind.HANDLE) or self.clocks.get(ClockKind.SIMPLE)

    @property
    def due_when_accepted(self) -> date | None:
        """The last day as the acceptance told it: before more time was given, and before the case was handled again."""
        begun = [
            row for row in self.every_clock if row.kind in HANDLING and row.started_on == self.petition.accepted_on
        ]
        first = min(begun, key=lambda row: (HANDLING.index(row.kind), row.round), default=None)
        return (first.extended_from or first.due_on) if first else None

    def handled_on(self, day: date) -> CaseClock | None:
        """The round of the ordinary time that ran on a day; a case that is handled again has another one."""
        begun = [row for row in self.every_clock if row.kind is ClockKind.HANDLE and row.started_on <= day]
        return begun[-1] if begun else None

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
        return tuple(record(note, text, self.names) for note, text in self.notes if note.kind in kinds)

    def last(self, kind: NoteKind) -> Record | None:
        """The newest note of a kind as a record."""
        return next(iter(reversed(self.records({kind}))), None)

    def unit(self, unit_id: int | None) -> str:
        """A unit with those above it; nothing for none."""
        return self.tree.path(unit_id) if unit_id is not None and unit_id in self.tree else ""


def read(session: Session, petition: Petition, key: bytes) -> CaseRead:
    """Everything of `petition` that a letter may need, opened with `key`, its case key. Raises SealBroken for another."""
    tree = accounts.unit_tree(session)
    every_clock = queries.clock_rows(session, petition.id)
    return CaseRead(
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
        every_clock=every_clock,
        clocks={row.kind: row for row in every_clock},
        mandates=mandate_queries.of_case(session, petition.id),
        duties_done=frozenset(each.duty for each in queries.duties_done(session, petition.id)),
        files=_files(session, petition, key),
    )


def _files(session: Session, petition: Petition, key: bytes) -> Mapping[int, tuple[File, ...]]:
    redaction = redactions.of_case(session, petition.id)
    held = Held(key, redactions.key_under(redaction, key) if redaction is not None else None)
    return evidence.by_note(session, petition.id, held)


def _opened(session: Session, note: CaseNote, key: bytes) -> str:
    return redactions.open_text(session, note, key, conduct.note_place(note.petition_id, note.ordinal))


def _office(group: ReadingGroup, tree: UnitTree) -> str:
    name = tree[group.unit_id].name if group.unit_id in tree else ""
    return f"{name}{OFFICES[group.kind]}"
