"""Exchanging the keys of a joint petition: the shared one, the office's pair, and each voice's own.

Who left the case may know all of them. The shared key is sealed anew to each who joined, by the public half of their
receipt's pair, and so is each voice's own. Somebody who has no key to the case can begin a pair for the office all the
same: its private half waits with the readers and the first petitioner until one of them exchanges the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions import queries, reach
from petitions.joint import mailboxes, told_files, voice_talk, voices
from petitions.joint.models import (
    Joining,
    JoiningReader,
    ToldFile,
    ToldVoices,
    Voice,
    VoiceFile,
    VoiceMailbox,
    VoiceMessage,
)
from petitions.models import Petition
from vault import reading_groups, seal, subject_keys
from vault.account_keys import Unlocked
from vault.seal import KeyPair
from web import clock

#: Who may hold the private half of a pair that waits: an account, or the first petitioner by the pair of the receipt.
Holder = Unlocked | KeyPair
LIES_UNDER_IT = (Joining, JoiningReader, Voice, VoiceFile, VoiceMailbox, VoiceMessage, ToldVoices, ToldFile)


def exchange(
    session: Session, case: Petition, key: bytes, fresh: bytes, by: Holder | None, *, redacted: bytes | None = None
) -> None:
    """Exchange what hangs on the case's `key`, for its `fresh` one; a pair that waits goes on waiting unless `by` holds
    its private half. `redacted` is the fresh key of the redacted version, where there is one.

    A voice from before receipts had pairs would lose what everybody is told: with one among them the shared key stays.
    """
    row = session.get(Joining, case.id)
    if row is None:
        return
    shared = voices.shared_key(row, key)
    added = list(session.execute(sa.select(Voice).where(Voice.petition_id == case.id)).scalars())
    row.code_sealed = seal.again(key, fresh, row.code_sealed, voices.code_place(case.id))
    if all(each.receipt_public is not None for each in added):
        shared = _shared(session, row, added, shared)
    if redacted is not None:
        voices.share_with_redacted(row, shared, redacted)
    row.key_for_case = seal.seal_bytes(fresh, shared, voices.shared_place(case.id))
    mailboxes.exchange(session, row, key, fresh, redacted=redacted)
    _office_pair(session, row, added, key, fresh, by)
    _lay_aside(session, case, fresh)


def begin_pair(session: Session, case: Petition) -> None:
    """Let what voices bring be sealed to a fresh pair from now on, because somebody who lost the case may know the one
    before. Its private half goes to each reader left and to the first petitioner; needs nobody's key."""
    row = session.get_one(Joining, case.id)
    pair = KeyPair.generate()
    row.public = pair.public
    if case.receipt_public is not None:
        box = seal.seal_for(case.receipt_public, pair.private)
        row.private_for_petitioner = (row.private_for_petitioner or b"") + box
    readers = subject_keys.readers(session, queries.subject(case.id))
    for reader in _laid_aside(session, case.id):
        if reader.account_id not in readers:
            session.delete(reader)
            continue
        (sealed,) = subject_keys.sealed_singly(session, pair.private, [reader.account_id]).values()
        reader.private_sealed = (reader.private_sealed or b"") + sealed
    session.flush()


def has_begun_pair(session: Session, petition_id: int) -> bool:
    """Whether the private half of the office's pair waits with its readers."""
    return bool(_most_waiting(session, petition_id))


def can_end_waiting(session: Session, petition_id: int, by: Holder | None) -> bool:
    """Whether a pair of the case waits, and `by` holds the private half of it and of all begun before it."""
    waiting = _most_waiting(session, petition_id)
    return bool(waiting) and len(_waiting_with(session, petition_id, by)) == waiting


def lay_aside_for(session: Session, case: Petition, key: bytes, account_id: int) -> None:
    """Lay the case key aside for one more reader of the office: a new one, or one who comes back with other keys."""
    (sealed,) = subject_keys.sealed_singly(session, key, [account_id]).values()
    session.merge(JoiningReader(petition_id=case.id, account_id=account_id, sealed=sealed, private_sealed=None))


def forget_reader(session: Session, petition_id: int, account_id: int) -> None:
    """Let nothing count on what was laid aside for an account: it may lie under keys that are lost."""
    lost = sa.and_(JoiningReader.petition_id == petition_id, JoiningReader.account_id == account_id)
    session.execute(sa.delete(JoiningReader).where(lost))


def renew_own(session: Session, voice: Voice, own_key: bytes) -> bytes:
    """Give a voice a fresh key of its own: what it and the office wrote is sealed again, and its receipt gives it."""
    assert voice.receipt_public is not None
    fresh = seal.random_key()
    voice_talk.renew(session, voice, own_key, fresh)
    voice.own_sealed = seal.seal_for(voice.receipt_public, fresh)
    session.flush()
    return fresh


