"""Every write to a joint petition by its petitioner and office: opening and closing it, adding a voice, telling them all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from database import random_id
from petitions import leaving_out, numbers, queries, reach, receipt, rekeying
from petitions.conduct import ASKS_NOTHING
from petitions.files.attachments import CleanFile
from petitions.joint import mailboxes, told_files, voice_talk, voices
from petitions.joint import terms as joint
from petitions.joint.models import Joining, JoiningReader, ToldVoices, Voice
from petitions.joint.terms import Speech
from petitions.joint.voices import About
from petitions.keys import holding
from petitions.models import Petition
from petitions.recusal import queries as recusals
from petitions.redaction import versions as redactions
from petitions.workflow import Action, CaseRole
from vault import reading_groups, seal, subject_keys
from vault.seal import KeyPair
from web.errors import Refusal
from web.words import N_

NAMED_TOO_MANY = N_("您点名的人去掉之后，没有足够的人能看这件诉求，所以没有加入，也没有留下记录。%(place)s")


@dataclass(frozen=True)
class Adding:
    """What somebody who joins brings."""

    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    #: Accounts it is about; none of them will see the case from then on.
    concerned: frozenset[int] = frozenset()


def open_joining(
    session: Session, petition_id: int, about: About, *, key: bytes, instance_key: bytes, now: datetime
) -> str:
    """Let others join a case; returns the joining code. Done by the first petitioner, with the case `key`.

    Opening it again after it was closed makes a new code and keeps the voices. Raises Refusal.
    """
    case = queries.locked(session, petition_id)
    key = rekeying.if_due(session, case, holding.petitioners_key(session, case, key))
    if not joint.may_join(case.state, case.legal_class):
        raise Refusal(_("这件诉求现在不能再请人联名。"))
    row, redaction = session.get(Joining, petition_id), redactions.of_case(session, petition_id)
    if row is not None and row.closed_on is None:
        raise Refusal(_("已经可以联名了，不用再开一次。"))
    code = receipt.mint()
    derived = receipt.derive(instance_key, code, "joining")
    if row is None:
        row = _new(petition_id, key, now.date())
        session.add(row)
    shared = voices.shared_key(row, key)
    row.lookup_id, row.closed_on = derived.lookup_id, None
    row.key_sealed = seal.seal_bytes(derived.key, shared, voices.code_place(petition_id))
    row.code_sealed = seal.seal_text(key, code, voices.code_place(petition_id))
    masked = redactions.key_under(redaction, key) if redaction is not None else None
    if masked is not None:
        voices.share_with_redacted(row, shared, masked)
    if row.mail_public is None:
        mailboxes.begin(row, key, masked)
    row.about_sealed = seal.seal_text(shared, about.to_text(), voices.about_place(petition_id))
    session.flush()
    _keep_readers(session, case, key)
    session.flush()
    return code


def close_joining(session: Session, petition_id: int, *, now: datetime) -> None:
    """Let nobody else join; who did keeps their receipt. Raises Refusal."""
    queries.locked(session, petition_id)
    row = session.get(Joining, petition_id)
    if row is None or row.closed_on is not None:
        raise Refusal(_("联名已经停了。"))
    row.closed_on, row.lookup_id, row.key_sealed = now.date(), None, None
    session.flush()


def join(session: Session, join_code: str, adding: Adding, *, code: str, instance_key: bytes, now: datetime) -> Voice:
    """Add a voice under a receipt `code`; the same code again finds what it added. Raises Refusal."""
    again = voices.by_receipt(session, code, instance_key=instance_key)
    if again is not None:
        return voices.voice(session, again[0])
    found = voices.invited(session, join_code, instance_key=instance_key)
    if found is not None:
        case = queries.locked(session, found.petition_id)
        # Its keys may have been exchanged before it could be locked, which ends the code.
        found = voices.invited(session, join_code, instance_key=instance_key)
    if found is None:
        raise Refusal(_("这个联名码已经停用，没有加入，也没有留下记录。"))
    joined = voices.ever_joined(session, case.id)
    if not joint.may_join(case.state, case.legal_class) or joined >= joint.MOST_VOICES:
        raise Refusal(_("这件诉求已经不能再加入，没有留下记录。您可以自己另提一件。"))
    if adding.concerned:
        kept = voices.readers_kept(session, case.id)
        leaving_out.past_kept(
            session, case, adding.concerned, kept, today=now.date(), otherwise=NAMED_TOO_MANY, field="concerned"
        )
    row = session.get_one(Joining, case.id)
    rekeying.protect_voices(session, case, anew=bool(adding.concerned))
    voice_id = random_id()
    derived = receipt.derive(instance_key, code)
    said = json.dumps([adding.name, adding.contact, adding.text], ensure_ascii=False)
    new = Voice(
        id=voice_id,
        petition_id=case.id,
        receipt_id=derived.lookup_id,
        receipt_public=derived.public,
        receipt_sealed=seal.seal_for(derived.public, found.key),
        sealed=seal.seal_padded_for(row.public, said.encode()),
        key_for_office=seal.seal_for(row.public, voices.first_own_key(voice_id, derived.key)),
        joined_on=now.date(),
        is_counted=joint.counts(case.people, joined + 1),
    )
    _number(session, new, case.number)
    own_key = voices.first_own_key(voice_id, derived.key)
    voice_talk.append(session, new, Speech.JOIN, said, own_key, today=now.date())
    return new


def settle(session: Session, case: Petition, action: Action | None = None) -> None:
    """Keep the case among those that wait for the office as long as one who joined does; `action` is what was just done."""
    if session.get(Joining, case.id) is None:
        return
    if action in joint.ANSWERING:
        answered = sa.update(Voice).where(Voice.petition_id == case.id).values(awaits_answer=False)
        session.execute(answered)
    last = queries.last_message(session, case.id)
    is_petitioners = (
        last is not None and last.author == "petitioner" and last.action not in {Action.FILE, *ASKS_NOTHING}
    )
    # An answer without a word, or somebody who was asked to step back.
    waits = case.awaits_answer and (_has_nodded(session, case) or recusals.undecided(session, case.id))
    case.awaits_answer = bool(is_petitioners or waits or voices.is_awaited(session, case.id))
    case.alarm_on = max(filter(None, (case.pressed_on, voices.last_alarm(session, case.id))), default=None)
    session.flush()


def tell(session: Session, row: Joining, shared: bytes, action: Action, told: list[tuple[int, str]]) -> None:
    """Repeat what the office wrote to everybody concerned for those who joined, under their shared key; `told` are
    ordinals and texts."""
    if action not in joint.TOLD or not told:
        return
    for ordinal, text in told:
        sealed = seal.seal_text(shared, text, voices.told_place(row.petition_id, ordinal))
        session.add(ToldVoices(petition_id=row.petition_id, ordinal=ordinal, sealed=sealed))
    session.flush()


def tell_files(session: Session, case: Petition, key: bytes, action: Action, files: Sequence[CleanFile]) -> None:
    """Give those who joined the files of what was just written to everybody concerned."""
    row = session.get(Joining, case.id) if action in joint.TOLD else None
    if row is not None:
        told_files.keep(session, case.id, voices.shared_key(row, key), files, ordinal=case.messages)


def _has_nodded(session: Session, case: Petition) -> bool:
    """Whether the first petitioner answered an offer of mediation without a word, and the office has not written since."""
    event = queries.last_step(session, case.id, Action.ANSWER_MEDIATION, CaseRole.PETITIONER)
    return event is not None and event.details.get("after") == case.messages


def _new(petition_id: int, key: bytes, today: date) -> Joining:
    pair = KeyPair.generate()
    return Joining(
        petition_id=petition_id,
        key_for_case=seal.seal_bytes(key, seal.random_key(), voices.shared_place(petition_id)),
        private_sealed=seal.seal_bytes(key, pair.private, voices.private_place(petition_id)),
        public=pair.public,
        opened_on=today,
    )


def _keep_readers(session: Session, case: Petition, key: bytes) -> None:
    """Seal the case key singly to the office's readers, so that one of them can be left out without it."""
    readers = reading_groups.member_ids(session, case.group_id) - reach.excluded(session, case.id)
    kept = voices.readers_kept(session, case.id)
    for account_id, sealed in subject_keys.sealed_singly(session, key, readers).items():
        if account_id in kept:
            session.get_one(JoiningReader, (case.id, account_id)).sealed = sealed
        else:
            session.add(JoiningReader(petition_id=case.id, account_id=account_id, sealed=sealed))


def _number(session: Session, new: Voice, case_number: str) -> None:
    for _attempt in range(numbers.TRIES):
        new.number = f"{case_number}-{numbers.letters()}"
        try:
            with session.begin_nested():
                session.add(new)
                session.flush()
        except IntegrityError as clash:
            if "number" not in str(clash.orig):
                raise
        else:
            return
    raise Refusal(_("这件诉求的联名编号快用完了，请自己另提一件。"), status=503)
