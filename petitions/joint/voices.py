"""Reading a joint petition: what the joining code shows, which key opens what, what the office reads of each voice.

Three keys lie one beside the other. The shared one opens what everybody may see: title, summary, what the office told
all. Each voice has one of its own, derived from what its receipt gives; under it the voice and the office write to
each other. What one brought on joining is sealed to a pair whose private half lies under the case's key.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from petitions import conversation, queries, receipt
from petitions.conversation import File
from petitions.joint import terms as joint
from petitions.joint import voice_files, voice_talk
from petitions.joint.models import Joining, JoiningReader, ToldVoices, Voice, VoiceCheckIn, VoiceFile, VoiceMessage
from petitions.joint.voice_talk import Spoken
from petitions.models import Message
from petitions.outcome.ratings import Grade, Solved
from petitions.workflow import Action
from vault import seal
from vault.seal import KeyPair
from web.errors import Missing
from web.words import N_

WAITS = N_("这位联名人的话要等受理机构的成员先打开这件诉求，才能看到。")


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

    id: int
    number: str
    day: date
    name: str
    contact: str
    text: str
    office: Grade | None
    solved: Solved | None
    talk: list[Spoken] = field(default_factory=list, repr=False)
    awaits_answer: bool = False
    alarm_on: date | None = None
    withdrawn_on: date | None = None
    #: The office holds the key under which the two can write to each other.
    can_be_answered: bool = False
    #: What stands here is not what was written, or something is missing.
    is_altered: bool = False


# Asked once more by whoever holds the case: its keys may have been exchanged since.
_BY_CODE = (
    sa.select(Joining).where(Joining.lookup_id == sa.bindparam("lookup_id")).execution_options(populate_existing=True)
)
_BY_RECEIPT = sa.select(Voice.id, Voice.receipt_sealed).where(Voice.receipt_id == sa.bindparam("lookup_id"))


def invited(session: Session, code: str, *, instance_key: bytes) -> Invited | None:
    """What a joining code opens, or None; both answers take the same work."""
    derived = receipt.derive(instance_key, code, "joining")
    row = session.execute(_BY_CODE, {"lookup_id": derived.lookup_id}).scalar_one_or_none()
    sealed = row.key_sealed if row is not None and row.key_sealed is not None else _CODE_DECOY
    try:
        key = seal.open_bytes(derived.key, sealed, code_place(row.petition_id if row else 0))
    except seal.SealBroken:
        return None
    assert row is not None
    case = queries.petition(session, row.petition_id)
    joined = count(session, case.id)
    may_join = joint.may_join(case.state, case.legal_class) and joined < joint.MOST_VOICES
    return Invited(case.id, key, about(row, key), joined, may_join)


def by_receipt(session: Session, code: str, *, instance_key: bytes) -> tuple[int, bytes] | None:
    """(voice id, the key its receipt gives) of the voice a code opens, or None; both answers take the same work."""
    derived = receipt.derive(instance_key, code)
    found = session.execute(_BY_RECEIPT, {"lookup_id": derived.lookup_id}).first()
    voice_id, sealed = (found.id, found.receipt_sealed) if found else (0, _DECOY)
    try:
        receipt.open_key(derived.key, sealed, voice_place(voice_id))
    except seal.SealBroken:
        return None
    return voice_id, derived.key


def is_a_receipt(session: Session, code: str, *, instance_key: bytes) -> bool:
    """Whether a code that lets nobody join is the receipt of a case or of a voice."""
    found = conversation.by_receipt(session, code, instance_key=instance_key)
    return found is not None or by_receipt(session, code, instance_key=instance_key) is not None


def joining(session: Session, petition_id: int) -> Joining | None:
    """Whether and how others may join a case."""
    return session.get(Joining, petition_id)


def own(session: Session, petition_id: int, key: bytes) -> OwnJoining | None:
    """The joining of a case for whoever holds its key."""
    row = joining(session, petition_id)
    if row is None:
        return None
    code = seal.open_text(key, row.code_sealed, code_place(petition_id)) if row.closed_on is None else ""
    return OwnJoining(about(row, shared_key(row, key)), code, count(session, petition_id), row.closed_on)


def count(session: Session, petition_id: int) -> int:
    """How many joined a case and still stand by it."""
    stands = sa.and_(Voice.petition_id == petition_id, Voice.withdrawn_on.is_(None))
    return int(session.execute(sa.select(sa.func.count()).select_from(Voice).where(stands)).scalar_one())


def ever_joined(session: Session, petition_id: int) -> int:
    """How many ever joined a case: whoever withdrew came all the same."""
    wanted = sa.select(sa.func.count()).select_from(Voice).where(Voice.petition_id == petition_id)
    return int(session.execute(wanted).scalar_one())


def is_awaited(session: Session, petition_id: int) -> bool:
    """Whether one who joined waits for an answer."""
    wanted = sa.select(Voice.id).where(Voice.petition_id == petition_id, Voice.awaits_answer).limit(1)
    return session.execute(wanted).first() is not None


def last_alarm(session: Session, petition_id: int) -> date | None:
    """When one who joined last said that somebody takes revenge, as far as nobody has answered."""
    wanted = sa.select(sa.func.max(Voice.alarm_on)).where(Voice.petition_id == petition_id)
    return session.execute(wanted).scalar_one()


def answered_askings(session: Session, voice_id: int) -> set[int]:
    """Which askings about revenge one who joined has answered."""
    return set(session.execute(sa.select(VoiceCheckIn.number).where(VoiceCheckIn.voice_id == voice_id)).scalars())


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
    pair = office_pair(row, key)
    wanted = sa.select(Voice).where(Voice.petition_id == petition_id).order_by(Voice.number)
    added = session.execute(wanted).scalars().all()
    written = sa.select(VoiceMessage).join(Voice, Voice.id == VoiceMessage.voice_id)
    written = written.where(Voice.petition_id == petition_id).order_by(VoiceMessage.voice_id, VoiceMessage.ordinal)
    messages: dict[int, list[VoiceMessage]] = {}
    for message in session.execute(written).scalars():
        messages.setdefault(message.voice_id, []).append(message)
    files: dict[int, list[VoiceFile]] = {}
    for file in voice_files.rows(session, [each.id for each in added]):
        files.setdefault(file.voice_id, []).append(file)
    return [_said(each, messages.get(each.id, []), files.get(each.id, []), pair) for each in added]


def file_for_office(session: Session, petition_id: int, key: bytes, voice_id: int, file_id: int) -> tuple[File, bytes]:
    """A file that one who joined sent, and its content, opened with the case key. Raises Missing, SealBroken."""
    row, own = joining(session, petition_id), session.get(Voice, voice_id)
    if row is None or own is None or own.petition_id != petition_id or own.key_for_office is None:
        raise Missing
    try:
        own_key = seal.open_with(office_pair(row, key), own.key_for_office)
    except seal.SealBroken:
        # It waits for a reader (WAITS), and the page that would list the file does not.
        raise Missing from None
    return voice_files.open_file(session, voice_id, file_id, own_key)


def _said(row: Voice, messages: Sequence[VoiceMessage], files: Sequence[VoiceFile], pair: KeyPair) -> Said:
    brought, own_key, waits = "", None, ""
    try:
        if row.sealed:
            brought = seal.open_padded_with(pair, row.sealed).decode()
        if row.key_for_office is not None:
            own_key = seal.open_with(pair, row.key_for_office)
    except seal.SealBroken:
        # Somebody was left out meanwhile; what it says waits until a reader exchanges the key (petitions.rekeying).
        waits = _(WAITS)
    name, contact, text = json.loads(brought) if brought else ("", "", "")
    talk = voice_talk.opened(row, messages, files, own_key) if own_key is not None else voice_talk.Talk([])
    return Said(
        id=row.id,
        number=row.number,
        day=row.joined_on,
        name=name,
        contact=contact,
        text=text or waits,
        office=row.office,
        solved=row.solved,
        talk=talk.said,
        awaits_answer=row.awaits_answer,
        alarm_on=row.alarm_on,
        withdrawn_on=row.withdrawn_on,
        can_be_answered=own_key is not None,
        is_altered=talk.is_whole is False or (talk.brought or brought) != brought,
    )


def told(session: Session, petition_id: int) -> list[tuple[int, Action, date, bytes]]:
    """(ordinal, action, day, sealed text) of what the office wrote to everybody concerned, in order."""
    wanted = (
        sa.select(Message.ordinal, Message.action, Message.day, ToldVoices.sealed)
        .join(ToldVoices, sa.and_(ToldVoices.petition_id == Message.petition_id, ToldVoices.ordinal == Message.ordinal))
        .where(Message.petition_id == petition_id)
        .order_by(Message.ordinal)
    )
    return [(ordinal, action, day, sealed) for ordinal, action, day, sealed in session.execute(wanted)]


def told_text(petition_id: int, ordinal: int, sealed: bytes, shared: bytes) -> str:
    """What everybody concerned was told."""
    return seal.open_text(shared, sealed, told_place(petition_id, ordinal))


def shared_with(row: Voice, receipt_key: bytes) -> bytes:
    """The shared key, for one who joined."""
    return receipt.open_key(receipt_key, row.receipt_sealed, voice_place(row.id))


def own_key(row: Voice, receipt_key: bytes) -> bytes:
    """The key of a voice's own, which nobody else who joined can come by: the first one until it was exchanged."""
    if row.own_sealed is None:
        return first_own_key(row.id, receipt_key)
    return seal.open_with(KeyPair.from_private(receipt_key), row.own_sealed)