def _shared(session: Session, row: Joining, added: Collection[Voice], shared: bytes) -> bytes:
    """What everybody was told, under a fresh shared key sealed to each. The joining code ends, because whoever left
    knows it; the first petitioner can open joining again and gets a new one."""
    fresh = seal.random_key()
    petition_id = row.petition_id
    row.about_sealed = seal.again(shared, fresh, row.about_sealed, voices.about_place(petition_id))
    for each in session.execute(sa.select(ToldVoices).where(ToldVoices.petition_id == petition_id)).scalars():
        each.sealed = seal.again(shared, fresh, each.sealed, voices.told_place(petition_id, each.ordinal))
    for file in session.execute(sa.select(ToldFile).where(ToldFile.petition_id == petition_id)).scalars():
        under = told_files.content_key(file, shared)
        file.about_sealed = seal.again(shared, fresh, file.about_sealed, told_files.about_place(petition_id, file.id))
        file.key_sealed = seal.seal_bytes(fresh, under, told_files.key_place(petition_id, file.id))
    for voice in added:
        assert voice.receipt_public is not None
        voice.receipt_sealed = seal.seal_for(voice.receipt_public, fresh)
    if row.closed_on is None:
        row.closed_on, row.lookup_id, row.key_sealed = clock.today(), None, None
    return fresh


def _office_pair(
    session: Session, row: Joining, added: Collection[Voice], key: bytes, fresh: bytes, by: Holder | None
) -> None:
    """The pair that voices are sealed to, and what they brought for the fresh one; one that waits stays, unless `by`
    holds all of it."""
    place = voices.private_place(row.petition_id)
    if has_begun_pair(session, row.petition_id) and not can_end_waiting(session, row.petition_id, by):
        row.private_sealed = seal.again(key, fresh, row.private_sealed, place)
        return
    pairs = [voices.office_pair(row, key), *_waiting_with(session, row.petition_id, by)]
    new = KeyPair.generate()
    for voice in added:
        if voice.sealed:
            voice.sealed = seal.seal_for(new.public, _opened(pairs, voice.sealed))
        if voice.key_for_office is not None:
            own_key = _opened(pairs, voice.key_for_office)
            if voice.receipt_public is not None:
                own_key = renew_own(session, voice, own_key)
            voice.key_for_office = seal.seal_for(new.public, own_key)
    row.public, row.private_sealed = new.public, seal.seal_bytes(fresh, new.private, place)
    row.private_for_petitioner = None
    for reader in _laid_aside(session, row.petition_id):
        reader.private_sealed = None


def _waiting_with(session: Session, petition_id: int, by: Holder | None) -> list[KeyPair]:
    """The pairs that wait and whose private half `by` holds, oldest first; none when they are sealed to a key that was
    lost."""
    if by is None:
        return []
    if isinstance(by, KeyPair):
        own, boxes = by, session.get_one(Joining, petition_id).private_for_petitioner
    else:
        kept = session.get(JoiningReader, (petition_id, by.holder_id))
        own, boxes = by.pair, kept.private_sealed if kept is not None else None
    try:
        return [KeyPair.from_private(seal.open_with(own, box)) for box in _boxes(boxes)]
    except seal.SealBroken:
        return []


def _most_waiting(session: Session, petition_id: int) -> int:
    """How many pairs wait: as many as whoever was there from the first on holds."""
    row = session.get(Joining, petition_id)
    if row is None:
        return 0
    held = [row.private_for_petitioner, *(each.private_sealed for each in _laid_aside(session, petition_id))]
    return max(len(_boxes(each)) for each in held)


def _boxes(sealed: bytes | None) -> list[bytes]:
    size = seal.SEALED_KEY_BYTES
    return [sealed[at : at + size] for at in range(0, len(sealed), size)] if sealed else []


def _opened(pairs: Sequence[KeyPair], sealed: bytes) -> bytes:
    for pair in pairs:
        try:
            return seal.open_with(pair, sealed)
        except seal.SealBroken:
            continue
    raise seal.SealBroken


def _lay_aside(session: Session, case: Petition, fresh: bytes) -> None:
    """The case key singly for each present reader of the office, for the day on which a voice names one of them."""
    waiting = {row.account_id: row.private_sealed for row in _laid_aside(session, case.id)}
    session.execute(sa.delete(JoiningReader).where(JoiningReader.petition_id == case.id))
    readers = reading_groups.member_ids(session, case.group_id) - reach.excluded(session, case.id)
    for account_id, sealed in subject_keys.sealed_singly(session, fresh, readers).items():
        private = waiting.get(account_id)
        session.add(JoiningReader(petition_id=case.id, account_id=account_id, sealed=sealed, private_sealed=private))


def _laid_aside(session: Session, petition_id: int) -> list[JoiningReader]:
    wanted = sa.select(JoiningReader).where(JoiningReader.petition_id == petition_id)
    return list(session.execute(wanted.order_by(JoiningReader.account_id)).scalars())
