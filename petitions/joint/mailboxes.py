"""The mailboxes of those who joined: left without anybody's key, told by whoever takes a step, under the two seals of decision 32.

Nobody who joins holds the case's key, so what they leave is sealed to a pair of the case's whose private half lies under
that key, and under the redacted version's. Nothing else is sealed to this pair: whoever holds the redacted version alone
tells them of a step and reads no word of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from notices import sealed_mail
from petitions import queries
from petitions.conduct import Conduct
from petitions.joint import terms as joint
from petitions.joint import voices
from petitions.joint.models import Joining, Voice, VoiceMailbox
from petitions.kinds import LegalClass
from petitions.mailbox import addresses, telling
from petitions.models import Petition
from petitions.workflow import CaseRole, Transition
from vault import seal
from vault.seal import KeyPair
from web.errors import Refusal


def is_offered(row: Joining, voice: Voice, case: Petition) -> bool:
    """Whether one who joined may leave a mailbox; of a case from before there was a pair, once somebody took a step of it."""
    return row.mail_public is not None and voice.withdrawn_on is None and telling.is_offered(case)


def leave(session: Session, voice_id: int, address: str, *, receipt_key: bytes) -> None:
    """Keep `address` for one who joined, in place of what they left before. Raises Refusal."""
    voice = voices.voice(session, voice_id)
    case = queries.locked(session, voice.petition_id)
    row = session.get_one(Joining, case.id, populate_existing=True)
    session.refresh(voice)
    if row.mail_public is None or not is_offered(row, voice, case):
        raise Refusal(telling.NOT_OFFERED)
    telling.require_private(address)
    inner = sealed_mail.sealed(address, inner_place(voice_id))
    kept = session.get(VoiceMailbox, voice_id) or VoiceMailbox(voice_id=voice_id)
    kept.sealed = seal.seal_for(row.mail_public, inner)
    kept.sealed_for_voice = seal.seal_bytes(_own_key(receipt_key, voice_id), inner, place(voice_id))
    session.add(kept)
    session.flush()


def remove(session: Session, voice_id: int) -> None:
    """Forget the mailbox of one who joined."""
    session.execute(sa.delete(VoiceMailbox).where(VoiceMailbox.voice_id == voice_id))


def remove_all(session: Session, petition_id: int) -> None:
    """Forget the mailboxes of everybody who joined a case."""
    theirs = sa.select(Voice.id).where(Voice.petition_id == petition_id)
    session.execute(sa.delete(VoiceMailbox).where(VoiceMailbox.voice_id.in_(theirs)))


def masked(session: Session, voice_id: int, receipt_key: bytes) -> str:
    """What was left, as its owner recognises it; empty when there is none, or the instance has another key by now."""
    kept = session.get(VoiceMailbox, voice_id)
    if kept is None:
        return ""
    inner = seal.open_bytes(_own_key(receipt_key, voice_id), kept.sealed_for_voice, place(voice_id))
    address = _address(inner, voice_id)
    return addresses.masked(address) if address is not None else ""


def begin(row: Joining, key: bytes, redacted: bytes | None) -> None:
    """Make the pair, for whoever holds the case's `key`; `redacted` is that of the redacted version, where there is one."""
    _keep(row, KeyPair.generate(), key, redacted)


def share_with_redacted(row: Joining, key: bytes, redacted: bytes) -> None:
    """Let a step of whoever holds the redacted version alone be told too."""
    if row.mail_public is not None:
        _keep(row, _pair(row, key), key, redacted)


def exchange(session: Session, row: Joining, key: bytes, fresh: bytes, *, redacted: bytes | None) -> None:
    """Seal every mailbox to a fresh pair when the case's key changes: whoever left may know the one before."""
    before = _pair(row, key) if row.mail_public is not None else None
    begin(row, fresh, redacted)
    assert row.mail_public is not None
    if before is not None:
        for each in _of_case(session, row.petition_id):
            each.sealed = seal.seal_for(row.mail_public, seal.open_with(before, each.sealed))


