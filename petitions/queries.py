"""Every SELECT over cases; plain rows in a fixed order, and only cases that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from petitions import deadlines, in_place, reach, workflow
from petitions.calendar import queries as calendar_queries
from petitions.files.models import Attachment
from petitions.history.chain import Step
from petitions.history.models import CaseReading
from petitions.in_place import Duty
from petitions.joint.models import Joining
from petitions.kinds import LegalClass
from petitions.letters import catalogue as letters
from petitions.letters.catalogue import LetterKind
from petitions.letters.models import LetterScan
from petitions.mailbox.models import NoticeMailbox
from petitions.models import CaseClock, CaseEvent, CaseNote, Message, Petition
from petitions.outcome import opinion_rounds
from petitions.outcome.models import CheckIn, DutyDone, Rating
from petitions.redaction.models import Redaction
from petitions.workflow import Action, CaseRole, State


def subject(petition_id: int) -> str:
    """The name by which the vault knows a case."""
    return f"petition:{petition_id}"


def open_subjects(session: Session, subjects: frozenset[str]) -> frozenset[str]:
    """Without the cases that are finished: when a member leaves, the keys of all others move to the group's new pair."""
    wanted = sa.select(Petition.id).where(Petition.state.in_(reach.ordered(workflow.FINISHED_STATES)))
    return subjects - {subject(each) for each in session.execute(wanted).scalars()}


# One case

# What every step of every case asks is built once.
_OF_CASE: sa.BindParameter[int] = sa.bindparam("petition_id")
_PETITION = sa.select(Petition).where(Petition.id == _OF_CASE)
_LOCKED = _PETITION.with_for_update().execution_options(populate_existing=True)
_BESIDE = (
    sa.select(Redaction, Joining, NoticeMailbox)
    .select_from(Petition)
    .outerjoin(Redaction, Redaction.petition_id == Petition.id)
    .outerjoin(Joining, Joining.petition_id == Petition.id)
    .outerjoin(NoticeMailbox, NoticeMailbox.petition_id == Petition.id)
    .where(Petition.id == _OF_CASE)
    # Read again by whoever holds the case now: its key may have been exchanged since the page was shown.
    .execution_options(populate_existing=True)
)
_EVENTS = sa.select(CaseEvent).where(CaseEvent.petition_id == _OF_CASE).order_by(CaseEvent.ordinal)
_MESSAGES = sa.select(Message).where(Message.petition_id == _OF_CASE).order_by(Message.ordinal)
_NOTES = sa.select(CaseNote).where(CaseNote.petition_id == _OF_CASE).order_by(CaseNote.ordinal)
_CLOCKS = sa.select(CaseClock).where(CaseClock.petition_id == _OF_CASE)


def locked(session: Session, petition_id: int) -> Petition:
    """A case, its row locked until the transaction ends. Raises NoResultFound."""
    return session.execute(_LOCKED, {"petition_id": petition_id}).scalar_one()


def locked_or_none(session: Session, petition_id: int) -> Petition | None:
    """A case, its row locked until the transaction ends, or None when there is none."""
    return session.execute(_LOCKED, {"petition_id": petition_id}).scalar_one_or_none()


def petition(session: Session, petition_id: int) -> Petition:
    """A case. Raises NoResultFound."""
    return session.execute(_PETITION, {"petition_id": petition_id}).scalar_one()


def beside(session: Session, petition_id: int) -> tuple[Redaction | None, Joining | None, NoticeMailbox | None]:
    """What few cases have: a redacted version (lifted or not), that others may join or did, a mailbox to be told at."""
    row = session.execute(_BESIDE, {"petition_id": petition_id}).one()
    return row.Redaction, row.Joining, row.NoticeMailbox


def by_receipt(session: Session, receipt_id: bytes) -> Petition | None:
    """The case a receipt code finds."""
    return session.execute(sa.select(Petition).where(Petition.receipt_id == receipt_id)).scalar_one_or_none()


def who_decided(session: Session, petition_id: int) -> frozenset[int]:
    """The accounts that had a part in the answer of a case: opinion, approval, earlier reviews."""
    deciding = (Action.DRAFT, Action.APPROVE, Action.UPHOLD, Action.AMEND, Action.REVOKE)
    wanted = sa.select(CaseEvent.account_id).where(
        CaseEvent.petition_id == petition_id, CaseEvent.action.in_(deciding), CaseEvent.account_id.is_not(None)
    )
    return frozenset(each for each in session.execute(wanted).scalars() if each is not None)


