"""One action being done to a case: its texts sealed, keys given and taken, what it tells the history and the clocks.

What each action does with it stands by subject in the modules `*_conduct`; `petitions.operations.perform` calls them
inside its transaction, and none of them assigns a state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from database import Base, insert
from petitions import queries
from petitions.deadlines import ClockKind
from petitions.history import chain
from petitions.models import CaseClock, CaseNote, Message, Petition
from petitions.notes import NoteKind
from petitions.recusal import queries as recusals
from petitions.redaction import versions as redactions
from petitions.workflow import KNOWN_IN, Action, CaseRole, Transition
from vault import seal, subject_keys
from web.errors import Refusal

#: What the vault writes beside a grant.
HANDLING = "handle"
APPROVING = "approve"
SENDING = "send"
EXTENDING = "extend"
SPONSORING = "sponsor"
REVIEWING = "review"
PURPOSES = {
    CaseRole.HANDLER: HANDLING,
    CaseRole.APPROVER: APPROVING,
    CaseRole.SENDER: SENDING,
    CaseRole.EXTENDER: EXTENDING,
    CaseRole.SPONSOR: SPONSORING,
    CaseRole.REVIEWER: REVIEWING,
}
#: Whose step needs no more than the redacted version while there is one, unless the office says otherwise.
WITH_REDACTED = frozenset({HANDLING, APPROVING, EXTENDING, SPONSORING, REVIEWING})
#: What petitioners say with a step that asks nothing of the office.
ASKS_NOTHING = frozenset({Action.WITHDRAW, Action.RATE})
LONGEST_TEXT = 100_000

TOO_LONG = _l("文字太长，最多 10 万字。请分几次写，或把附件交来。")


@dataclass
class Conduct:
    """One action being done: the case, who does it, the opened key, and what came with it."""

    session: Session
    petition: Petition
    row: Transition
    role: CaseRole
    actor: Person | None
    key: bytes = field(repr=False)
    now: datetime
    given: Mapping[str, Any] = field(repr=False)
    #: The key of the redacted version while handlers are given that, and whether the actor holds no other.
    redaction: bytes | None = field(default=None, repr=False)
    holds_redacted_only: bool = False
    #: The rows it writes beside the case, stored at its end.
    rows: list[Base] = field(default_factory=list, repr=False)
    #: Clear facts for the history.
    details: dict[str, object] = field(default_factory=dict)
    #: What was written, to be bound into the chain.
    written: str | None = field(default=None, repr=False)
    #: What the office wrote to the petitioner in this step, by the number of the message.
    told: list[tuple[int, str]] = field(default_factory=list, repr=False)
    #: Steps in other cases that follow from this one: (petition id, action, what comes with it).
    follow: list[tuple[int, Action, dict[str, Any]]] = field(default_factory=list, repr=False)
    #: How many days the row's extended clocks are given, or, by name, what a started clock lasts instead of its setting.
    more_days: int = 0
    days: int | None = None
    #: The clocks to start, where the action chooses among the row's; None starts them all.
    starts: Sequence[ClockKind] | None = None
    counts_from: date | None = None
    #: The last day of a started clock, where somebody else set it.
    due_on: date | None = None
    #: Whether somebody lost the case by this step, so that its key is exchanged.
    has_left: bool = False
    #: What those were to the case who are left out of it, where that sends it elsewhere.
    gone: set[CaseRole] = field(default_factory=set)
    #: Whether the office wrote to the petitioner.
    has_spoken: bool = False

    @property
    def today(self) -> date:
        """The day it is done."""
        return self.now.date()

    @property
    def subject(self) -> str:
        """The name by which the vault knows the case."""
        return queries.subject(self.petition.id)

    def text(self, name: str = "text") -> str:
        """A text that came with the action, without space around it. Raises Refusal when it is too long."""
        value = (self.given.get(name) or "").strip()
        if len(value) > LONGEST_TEXT:
            raise Refusal(TOO_LONG, status=413, field=name)
        return value

    def add(self, row: Base) -> None:
        """Store a row with the rest of the step."""
        self.rows.append(row)

    def store(self) -> None:
        """Store what the step wrote, all at once; a new case first, because the other rows are its."""
        if self.petition in self.session.new:
            self.session.flush()
        insert(self.session.connection(), self.rows)
        self.rows.clear()
        self.session.flush()

    def write(self, text: str, *, author: CaseRole) -> int:
        """Seal `text` as the next message of the conversation; returns its ordinal."""
        case = self.petition
        case.messages += 1
        key, is_redacted = self._writing_key(by_petitioner=author is CaseRole.PETITIONER)
        by_petitioner = author is CaseRole.PETITIONER
        self.has_spoken = self.has_spoken or not by_petitioner
        # What opens a case is answered by its procedure; taking it back and rating it ask for no answer.
        asks = by_petitioner and bool(self.row.sources) and self.row.action not in ASKS_NOTHING
        case.awaits_answer = asks or (case.awaits_answer and self._is_recusal_asked())
        self._seal(
            Message(
                petition_id=case.id,
                ordinal=case.messages,
                author="petitioner" if by_petitioner else "office",
                action=self.row.action,
                day=self.today,
                account_id=self.actor.id if self.actor else None,
                sealed=seal.seal_text(key, text, message_place(case.id, case.messages)),
                is_redacted=is_redacted,
            ),
            text,
        )
        if not by_petitioner:
            self.told.append((case.messages, text))
        return case.messages

    def note(self, kind: NoteKind, text: str) -> int:
        """Seal `text` as the next internal note; returns its ordinal."""
        case = self.petition
        case.notes += 1
        key, is_redacted = self._writing_key()
        self._seal(
            CaseNote(
                petition_id=case.id,
                ordinal=case.notes,
                kind=kind,
                day=self.today,
                account_id=self.actor.id if self.actor else None,
                sealed=seal.seal_text(key, text, note_place(case.id, case.notes)),
                is_redacted=is_redacted,
            ),
            text,
        )
        return case.notes

    def grant(self, holder_id: int, purpose: str, *, original: bool = False) -> None:
        """Give the case key to somebody who now has a step: while there is a redacted version that one's, unless the
        `original` is meant for them."""
        may_be_original = original and not self.holds_redacted_only
        if (
            self.redaction is not None
            and not may_be_original
            and (self.holds_redacted_only or purpose in WITH_REDACTED)
        ):
            subject_keys.grant(
                self.session, redactions.subject(self.petition.id), holder_id, self.redaction, purpose=purpose
            )
            self.details["redacted"] = True
            return
        subject_keys.grant(self.session, self.subject, holder_id, self.key, purpose=purpose)

    def end(self, *purposes: str) -> None:
        """Take the case key back from whoever had those steps."""
        subject_keys.end_grants(self.session, self._subjects, purposes)

    def end_all(self, holder_id: int) -> None:
        """Take every key back that somebody had for a step."""
        subject_keys.end_grants(self.session, self._subjects, tuple(PURPOSES.values()), holder_id)

    @property
    def _subjects(self) -> tuple[str, str]:
        return self.subject, redactions.subject(self.petition.id)

    def end_steps(self) -> None:
        """Whoever has no step in the state the case is in now gives the key back; an undecided extension is void."""
        over = [role for role, states in KNOWN_IN.items() if self.petition.state not in states]
        self.end(*(PURPOSES[role] for role in over))
        if CaseRole.EXTENDER in over:
            self.petition.extender_id = self.petition.extension_asked = None

    def running(self, kind: ClockKind) -> CaseClock | None:
        """The clock of this kind, while it runs."""
        rows = queries.clock_rows(self.session, self.petition.id)
        return next((row for row in reversed(rows) if row.kind is kind and row.stopped_on is None), None)

    def _is_recusal_asked(self) -> bool:
        """Whether the office still has to decide on somebody whom the petitioner asked to step back."""
        if self.row.action is Action.WITHDRAW:
            return False
        return bool(recusals.undecided(self.session, self.petition.id))

    def _writing_key(self, *, by_petitioner: bool = False) -> tuple[bytes, bool]:
        """(the key a text is sealed under, whether it is that of the redacted version)."""
        if self.redaction is None or by_petitioner:
            return self.key, False
        return self.redaction, True

    def _seal(self, row: Message | CaseNote, text: str) -> None:
        self.add(row)
        self.written = chain.joined(self.written, text)


def message_place(petition_id: int, ordinal: int) -> str:
    """What a message is bound to."""
    return f"petition:{petition_id}/message:{ordinal}"


def note_place(petition_id: int, ordinal: int) -> str:
    """What a note is bound to."""
    return f"petition:{petition_id}/note:{ordinal}"
