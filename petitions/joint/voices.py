"""Reading a joint petition: what the joining code shows, what each voice comes back to, what the office reads."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions import conversation, queries, receipt
from petitions.deadlines import ClockKind, Reading
from petitions.joint import terms as joint
from petitions.joint.models import Joining, JoiningReader, ToldVoices, Voice
from petitions.kinds import LegalClass
from petitions.models import Message, Petition
from petitions.petitioner import delay
from petitions.petitioner.delay import Reason
from petitions.queries import TimelineRow
from petitions.ratings import Grade, Solved
from petitions.workflow import Action, State
from vault import seal
from vault.seal import KeyPair


@dataclass(frozen=True)
class About:
    """What the first petitioner chose to show."""

    title: str
    summary: str

    def to_text(self) -> str:
        """As it is sealed."""
        return json.dumps([self.title, self.summary], ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> About:
        """What `to_text` wrote."""
        return cls(*json.loads(text))


@dataclass(frozen=True)
class Invited:
    """What somebody with the joining code sees before they join."""

    petition_id: int
    key: bytes = field(repr=False)
    about: About
    voices: int
    may_join: bool


@dataclass(frozen=True)
class OwnJoining:
    """What the first petitioner sees of the joining they opened."""

    about: About
    #: Empty once closed.
    code: str = field(repr=False)
    voices: int
    closed_on: date | None


@dataclass(frozen=True)
class Said:
    """One voice as the office reads it."""

    number: str
    day: date
    name: str
    contact: str
    text: str
    office: Grade | None
    solved: Solved | None


@dataclass(frozen=True)
class Told:
    """What everybody concerned was told."""

    action: Action
    day: date
    text: str


@dataclass(frozen=True)
class VoicePage:
    """The case as somebody who joined it sees it: its progress and its answers, not the first petitioner's words."""

    voice: Voice
    petition: Petition
    about: About
    voices: int
    timeline: list[TimelineRow]
    clock: Reading | None
    reasons: list[Reason]
    told: list[Told]
    rate_until: date | None
    leading_state: State | None

    @property
    def may_rate(self) -> bool:
        """Whether this voice can rate now."""
        return self.rate_until is not None and self.voice.rated_on is None


_BY_CODE = sa.select(Joining).where(Joining.lookup_id == sa.bindparam("lookup_id"))
_BY_RECEIPT = sa.select(Voice.id, Voice.receipt_sealed).where(Voice.receipt_id == sa.bindparam("lookup_id"))


def invited(session: Session, code: str, *, instance_key: bytes) -> Invited | None:
    """What a joining code opens, or None; both answers take the same work."""
    derived = receipt.derive(instance_key, code, "joining")
    row = session.execute(_BY_CODE, {"lookup_id": derived.lookup_id}).scalar_one_or_none()
    sealed = row.key_sealed if row is not None and row.key_sealed is not None else _DECOY
    try:
        key = seal.open_bytes(derived.key, sealed, code_place(row.petition_id if row else 0))
    except seal.SealBroken:
        return None
    assert row is not None
    case = queries.petition(session, row.petition_id)
    joined = count(session, case.id)
    may_join = joint.may_join(case.state, case.legal_class) and joined < joint.MOST_VOICES
    return Invited(case.id, key, _about(row, key), joined, may_join)


def by_receipt(session: Session, code: str, *, instance_key: bytes) -> tuple[int, bytes] | None:
    """(voice id, shared key) of the voice a receipt code opens, or None; both answers take the same work."""
    derived = receipt.derive(instance_key, code)
    found = session.execute(_BY_RECEIPT, {"lookup_id": derived.lookup_id}).first()
    voice_id, sealed = (found.id, found.receipt_sealed) if found else (0, _DECOY)
    try:
        return voice_id, seal.open_bytes(derived.key, sealed, voice_place(voice_id))
    except seal.SealBroken:
        return None


def joining(session: Session, petition_id: int) -> Joining | None:
    """Whether and how others may join a case."""
    return session.get(Joining, petition_id)


def own(session: Session, petition_id: int, key: bytes) -> OwnJoining | None:
    """The joining of a case for whoever holds its key."""
    row = joining(session, petition_id)
    if row is None:
        return None
    code = seal.open_text(key, row.code_sealed, code_place(petition_id)) if row.closed_on is None else ""
    about = _about(row, shared_key(row, key))
    return OwnJoining(about, code, count(session, petition_id), row.closed_on)


def count(session: Session, petition_id: int) -> int:
    """How many joined a case."""
    wanted = sa.select(sa.func.count()).select_from(Voice).where(Voice.petition_id == petition_id)
    return int(session.execute(wanted).scalar_one())


