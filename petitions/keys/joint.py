"""Exchanging the keys of a joint petition: the shared one, the office's pair, and each voice's own.

Who left the case may know all of them. The shared key is sealed anew to each who joined, by the public half of their
receipt's pair, and so is each voice's own. Somebody who has no key to the case can begin a pair for the office all the
same: its private half waits with the readers until one of them exchanges the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions import queries, reach
from petitions.joint import told_files, voices
from petitions.joint.models import Joining, JoiningReader, ToldFile, ToldVoices, Voice, VoiceMessage
from petitions.models import Petition
from vault import reading_groups, seal, subject_keys
from vault.account_keys import Unlocked
from vault.seal import KeyPair
from web import clock


def exchange(
    session: Session, case: Petition, key: bytes, fresh: bytes, by: Unlocked | None, *, redacted: bytes | None = None
) -> bool:
    """Exchange what hangs on the case's `key`, for its `fresh` one; whether all of it could be. `redacted` is the fresh key
    of the redacted version, where there is one.

    A voice from before receipts had pairs would lose what everybody is told: with one among them the shared key stays.
    """
    row = session.get(Joining, case.id)
    if row is None:
        return True
    shared = voices.shared_key(row, key)
    added = list(session.execute(sa.select(Voice).where(Voice.petition_id == case.id)).scalars())
    row.code_sealed = seal.again(key, fresh, row.code_sealed, voices.code_place(case.id))
    if all(each.receipt_public is not None for each in added):
        shared = _shared(session, row, added, shared)
    if redacted is not None:
        voices.share_with_redacted(row, shared, redacted)
    row.key_for_case = seal.seal_bytes(fresh, shared, voices.shared_place(case.id))
    is_whole = _office_pair(session, row, added, key, fresh, by)
    _lay_aside(session, case, fresh, is_whole=is_whole)
    return is_whole


def begin_pair(session: Session, petition_id: int) -> None:
    """Let what voices bring be sealed to a fresh pair from now on, because somebody who lost the case may know the one
    before. Its private half goes to each reader left; needs nobody's key."""
    row = session.get_one(Joining, petition_id)
    pair = KeyPair.generate()
    row.public = pair.public
    readers = subject_keys.readers(session, queries.subject(petition_id))
    for reader in _laid_aside(session, petition_id):
        if reader.account_id not in readers:
            session.delete(reader)
            continue
        (sealed,) = subject_keys.sealed_singly(session, pair.private, [reader.account_id]).values()
        reader.private_sealed = (reader.private_sealed or b"") + sealed
    session.flush()


def has_begun_pair(session: Session, petition_id: int) -> bool:
    """Whether the private half of the office's pair waits with its readers."""
    return any(each.private_sealed is not None for each in _laid_aside(session, petition_id))


def renew_own(session: Session, voice: Voice, own_key: bytes) -> bytes:
    """Give a voice a fresh key of its own: what it and the office wrote is sealed again, and its receipt gives it."""
    assert voice.receipt_public is not None
    fresh = seal.random_key()
    for each in session.execute(sa.select(VoiceMessage).where(VoiceMessage.voice_id == voice.id)).scalars():
        each.sealed = seal.again(own_key, fresh, each.sealed, voices.said_place(voice.id, each.ordinal))
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
    session: Session, row: Joining, added: Collection[Voice], key: bytes, fresh: bytes, by: Unlocked | None
) -> bool:
    """The pair that voices are sealed to, and what they brought for the fresh one; whether it could be exchanged."""
    place = voices.private_place(row.petition_id)
    pairs = [voices.office_pair(row, key)]
    if has_begun_pair(session, row.petition_id):
        kept = session.get(JoiningReader, (row.petition_id, by.holder_id)) if by is not None else None
        if by is None or kept is None or kept.private_sealed is None:
            row.private_sealed = seal.again(key, fresh, row.private_sealed, place)
            return False
        size = seal.SEALED_KEY_BYTES
        boxes = [kept.private_sealed[at : at + size] for at in range(0, len(kept.private_sealed), size)]
        pairs += [KeyPair.from_private(seal.open_with(by.pair, box)) for box in boxes]
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
    return True


def _opened(pairs: Sequence[KeyPair], sealed: bytes) -> bytes:
    for pair in pairs:
        try:
            return seal.open_with(pair, sealed)
        except seal.SealBroken:
            continue
    raise seal.SealBroken


def _lay_aside(session: Session, case: Petition, fresh: bytes, *, is_whole: bool) -> None:
    """The case key singly for each present reader of the office, for the day on which a voice names one of them."""
    waiting = {row.account_id: row.private_sealed for row in _laid_aside(session, case.id)}
    session.execute(sa.delete(JoiningReader).where(JoiningReader.petition_id == case.id))
    readers = reading_groups.member_ids(session, case.group_id) - reach.excluded(session, case.id)
    for account_id, sealed in subject_keys.sealed_singly(session, fresh, readers).items():
        private = None if is_whole else waiting.get(account_id)
        session.add(JoiningReader(petition_id=case.id, account_id=account_id, sealed=sealed, private_sealed=private))


def _laid_aside(session: Session, petition_id: int) -> list[JoiningReader]:
    wanted = sa.select(JoiningReader).where(JoiningReader.petition_id == petition_id)
    return list(session.execute(wanted.order_by(JoiningReader.account_id)).scalars())