def after(doing: Conduct, row: Joining) -> None:
    """What a step means for the mailboxes: told of it is whoever sees it in their history and did not take it.

    One who joined takes a step without the case's key, so that nobody is told of it.
    """
    if not doing.key:
        return
    if row.mail_public is None:
        if not doing.holds_redacted_only:
            begin(row, doing.key, doing.redaction)
        return
    is_over = doing.petition.legal_class is LegalClass.ACCUSATION
    if is_over or is_told(doing.row, by_petitioner=doing.actor is None):
        _tell_all(doing, row)
    if is_over:
        remove_all(doing.session, row.petition_id)


def is_told(row: Transition, *, by_petitioner: bool) -> bool:
    """Whether a step is news to those who joined: what the first petitioner is told of, or does, and not between them
    and the office alone."""
    return row.action not in joint.PRIVATE and bool(row.timeline) and (by_petitioner or CaseRole.PETITIONER in row.told)


def tell_one(session: Session, row: Joining, key: bytes, voice_id: int, *, now: datetime) -> None:
    """Tell one who joined that there is something for them alone."""
    kept = session.get(VoiceMailbox, voice_id)
    if kept is not None:
        _tell(session, [kept], _pair(row, key), now)


def _tell_all(doing: Conduct, row: Joining) -> None:
    if not telling.can_send() or not (theirs := _of_case(doing.session, row.petition_id)):
        return
    if doing.holds_redacted_only and row.mail_private_for_redacted is None:
        return
    _tell(doing.session, theirs, _pair(row, doing.key, is_redacted=doing.holds_redacted_only), doing.now)


def _tell(session: Session, kept: Iterable[VoiceMailbox], pair: KeyPair, now: datetime) -> None:
    if telling.can_send():
        found = (_address(seal.open_with(pair, each.sealed), each.voice_id) for each in kept)
        sealed_mail.put_all(session, [each for each in found if each is not None], telling.NAME, now=now)


def _address(inner: bytes, voice_id: int) -> str | None:
    try:
        return sealed_mail.opened(inner, inner_place(voice_id))
    except seal.SealBroken:
        return None


def _of_case(session: Session, petition_id: int) -> list[VoiceMailbox]:
    wanted = sa.select(VoiceMailbox).join(Voice, Voice.id == VoiceMailbox.voice_id)
    return list(session.execute(wanted.where(Voice.petition_id == petition_id)).scalars())


def _keep(row: Joining, pair: KeyPair, key: bytes, redacted: bytes | None) -> None:
    row.mail_public = pair.public
    row.mail_private_for_case = seal.seal_bytes(key, pair.private, private_place(row.petition_id))
    row.mail_private_for_redacted = None
    if redacted is not None:
        row.mail_private_for_redacted = seal.seal_bytes(redacted, pair.private, redacted_place(row.petition_id))


def _pair(row: Joining, key: bytes, *, is_redacted: bool = False) -> KeyPair:
    sealed, where = (
        (row.mail_private_for_redacted, redacted_place(row.petition_id))
        if is_redacted
        else (row.mail_private_for_case, private_place(row.petition_id))
    )
    assert sealed is not None
    return KeyPair.from_private(seal.open_bytes(key, sealed, where))


def _own_key(receipt_key: bytes, voice_id: int) -> bytes:
    """A key that the receipt gives and nobody else has; the office holds the voice's own."""
    return seal.derive(receipt_key, "voice-mailbox", str(voice_id).encode())


def inner_place(voice_id: int) -> str:
    """What the instance's seal is bound to."""
    return f"mailbox:voice:{voice_id}"


def place(voice_id: int) -> str:
    """What the seal under the receipt's key is bound to."""
    return f"voice:{voice_id}/mailbox"


def private_place(petition_id: int) -> str:
    """What the private half under the case's key is bound to."""
    return f"joining:{petition_id}/mail"


def redacted_place(petition_id: int) -> str:
    """What the private half under the key of the redacted version is bound to."""
    return f"joining:{petition_id}/mail-redacted"
