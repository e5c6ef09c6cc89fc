"""What one who joined and the office write to each other: opened with the voice's own key, added to, and checked.

It begins with what was brought on joining, so that whoever joined can see that this is still what stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from petitions.conversation import DAMAGED, File
from petitions.files.attachments import CleanFile
from petitions.history import chain
from petitions.joint import voice_chain, voice_files
from petitions.joint.models import Voice, VoiceFile, VoiceMessage
from petitions.joint.terms import Speech
from petitions.joint.voice_chain import Link
from petitions.joint.voice_files import Hung
from vault import seal


@dataclass(frozen=True)
class Spoken:
    """One message between one who joined and the office."""

    ordinal: int
    speech: Speech
    day: date
    #: Null for the voice.
    account_id: int | None
    text: str = field(repr=False)
    files: tuple[File, ...] = ()

    @property
    def is_voices(self) -> bool:
        """Whether the one who joined said it."""
        return self.account_id is None


@dataclass(frozen=True)
class Talk:
    """All of it, in order."""

    said: list[Spoken] = field(repr=False)
    #: What was brought on joining, as it was sealed; None once erased, and for one from before it was kept here.
    brought: str | None = field(default=None, repr=False)
    #: Whether nothing is missing and every word is the word that was written; None from before there was a chain.
    is_whole: bool | None = None


def of_voice(session: Session, voice: Voice, own_key: bytes) -> Talk:
    """The talk of one voice."""
    wanted = sa.select(VoiceMessage).where(VoiceMessage.voice_id == voice.id).order_by(VoiceMessage.ordinal)
    return opened(voice, session.execute(wanted).scalars().all(), voice_files.rows(session, [voice.id]), own_key)


def opened(voice: Voice, messages: Sequence[VoiceMessage], files: Sequence[VoiceFile], own_key: bytes) -> Talk:
    """The talk in the rows of one voice, each in order. What does not open is said to be damaged."""
    said: list[Spoken] = []
    links: list[tuple[Link, bytes]] = []
    brought, is_whole, keys = None, True, [own_key]
    try:
        keys += earlier_keys(voice, own_key)
        hung = voice_files.hung(files, own_key)
    except seal.SealBroken:
        hung, is_whole = {}, False
    for row in messages:
        theirs = hung.pop(row.ordinal, [])
        is_erased = row.speech is Speech.JOIN and not row.sealed
        text = "" if is_erased else _text(row, own_key)
        is_whole = is_whole and text is not None
        if row.content is not None and row.digest is not None:
            links.append((_link(row, row.content), row.digest))
            is_whole = is_whole and (is_erased or _is_what_was_said(keys, row.content, text, theirs))
        if row.speech is Speech.JOIN:
            brought = text or None
            continue
        shown = text if text is not None else _(DAMAGED)
        files_of = tuple(each.file for each in theirs)
        said.append(Spoken(row.ordinal, row.speech, row.day, row.account_id, shown, files_of))
    if voice.head is None and not links:
        return Talk(said, brought, None)
    return Talk(said, brought, is_whole and not hung and voice_chain.is_whole(voice.number, links, voice.head))


def append(
    session: Session,
    voice: Voice,
    speech: Speech,
    text: str,
    own_key: bytes,
    *,
    today: date,
    account_id: int | None = None,
    files: Sequence[CleanFile] = (),
) -> None:
    """Add one message, sealed under the voice's own key and chained to the one before."""
    ordinal = _messages(session, voice.id) + 1
    content = voice_chain.content_digest(own_key, text, [voice_files.describe(each) for each in files])
    row = VoiceMessage(voice_id=voice.id, ordinal=ordinal, speech=speech, day=today, account_id=account_id)
    row.sealed = seal.seal_text(own_key, text, said_place(voice.id, ordinal))
    row.content = content
    row.digest = voice.head = voice_chain.link(voice.head or chain.START, voice.number, _link(row, content))
    session.add(row)
    session.flush()
    voice_files.keep(session, voice.id, own_key, files, ordinal=ordinal)


def erase_brought(session: Session, voice_id: int) -> None:
    """Erase what was brought on joining; that something was stays in the chain."""
    brought = sa.and_(VoiceMessage.voice_id == voice_id, VoiceMessage.speech == Speech.JOIN)
    session.execute(sa.update(VoiceMessage).where(brought).values(sealed=b""))


def renew(session: Session, voice: Voice, own_key: bytes, fresh: bytes) -> None:
    """Seal everything that was said again under a fresh key of the voice, and keep the one before for the digests."""
    for each in session.execute(sa.select(VoiceMessage).where(VoiceMessage.voice_id == voice.id)).scalars():
        if each.sealed:
            each.sealed = seal.again(own_key, fresh, each.sealed, said_place(voice.id, each.ordinal))
    voice_files.exchange(session, voice.id, own_key, fresh)
    kept = b"".join([*earlier_keys(voice, own_key), own_key])
    voice.earlier_sealed = seal.seal_bytes(fresh, kept, earlier_place(voice.id))


def earlier_keys(voice: Voice, own_key: bytes) -> list[bytes]:
    """The keys a voice had before, the first one first. Raises SealBroken."""
    if voice.earlier_sealed is None:
        return []
    kept = seal.open_bytes(own_key, voice.earlier_sealed, earlier_place(voice.id))
    return [kept[at : at + seal.KEY_BYTES] for at in range(0, len(kept), seal.KEY_BYTES)]


def said_place(voice_id: int, ordinal: int) -> str:
    """What a message between one who joined and the office is bound to."""
    return f"voice:{voice_id}/said:{ordinal}"


def earlier_place(voice_id: int) -> str:
    """What a voice's earlier keys are bound to."""
    return f"voice:{voice_id}/earlier"


def _text(row: VoiceMessage, own_key: bytes) -> str | None:
    try:
        return seal.open_text(own_key, row.sealed, said_place(row.voice_id, row.ordinal))
    except seal.SealBroken:
        return None


def _link(row: VoiceMessage, content: bytes) -> Link:
    return Link(row.ordinal, row.speech, row.day, row.account_id, content)


def _is_what_was_said(keys: Sequence[bytes], content: bytes, text: str | None, files: Sequence[Hung]) -> bool:
    if text is None:
        return False
    return voice_chain.is_what_was_said(keys, content, text, [each.about for each in files])


def _messages(session: Session, voice_id: int) -> int:
    wanted = sa.select(sa.func.count()).select_from(VoiceMessage).where(VoiceMessage.voice_id == voice_id)
    return int(session.execute(wanted).scalar_one())