def voice(session: Session, voice_id: int) -> Voice:
    """One voice. Raises NoResultFound when it is gone."""
    return session.get_one(Voice, voice_id)


def readers_kept(session: Session, petition_id: int) -> dict[int, bytes]:
    """The case key as it was sealed singly to its readers when joining was opened, by account."""
    wanted = sa.select(JoiningReader).where(JoiningReader.petition_id == petition_id)
    return {row.account_id: row.sealed for row in session.execute(wanted).scalars()}


def for_office(session: Session, petition_id: int, key: bytes) -> list[Said]:
    """Every voice, opened with the case key, in the order of their numbers, which tells nothing of when they came."""
    row = joining(session, petition_id)
    if row is None:
        return []
    private = seal.open_bytes(key, row.private_sealed, private_place(petition_id))
    pair = KeyPair.from_private(private)
    wanted = sa.select(Voice).where(Voice.petition_id == petition_id).order_by(Voice.number)
    found = []
    for each in session.execute(wanted).scalars():
        name, contact, text = json.loads(seal.open_padded_with(pair, each.sealed).decode())
        found.append(Said(each.number, each.joined_on, name, contact, text, each.office, each.solved))
    return found


def load(session: Session, voice_id: int, key: bytes, *, today: date) -> VoicePage:
    """The page of one voice. Raises NoResultFound when it is gone."""
    found = voice(session, voice_id)
    case = queries.petition(session, found.petition_id)
    row = session.get_one(Joining, case.id)
    clocks = queries.clocks(session, case.id, today)
    leading = None
    if case.state is State.MERGED and case.leading_id is not None:
        leading = queries.petition(session, case.leading_id)
    shown = clocks if leading is None else queries.clocks(session, leading.id, today)
    clock = queries.next_clock(shown)
    return VoicePage(
        voice=found,
        petition=case,
        about=_about(row, key),
        voices=count(session, case.id),
        timeline=queries.timeline(session, case.id),
        clock=clock,
        reasons=delay.reasons(
            case.state,
            clock,
            nudged_on=case.nudged_on,
            supervised_on=case.supervised_on,
            escalated_on=case.escalated_on,
        ),
        told=[
            Told(action, day, seal.open_text(key, sealed, told_place(case.id, ordinal)))
            for ordinal, action, day, sealed in _told(session, case.id)
        ],
        rate_until=rate_until(case, clocks, today),
        leading_state=leading.state if leading is not None else None,
    )


def rate_until(case: Petition, clocks: list[Reading], today: date) -> date | None:
    """The last day on which a voice can rate; None outside the days of rating. The first petitioner's rating ends
    their own clock and not the others'."""
    if case.legal_class is LegalClass.ACCUSATION:
        return None
    windows = [each.due_on for each in clocks if each.kind is ClockKind.RATE and each.due_on >= today]
    return max(windows, default=None)


def shared_key(row: Joining, key: bytes) -> bytes:
    """The key of what those who join may see, for whoever holds the case's."""
    return seal.open_bytes(key, row.key_for_case, shared_place(row.petition_id))


def code_place(petition_id: int) -> str:
    """What the shared key under a joining code, and the code under the case key, are bound to."""
    return f"joining:{petition_id}/code"


def shared_place(petition_id: int) -> str:
    """What the shared key under the case key is bound to."""
    return f"joining:{petition_id}/key"


def private_place(petition_id: int) -> str:
    """What the private half is bound to."""
    return f"joining:{petition_id}/private"


def about_place(petition_id: int) -> str:
    """What title and summary are bound to."""
    return f"joining:{petition_id}/about"


def told_place(petition_id: int, ordinal: int) -> str:
    """What a message to everybody is bound to."""
    return f"joining:{petition_id}/told:{ordinal}"


def voice_place(voice_id: int) -> str:
    """What the shared key under a voice's receipt is bound to."""
    return f"voice:{voice_id}/receipt"


def _about(row: Joining, key: bytes) -> About:
    return About.from_text(seal.open_text(key, row.about_sealed, about_place(row.petition_id)))


def _told(session: Session, petition_id: int) -> list[tuple[int, Action, date, bytes]]:
    wanted = (
        sa.select(Message.ordinal, Message.action, Message.day, ToldVoices.sealed)
        .join(ToldVoices, sa.and_(ToldVoices.petition_id == Message.petition_id, ToldVoices.ordinal == Message.ordinal))
        .where(Message.petition_id == petition_id)
        .order_by(Message.ordinal)
    )
    return [(ordinal, action, day, sealed) for ordinal, action, day, sealed in session.execute(wanted)]


_DECOY = conversation.decoy()