def merged_into(session: Session, petition_id: int) -> list[Petition]:
    """The cases that were merged into this one, in a fixed order."""
    wanted = sa.select(Petition).where(Petition.leading_id == petition_id).order_by(Petition.id)
    return list(session.execute(wanted).scalars())


def check_ins(session: Session, petition_id: int) -> dict[int, CheckIn]:
    """What the petitioner answered when asked about revenge, by the number of the asking."""
    wanted = sa.select(CheckIn).where(CheckIn.petition_id == petition_id)
    return {row.number: row for row in session.execute(wanted).scalars()}


def events(session: Session, petition_id: int) -> list[CaseEvent]:
    """The history of a case, oldest first."""
    return list(session.execute(_EVENTS, {"petition_id": petition_id}).scalars())


def last_step(session: Session, petition_id: int, action: Action, role: CaseRole) -> CaseEvent | None:
    """The last time `role` did `action` to a case."""
    wanted = sa.select(CaseEvent).where(
        CaseEvent.petition_id == petition_id, CaseEvent.action == action, CaseEvent.role == role
    )
    return session.execute(wanted.order_by(CaseEvent.ordinal.desc()).limit(1)).scalar_one_or_none()


def step(event: CaseEvent) -> Step:
    """An event as its chain hashes it."""
    return Step(
        ordinal=event.ordinal,
        action=event.action,
        role=event.role,
        from_state=event.from_state,
        to_state=event.to_state,
        day=event.day,
        account_id=event.account_id,
        details=event.details,
        content=event.content,
    )


def messages(session: Session, petition_id: int) -> list[Message]:
    """The conversation of a case, oldest first; still sealed."""
    return list(session.execute(_MESSAGES, {"petition_id": petition_id}).scalars())


def last_message(session: Session, petition_id: int) -> Message | None:
    """The newest message of a case, still sealed."""
    wanted = sa.select(Message).where(Message.petition_id == petition_id).order_by(Message.ordinal.desc()).limit(1)
    return session.execute(wanted).scalar_one_or_none()


def notes(session: Session, petition_id: int) -> list[CaseNote]:
    """What the office wrote for itself, oldest first; still sealed."""
    return list(session.execute(_NOTES, {"petition_id": petition_id}).scalars())


def note(session: Session, petition_id: int, ordinal: int) -> CaseNote:
    """One of them by its number."""
    wanted = sa.select(CaseNote).where(CaseNote.petition_id == petition_id, CaseNote.ordinal == ordinal)
    return session.execute(wanted).scalar_one()


def letter_scans(session: Session, petition_id: int) -> list[LetterScan]:
    """The signed papers of a case's letters, the newest of each kind first."""
    wanted = (
        sa.select(LetterScan)
        .join(Attachment, Attachment.id == LetterScan.attachment_id)
        .where(LetterScan.petition_id == petition_id)
    )
    return list(session.execute(wanted.order_by(LetterScan.letter, Attachment.position.desc())).scalars())


def is_petitioners(session: Session, petition_id: int, attachment_id: int) -> bool:
    """Whether a file is one the petitioner may open: hung on a message, or the paper of a letter that went out."""
    scan = session.get(LetterScan, attachment_id)
    if scan is None:
        return True
    return bool(petitioners_scans([scan], events(session, petition_id)))


def petitioners_scans(scans: Iterable[LetterScan], history: Sequence[CaseEvent]) -> list[LetterScan]:
    """Those the petitioner may open. A later opinion that waits for its reply hides none that went out before."""
    found = opinion_rounds.rounds(history)
    return [
        each
        for each in scans
        if letters.belongs_to_petitioner(each.letter, is_told=opinion_rounds.is_told(found, each.day))
    ]


def superseded(scans: Iterable[LetterScan], history: Sequence[CaseEvent]) -> frozenset[int]:
    """The files of those whose opinion or reply another one followed."""
    found = opinion_rounds.rounds(history)
    last = {LetterKind.OPINION: len(found), LetterKind.REPLY: sum(each.told_on is not None for each in found)}
    return frozenset(
        each.attachment_id
        for each in scans
        if each.letter in last and opinion_rounds.place(found, each.day) + 1 < last[each.letter]
    )


def rating(session: Session, petition_id: int) -> Rating | None:
    """The petitioner's rating, once given."""
    return session.get(Rating, petition_id)


