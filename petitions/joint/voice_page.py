"""The case as somebody who joined it sees it: its progress, what everybody was told, and their own words with the office."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from accounts import preferences
from petitions import queries, workflow
from petitions.conversation import File
from petitions.deadlines import ClockKind, Reading
from petitions.history import verification
from petitions.joint import mailboxes, told_files, voice_talk, voices
from petitions.joint import terms as joint
from petitions.joint.models import Joining, Voice
from petitions.joint.terms import Speech
from petitions.joint.voice_talk import Spoken
from petitions.joint.voices import About
from petitions.keys import readers
from petitions.kinds import LegalClass
from petitions.models import Petition
from petitions.outcome.check_ins import asking_due
from petitions.queries import Leading, TimelineRow
from petitions.visit import delay
from petitions.visit.delay import Reason
from petitions.workflow import Action, CaseRole

#: Under which clock each review is asked for, and under which it is answered.
ASKED_UNDER = {Speech.ASK_REVIEW: ClockKind.REVIEW, Speech.ASK_REREVIEW: ClockKind.REREVIEW}
ANSWERED_UNDER = {Speech.ASK_REVIEW: ClockKind.REVIEW_ANSWER, Speech.ASK_REREVIEW: ClockKind.REREVIEW_ANSWER}


@dataclass(frozen=True)
class Told:
    """What everybody concerned was told."""

    action: Action
    day: date
    text: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Asking:
    """A review that one who joined can ask for until a day, or stand behind while it is under way."""

    speech: Speech
    #: None when somebody has asked for it already.
    until: date | None
    #: Within how many days the review is answered.
    answer_days: int = 0


@dataclass(frozen=True)
class Brought:
    """Name, contact and words that somebody left on joining."""

    name: str = field(repr=False)
    contact: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True)
class VoicePage:
    """Everything the page needs."""

    voice: Voice
    petition: Petition
    about: About
    voices: int
    timeline: list[TimelineRow]
    clock: Reading | None
    reasons: list[Reason]
    told: list[Told]
    rate_until: date | None
    leading: Leading | None
    #: Between this voice and the office alone.
    talk: list[Spoken] = field(repr=False)
    #: What it brought on joining, until that is erased.
    brought: Brought | None = field(repr=False)
    #: Whether all of this and the history of the case stand as they were written; None for a voice from before.
    is_whole: bool | None
    may_say: bool
    asking: Asking | None
    #: Which asking about revenge is open (1 or 2), and whom the answer may name.
    check_in: int | None
    may_be_named: list[tuple[int, str]]
    #: The mailbox that is told of news, masked; empty when there is none. Whether one may be left now.
    mailbox: str
    offers_mailbox: bool

    @property
    def may_rate(self) -> bool:
        """Whether this voice can rate now."""
        return self.rate_until is not None and self.voice.rated_on is None


def load(session: Session, voice_id: int, receipt_key: bytes, *, today: date) -> VoicePage:
    """The page of one voice, with what its receipt gives. Raises NoResultFound when it is gone."""
    found = voices.voice(session, voice_id)
    case = queries.petition(session, found.petition_id)
    row = session.get_one(Joining, case.id)
    shared = voices.shared_with(found, receipt_key)
    clocks = queries.clocks(session, case.id, today)
    leading, clock = queries.led(session, case, clocks, today)
    own = voice_talk.of_voice(session, found, voices.own_key(found, receipt_key))
    files = told_files.of_case(session, case.id, shared)
    stands = found.withdrawn_on is None
    return VoicePage(
        voice=found,
        petition=case,
        about=voices.about(row, shared),
        voices=voices.count(session, case.id),
        timeline=timeline(session, case.id),
        clock=clock,
        reasons=delay.reasons(case, clock),
        told=[
            Told(action, day, voices.told_text(case.id, ordinal, sealed, shared), tuple(files.get(ordinal, ())))
            for ordinal, action, day, sealed in voices.told(session, case.id)
        ],
        rate_until=rate_until(case, clocks, today) if stands else None,
        leading=leading,
        talk=own.said,
        brought=Brought(*json.loads(own.brought)) if own.brought is not None else None,
        is_whole=own.is_whole and not verification.what_is_wrong(case, queries.events(session, case.id)),
        may_say=joint.may_say(case.state),
        asking=_with_days(session, asking(case, clocks, own.said, today)) if stands else None,
        check_in=check_in_due(session, case, found, today),
        may_be_named=readers.active(session, case.id),
        mailbox=mailboxes.masked(session, voice_id, receipt_key),
        offers_mailbox=mailboxes.is_offered(row, found, case),
    )


def timeline(session: Session, petition_id: int) -> list[TimelineRow]:
    """What happened to the case, without what is between the first petitioner and the office."""
    return [
        replace(row, sentence=joint.OTHERWISE.get(row.action, row.sentence))
        for row in queries.timeline(queries.events(session, petition_id))
        if row.action not in joint.PRIVATE
    ]


def rate_until(case: Petition, clocks: Collection[Reading], today: date) -> date | None:
    """The last day on which a voice can rate; None outside the days of rating. The first petitioner's rating ends
    their own clock and not the others'."""
    if case.legal_class is LegalClass.ACCUSATION:
        return None
    windows = [each.due_on for each in clocks if each.kind is ClockKind.RATE and each.due_on >= today]
    return max(windows, default=None)


def asking(case: Petition, clocks: Collection[Reading], talk: Collection[Spoken], today: date) -> Asking | None:
    """The review one who joined can ask for, or stand behind, today; each does so once."""
    running = {each.kind: each for each in clocks if each.is_running}
    if (under_way := joint.UNDER_REVIEW.get(case.state)) is not None:
        clock = running.get(ANSWERED_UNDER[under_way])
        return Asking(under_way, None) if clock is not None and not _asked(talk, under_way, clock.started_on) else None
    for speech, kind in ASKED_UNDER.items():
        clock = running.get(kind)
        is_open = clock is not None and clock.due_on >= today and not _asked(talk, speech, clock.started_on)
        if is_open and workflow.find(Action(speech.value), case.state, {CaseRole.VOICE}) is not None:
            return Asking(speech, clock.due_on if clock else None)
    return None


def _with_days(session: Session, found: Asking | None) -> Asking | None:
    if found is None:
        return None
    chosen = preferences.read(session)
    is_again = found.speech is Speech.ASK_REREVIEW
    return replace(found, answer_days=chosen.rereview_answer_days if is_again else chosen.review_answer_days)


def check_in_due(session: Session, case: Petition, voice: Voice, today: date) -> int | None:
    """Which asking about revenge, 1 or 2, is open for one who joined."""
    if voice.withdrawn_on is not None or workflow.find(Action.CHECK_IN, case.state, {CaseRole.PETITIONER}) is None:
        return None
    return asking_due(session, case, voices.answered_askings(session, voice.id), today)


def _asked(talk: Collection[Spoken], speech: Speech, since: date) -> bool:
    return any(each.speech is speech and each.is_voices and each.day >= since for each in talk)