def first_own_key(voice_id: int, receipt_key: bytes) -> bytes:
    """The key of a voice's own when it joins."""
    return seal.derive(receipt_key, "voice", str(voice_id).encode())


def office_pair(row: Joining, key: bytes) -> KeyPair:
    """The pair to which whoever joins seals, for whoever holds the case's key."""
    return KeyPair.from_private(seal.open_bytes(key, row.private_sealed, private_place(row.petition_id)))


def about(row: Joining, shared: bytes) -> About:
    """What the first petitioner chose to show."""
    return About.from_text(seal.open_text(shared, row.about_sealed, about_place(row.petition_id)))


def shared_key(row: Joining, key: bytes) -> bytes:
    """The key of what those who join may see, for whoever holds the case's."""
    return seal.open_bytes(key, row.key_for_case, shared_place(row.petition_id))


def share_with_redacted(row: Joining, shared: bytes, redacted: bytes) -> None:
    """Let whoever holds the key of the redacted version alone tell everybody who joined."""
    row.key_for_redacted = seal.seal_bytes(redacted, shared, redacted_place(row.petition_id))


def shared_by_redacted(row: Joining, redacted: bytes) -> bytes:
    """The shared key, for whoever holds the key of the redacted version alone."""
    assert row.key_for_redacted is not None
    return seal.open_bytes(redacted, row.key_for_redacted, redacted_place(row.petition_id))


def code_place(petition_id: int) -> str:
    """What the shared key under a joining code, and the code under the case key, are bound to."""
    return f"joining:{petition_id}/code"


def shared_place(petition_id: int) -> str:
    """What the shared key under the case key is bound to."""
    return f"joining:{petition_id}/key"


def redacted_place(petition_id: int) -> str:
    """What the shared key under that of the redacted version is bound to."""
    return f"joining:{petition_id}/redacted"


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


_DECOY = receipt.decoy()
_CODE_DECOY = seal.seal_bytes(seal.random_key(), seal.random_key(), code_place(0))