def duties_done(session: Session, petition_id: int) -> list[DutyDone]:
    """The duties of 三个到位 that were kept, in the order of the law."""
    wanted = sa.select(DutyDone).where(DutyDone.petition_id == petition_id).order_by(DutyDone.duty)
    return list(session.execute(wanted).scalars())


def duty_labels(session: Session) -> dict[Duty, str]:
    """What the enterprise calls the duties of 三个到位."""
    return in_place.labels(preferences.read(session))


def duty_set(session: Session) -> str:
    """What the enterprise calls them together."""
    return in_place.set_name(preferences.read(session))


def readings(session: Session, petition_id: int) -> list[CaseReading]:
    """Who opened the sealed parts of a case, by day, latest first."""
    wanted = sa.select(CaseReading).where(CaseReading.petition_id == petition_id)
    return list(session.execute(wanted.order_by(CaseReading.day.desc(), CaseReading.account_id)).scalars())


def was_read(session: Session, petition_id: int, account_id: int, day: date) -> bool:
    """Whether a reading of this day stands in the book already."""
    return session.get(CaseReading, (petition_id, account_id, day)) is not None


_BY_NUMBER = sa.select(Petition.id).where(Petition.number == sa.bindparam("wanted"))


def is_number_taken(session: Session, number: str) -> bool:
    """Whether a case has this number; asks what is stored, without storing what waits."""
    with session.no_autoflush:
        return session.execute(_BY_NUMBER, {"wanted": number}).first() is not None


# Clocks


def clock_rows(session: Session, petition_id: int) -> list[CaseClock]:
    """The clocks of a case, in the order of the procedure."""
    found = session.execute(_CLOCKS, {"petition_id": petition_id}).scalars()
    order = list(deadlines.ClockKind)
    return sorted(found, key=lambda row: (order.index(row.kind), row.round))


def clocks(session: Session, petition_id: int, today: date) -> list[deadlines.Reading]:
    """The clocks of a case as they stand today."""
    soon = preferences.read(session).due_soon_days
    rows = clock_rows(session, petition_id)
    is_accusation = session.get_one(Petition, petition_id).legal_class is LegalClass.ACCUSATION
    days = calendar_queries.working_days(
        session, {year for row in rows for year in range(row.started_on.year, row.due_on.year + 1)}
    )
    found = []
    for row in rows:
        reading = deadlines.read(
            row.kind,
            row.started_on,
            row.due_on,
            row.stopped_on,
            today=today,
            soon_days=soon,
            extended_from=row.extended_from,
        )
        is_provisional = reading.is_running and bool(days.missing_years(row.started_on, row.due_on))
        found.append(replace(reading, is_provisional=is_provisional, is_accusation=is_accusation))
    return found


def next_clock(readings: Iterable[deadlines.Reading]) -> deadlines.Reading | None:
    """The duty that is due first among clocks that run."""
    running = [each for each in readings if each.is_running and each.rule.is_duty]
    return min(running, key=lambda each: each.due_on, default=None)


@dataclass(frozen=True)
class Leading:
    """Where the case stands that leads a merged one, as those merged into it are told: until its answer they share one
    matter, and what becomes of it afterwards concerns its own petitioner."""

    #: While it is in hand.
    state: State | None
    is_answered: bool


def led(
    session: Session, case: Petition, own: Iterable[deadlines.Reading], today: date
) -> tuple[Leading | None, deadlines.Reading | None]:
    """The case that leads a merged one, and the duty due first: of that one while it is in hand, or of the `own` clocks."""
    if case.state is not State.MERGED or case.leading_id is None:
        return None, next_clock(own)
    leading = petition(session, case.leading_id)
    if leading.state in workflow.WITH_ANSWER_STATES | workflow.FINISHED_STATES:
        return Leading(None, leading.replied_on is not None), next_clock(own)
    return Leading(leading.state, is_answered=False), next_clock(clocks(session, case.leading_id, today))


@dataclass(frozen=True)
class TimelineRow:
    """One line of the petitioner's timeline; `sentence` is a message id to be translated."""

    on: date
    action: workflow.Action
    sentence: str
    article: str


def timeline(history: Iterable[CaseEvent]) -> list[TimelineRow]:
    """What happened to a case, in the petitioner's words, oldest first."""
    rows = []
    for event in history:
        row = workflow.find(event.action, event.from_state, {event.role})
        if row is not None and row.timeline:
            rows.append(TimelineRow(event.day, event.action, row.timeline, row.article))
    return rows
